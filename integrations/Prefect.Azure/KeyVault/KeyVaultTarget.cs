using System.Text.RegularExpressions;
using Prefect.Blocks;

namespace Prefect.Azure;

/// <summary>What a reference names.</summary>
/// <param name="Vault">Address of the vault.</param>
/// <param name="Name">Name of the secret.</param>
/// <param name="Version">Id of a version; null for the current one.</param>
/// <param name="Member">Name of a member of the secret; null for the whole.</param>
internal sealed partial record KeyVaultTarget(Uri Vault, string Name, string? Version, string? Member)
{
    public const string Scheme = "azure-kv";

    // Tokens go nowhere else.
    private static readonly string[] s_clouds = [".vault.azure.net", ".vault.azure.cn", ".vault.usgovcloudapi.net"];

    /// <exception cref="SecretReferenceException">The text names no secret of a vault.</exception>
    public static KeyVaultTarget Parse(string text)
    {
        int sharp = text.IndexOf('#', StringComparison.Ordinal);
        string[] parts = (sharp < 0 ? text : text[..sharp]).Split('/');
        return parts.Length is 2 or 3 && VaultOf(parts[0]) is { } vault && Plain().IsMatch(parts[1]) && (parts.Length == 2 || Plain().IsMatch(parts[2]))
            ? new KeyVaultTarget(vault, parts[1], parts.Length == 3 ? parts[2] : null, sharp < 0 ? null : text[(sharp + 1)..])
            : throw new SecretReferenceException(
                $"The secret reference '{Scheme}:{text}' names no secret of a vault: write {Scheme}:VAULT/NAME, with letters, digits and dashes alone in both.");
    }

    public override string ToString()
    {
        string vault = Vault.Host.EndsWith(s_clouds[0], StringComparison.Ordinal) ? Vault.Host[..^s_clouds[0].Length] : Vault.Host;
        return $"{Scheme}:{vault}/{Name}{(Version is null ? "" : "/" + Version)}{(Member is null ? "" : "#" + Member)}";
    }

    [GeneratedRegex("^[A-Za-z0-9-]{1,127}$", RegexOptions.CultureInvariant | RegexOptions.NonBacktracking)]
    private static partial Regex Plain();

    private static Uri? VaultOf(string text)
    {
        string? cloud = Array.Find(s_clouds, end => text.EndsWith(end, StringComparison.OrdinalIgnoreCase));
        string name = cloud is null ? text : text[..^cloud.Length];
        return Plain().IsMatch(name) ? new Uri($"https://{name.ToLowerInvariant()}{cloud ?? s_clouds[0]}") : null;
    }
}
