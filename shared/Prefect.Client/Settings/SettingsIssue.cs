namespace Prefect.Client;

/// <summary>Something about the settings that does not stop the program, or that a check was asked to find.</summary>
/// <param name="IsError">Whether the setting cannot be used as it stands; otherwise it is a warning.</param>
/// <param name="Message">Whole message: where, what is wrong, and what to do. It never holds a secret.</param>
/// <param name="Key">Key it is about, as written, or <see langword="null"/>.</param>
/// <param name="File">File it stands in, or <see langword="null"/>.</param>
/// <param name="Line">Line in that file, from 1, or <see langword="null"/>.</param>
public sealed record SettingsIssue(bool IsError, string Message, string? Key = null, string? File = null, int? Line = null)
{
    /// <summary>Returns the message.</summary>
    public override string ToString() => Message;
}
