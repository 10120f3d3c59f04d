using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Prefect.Aws;

/// <summary>Parameters of an operation of Amazon S3, by the vendor's names.</summary>
internal sealed class S3Parameters
{
    private readonly Dictionary<string, string> _values = new(StringComparer.Ordinal);

    private S3Parameters()
    {
    }

    public string? this[string name] => _values.GetValueOrDefault(name);

    /// <exception cref="ArgumentException">A parameter is missing, unknown, or has another type than the operation takes.</exception>
    public static S3Parameters Check(S3Read read, JsonObject parameters)
    {
        S3Parameters result = new();
        foreach ((string name, JsonNode? value) in parameters)
        {
            if (!read.Parameters.Contains(name, StringComparer.Ordinal))
            {
                throw new ArgumentException(
                    $"{read.Operation} has no parameter '{name}' here. It has: {string.Join(", ", read.Parameters)}.", nameof(parameters));
            }

            result._values[name] = Text(value, name == S3Read.MaxKeys ? JsonValueKind.Number : JsonValueKind.String)
                ?? throw new ArgumentException($"The parameter {name} of {read.Operation} must be a {(name == S3Read.MaxKeys ? "whole number from 1 to 1000" : "text that is not empty")}.", nameof(parameters));
        }

        return read.Parameters.Take(read.Required).FirstOrDefault(name => result[name] is null) is { } missing
            ? throw new ArgumentException($"{read.Operation} needs the parameter {missing}.", nameof(parameters))
            : result;
    }

    public int? Number(string name) => this[name] is { } text ? int.Parse(text, CultureInfo.InvariantCulture) : null;

    private static string? Text(JsonNode? value, JsonValueKind kind)
    {
        if (value?.GetValueKind() != kind)
        {
            return null;
        }

        string text = kind == JsonValueKind.String ? value.GetValue<string>() : value.ToJsonString();
        bool isValid = kind == JsonValueKind.String
            ? text.Length > 0
            : int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out int number) && number is >= 1 and <= 1000;
        return isValid ? text : null;
    }
}
