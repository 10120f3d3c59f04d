using System.Diagnostics.CodeAnalysis;
using System.Reflection;

namespace Prefect.Flows;

/// <summary>Names types in stored values, in a form that Python leaves alone.</summary>
internal static class TypeTags
{
    private const string Prefix = "dotnet:";

    public static string Of(Type type) => $"{Prefix}{type.Assembly.GetName().Name}/{type.FullName ?? type.Name}";

    public static bool IsTag(string? text) => text?.StartsWith(Prefix, StringComparison.Ordinal) == true;

    /// <summary>
    /// The type of a tag, if it may stand where another is expected. No assembly is loaded for it, and nothing but a kind of what
    /// the reader asks for is made: what stands in a storage cannot choose what is run here.
    /// </summary>
    [UnconditionalSuppressMessage("Trimming", "IL2026", Justification = "A type that was trimmed away cannot be found, and the value is then refused.")]
    public static Type? Find(string tag, Type expected)
    {
        string[] parts = tag[Prefix.Length..].Split('/', 2);
        foreach (Assembly assembly in AppDomain.CurrentDomain.GetAssemblies())
        {
            if (parts.Length == 2 && assembly.GetName().Name == parts[0] && assembly.GetType(parts[1]) is { } type)
            {
                return type != expected && expected.IsAssignableFrom(type) && type is { IsAbstract: false } ? type : null;
            }
        }

        return null;
    }
}
