namespace Prefect.Client;

/// <summary>What one source says about one setting.</summary>
/// <param name="Text">The value as text.</param>
/// <param name="Key">The key it was written under.</param>
/// <param name="Origin">The place, for people.</param>
/// <param name="File">The file, where it is one.</param>
/// <param name="Line">The line in it.</param>
internal sealed record SettingCandidate(string Text, string Key, string Origin, string? File = null, int? Line = null)
{
    public override string ToString() => $"{Key} from {Origin}";
}
