namespace Prefect.Client;

/// <summary>Says that settings or profiles cannot be read, used or written, where exactly, and what to do. Never holds a secret's value.</summary>
public sealed class SettingsException : Exception
{
    internal SettingsException(string message, string? key = null, string? file = null, int? line = null, Exception? innerException = null)
        : base(message, innerException)
    {
        Key = key;
        File = file;
        Line = line;
    }

    /// <summary>Key it is about, as written, or <see langword="null"/>.</summary>
    public string? Key { get; }

    /// <summary>File it is about, or <see langword="null"/>.</summary>
    public string? File { get; }

    /// <summary>Line in that file, from 1, or <see langword="null"/>.</summary>
    public int? Line { get; }
}
