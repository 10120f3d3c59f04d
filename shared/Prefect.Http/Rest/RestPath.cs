using System.Globalization;

namespace Prefect.Http;

/// <summary>Writes paths: <c>RestPath.Of($"api/v2/accounts/{account}/jobs/{job}/")</c> escapes what is in braces.</summary>
public static class RestPath
{
    /// <summary>Escapes the values of a path, slashes included; those of a value marked <c>{name:path}</c> stay.</summary>
    /// <param name="path">The path.</param>
    /// <exception cref="ArgumentNullException"><paramref name="path"/> is null.</exception>
    /// <exception cref="ArgumentException">A value is empty, or would lead to another path: <c>.</c> or <c>..</c>.</exception>
    public static string Of(FormattableString path)
    {
        ArgumentNullException.ThrowIfNull(path);
        return path.ToString(PathFormat.Instance);
    }

    private static string Escape(string value) =>
        value is "" or "." or ".." ? throw new ArgumentException($"'{value}' is no name that an address can have.", nameof(value)) : Uri.EscapeDataString(value);

    private sealed class PathFormat : IFormatProvider, ICustomFormatter
    {
        public static PathFormat Instance { get; } = new();

        public object? GetFormat(Type? formatType) => formatType == typeof(ICustomFormatter) ? this : null;

        public string Format(string? format, object? arg, IFormatProvider? formatProvider)
        {
            string text = Convert.ToString(arg, CultureInfo.InvariantCulture) ?? "";
            return format == "path" ? string.Join('/', text.Split('/').Select(Escape)) : Escape(text);
        }
    }
}
