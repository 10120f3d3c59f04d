using System.Text.RegularExpressions;
using Prefect.Blocks;

namespace Prefect.Gcp;

/// <summary>What a reference names.</summary>
/// <param name="Project">Project of the secret.</param>
/// <param name="Name">Name of the secret.</param>
/// <param name="Version">Number or alias of a version; null for the latest.</param>
/// <param name="Member">Name of a member of the secret; null for the whole.</param>
internal sealed partial record GcpSecretTarget(string Project, string Name, string? Version, string? Member)
{
    public const string Scheme = "gcp-sm";

    /// <exception cref="SecretReferenceException">The text names no secret.</exception>
    public static GcpSecretTarget Parse(string text)
    {
        int sharp = text.IndexOf('#', StringComparison.Ordinal);
        return Form().Match(sharp < 0 ? text : text[..sharp]) is { Success: true } match
            ? new GcpSecretTarget(
                match.Groups["project"].Value,
                match.Groups["name"].Value,
                match.Groups["version"] is { Success: true, Value: var version } ? version : null,
                sharp < 0 ? null : text[(sharp + 1)..])
            : throw new SecretReferenceException(
                $"The secret reference '{Scheme}:{text}' names no secret: write {Scheme}:PROJECT/NAME or {Scheme}:PROJECT/NAME@VERSION.");
    }

    public override string ToString() =>
        $"{Scheme}:{Project}/{Name}{(Version is null ? "" : "@" + Version)}{(Member is null ? "" : "#" + Member)}";

    [GeneratedRegex(@"\A(?<project>[A-Za-z0-9][A-Za-z0-9.:-]{0,99})/(?<name>[A-Za-z0-9_-]{1,255})(@(?<version>[A-Za-z0-9_-]{1,63}))?\z", RegexOptions.NonBacktracking | RegexOptions.ExplicitCapture)]
    private static partial Regex Form();
}
