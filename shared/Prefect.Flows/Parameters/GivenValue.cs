using System.Collections;
using System.Globalization;
using Prefect.Blocks;

namespace Prefect.Flows;

/// <summary>Says in a message what was given, without telling secrets.</summary>
internal static class GivenValue
{
    private const int Longest = 40;

    private static readonly string[] s_secretNames =
        ["password", "passwd", "pwd", "passphrase", "secret", "token", "apikey", "accesskey", "privatekey", "accountkey", "sharedkey", "signingkey", "credential", "connectionstring"];

    public static string Describe(object? value, string path) => value switch
    {
        null => "null",
        string text when IsSecretName(path) => "a text",
        string text => $"the text '{SecretMasker.Mask(text.Length > Longest ? text[..Longest] + "…" : text)}'",
        bool flag => flag ? "true" : "false",
        _ when ValueKinds.IsInteger(value) || ValueKinds.IsFraction(value) || value is JsonFraction =>
            IsSecretName(path) ? "a number" : $"the number {SecretMasker.Mask(Convert.ToString(value, CultureInfo.InvariantCulture) ?? "")}",
        IDictionary or IReadOnlyDictionary<string, object?> => "an object",
        ICollection items => $"a list of {items.Count}",
        _ => $"a {TypeNames.Of(value.GetType())}",
    };

    public static bool IsSecretName(string path)
    {
        string name = path.Replace("_", "", StringComparison.Ordinal);
        return Array.Exists(s_secretNames, mark => name.Contains(mark, StringComparison.OrdinalIgnoreCase));
    }
}
