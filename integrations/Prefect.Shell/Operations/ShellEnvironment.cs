using System.Buffers;
using System.Text.Json;
using System.Text.Json.Nodes;
using Prefect.Blocks;

namespace Prefect.Shell;

/// <summary>
/// The variables of commands. All of them are masked where a block is printed; in what the commands write, those alone are that look like secrets
/// by their name or value: others are words such as <c>prod</c>, which stand in every second line.
/// </summary>
internal static class ShellEnvironment
{
    private const int ShortestKey = 16;

    private static readonly string[] s_marks =
        ["PASSWORD", "PASSWD", "PASSPHRASE", "PWD", "SECRET", "TOKEN", "APIKEY", "ACCESSKEY", "PRIVATEKEY", "CREDENTIAL", "CONNECTIONSTRING"];

    private static readonly string[] s_ends = ["_KEY", "_PASS", "_PAT", "_PW", "_DSN", "_AUTH"];

    // As they stand in connection strings and signed addresses.
    private static readonly SearchValues<string> s_pairs = SearchValues.Create(
        ["password=", "passwd=", "pwd=", "secret=", "token=", "sig=", "signature=", "accountkey=", "accesskey=", "apikey=", "api_key="], StringComparison.OrdinalIgnoreCase);

    private static readonly SearchValues<char> s_separators = SearchValues.Create(" \t\r\n/\\.:");

    private static readonly HashSet<string> s_folders = new(StringComparer.OrdinalIgnoreCase) { "PWD", "OLDPWD" };

    /// <summary>Gives the variables in clear.</summary>
    /// <exception cref="ShellConfigurationException">A value is neither text, number nor truth value.</exception>
    /// <exception cref="SecretReferenceException">A reference leads nowhere.</exception>
    public static Dictionary<string, string?> Reveal(SecretDictionary? environment) =>
        (environment ?? []).Reveal(IsSecret).ToDictionary(static pair => pair.Key, static pair => (string?)Text(pair.Key, pair.Value), StringComparer.Ordinal);

    /// <summary>Whether a value is to be masked in what commands write.</summary>
    public static bool IsSecret(string name, JsonNode? value) =>
        HasSecretName(name) || (value is JsonValue text && text.TryGetValue(out string? clear) && LooksSecret(clear));

    private static bool HasSecretName(string name)
    {
        string plain = name.Replace("_", "", StringComparison.Ordinal);
        return !s_folders.Contains(name)
            && (Array.Exists(s_marks, mark => plain.Contains(mark, StringComparison.OrdinalIgnoreCase))
                || Array.Exists(s_ends, end => $"_{name}".EndsWith(end, StringComparison.OrdinalIgnoreCase)));
    }

    /// <summary>An address with a sign-in, what holds a password by its name, a web token, or what nobody would type.</summary>
    private static bool LooksSecret(string value)
    {
        if (value.AsSpan().ContainsAny(s_pairs) || value.StartsWith("eyJ", StringComparison.Ordinal))
        {
            return true;
        }

        if (value.Contains("://", StringComparison.Ordinal))
        {
            return Uri.TryCreate(value, UriKind.Absolute, out Uri? address)
                && (address.UserInfo.Contains(':', StringComparison.Ordinal) || LooksLikeKey(address.UserInfo));
        }

        return LooksLikeKey(value);
    }

    private static bool LooksLikeKey(string value) =>
        value.Length >= ShortestKey
        && !value.AsSpan().ContainsAny(s_separators)
        && value.Any(char.IsAsciiDigit) && value.Any(char.IsAsciiLetter);

    private static string Text(string name, JsonNode? value) => value switch
    {
        JsonValue text when text.GetValueKind() == JsonValueKind.String => text.GetValue<string>(),
        JsonValue other => other.ToJsonString(),
        _ => throw new ShellConfigurationException("env", $"The environment variable '{name}' must be a text: an object, a list or null is none."),
    };
}
