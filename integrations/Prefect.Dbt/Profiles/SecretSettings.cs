namespace Prefect.Dbt;

/// <summary>Tells by its name whether a setting of a profile is a secret.</summary>
internal static class SecretSettings
{
    private static readonly string[] s_parts = ["pass", "secret", "token", "private_key", "keyfile_json", "api_key", "access_key", "credential", "dsn"];
    private static readonly string[] s_plain = ["private_key_path", "token_uri", "token_endpoint"];

    public static bool IsSecret(string name) =>
        !s_plain.Contains(name, StringComparer.OrdinalIgnoreCase)
        && Array.Exists(s_parts, part => name.Contains(part, StringComparison.OrdinalIgnoreCase));
}
