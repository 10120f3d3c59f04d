using System.Reflection;

namespace Prefect.Blocks;

/// <summary>
/// The kinds of secret reference that packages follow. A package says so in its assembly's metadata, <c>secret-reference:SCHEME</c>, and is
/// loaded when the first such secret is revealed: whoever refers to it need not touch it.
/// </summary>
internal static class ReferenceSchemes
{
    private const string Prefix = "secret-reference:";

    // Those that this assembly was built with, by what the packages beside it say.
    private static readonly Lazy<Dictionary<string, string?>> s_packages = new(static () =>
        typeof(ReferenceSchemes).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>()
            .Where(entry => entry.Key.StartsWith(Prefix, StringComparison.Ordinal))
            .ToDictionary(entry => entry.Key[Prefix.Length..], entry => entry.Value, StringComparer.Ordinal));

    /// <summary>Names the package that follows a scheme; null when that is not known.</summary>
    public static string? PackageOf(string scheme) => s_packages.Value.GetValueOrDefault(scheme);

    /// <summary>Loads the package that follows a scheme, and says whether there is one.</summary>
    public static bool Load(string scheme)
    {
        if (!MayBeOfPackage(scheme))
        {
            return false;
        }

        return (PackageOf(scheme) is { } package && LoadByName(package)) || BlockAssemblies.LoadForScheme(scheme);
    }

    /// <summary>Reads the schemes of an assembly file.</summary>
    public static IEnumerable<string> In(string file) =>
        from attribute in AssemblyAttributes.TryRead(file, nameof(AssemblyMetadataAttribute)) ?? []
        where attribute.Argument?.StartsWith(Prefix, StringComparison.Ordinal) == true
        select attribute.Argument[Prefix.Length..];

    // Of provider and service, as in "aws-sm": much that has a colon in it is no reference, and nothing is looked for then.
    private static bool MayBeOfPackage(string scheme) =>
        scheme.Contains('-', StringComparison.Ordinal) && scheme.All(static letter => char.IsAsciiLetterLower(letter) || char.IsAsciiDigit(letter) || letter == '-');

    private static bool LoadByName(string package)
    {
        try
        {
            BlockAssemblies.Run(Assembly.Load(new AssemblyName(package)));
            return true;
        }
        catch (FileNotFoundException)
        {
            return false;
        }
    }
}
