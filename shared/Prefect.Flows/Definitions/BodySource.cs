using System.Runtime.CompilerServices;
using System.Security.Cryptography;
using System.Text;

namespace Prefect.Flows;

/// <summary>Tells whether the body of a flow or task is still the same text.</summary>
internal static class BodySource
{
    private static readonly ConditionalWeakTable<Definition, string> s_hashes = [];

    /// <summary>
    /// Gives 32 hexadecimal digits: of the source text of a lambda, which the compiler hands over, or what the generator took of a
    /// method; failing both, of the method's compiled code and the version of its module.
    /// </summary>
    public static string Hash(Definition definition) => definition.SourceHash ?? s_hashes.GetValue(definition, Compute);

    private static string Compute(Definition definition)
    {
        bool isText = definition.Source is { } text && (text.Contains("=>", StringComparison.Ordinal) || text.StartsWith("delegate", StringComparison.Ordinal));
        byte[] content = isText ? Encoding.UTF8.GetBytes(definition.Source!.ReplaceLineEndings("\n")) : Compiled(definition);
#pragma warning disable CA5351 // It tells versions of a text apart, nothing hangs on it being hard to forge.
        return Convert.ToHexStringLower(MD5.HashData(content));
#pragma warning restore CA5351
    }

    private static byte[] Compiled(Definition definition)
    {
        byte[] code = definition.Method.GetMethodBody()?.GetILAsByteArray() ?? [];
        return [.. definition.Method.Module.ModuleVersionId.ToByteArray(), .. Encoding.UTF8.GetBytes(definition.Method.Name), .. code];
    }
}
