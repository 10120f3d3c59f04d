namespace Prefect.Dbt;

/// <summary>One profile in its place, from the first command that needs it to the last.</summary>
internal sealed class DbtProfilesHolding(string text)
{
    public string Text { get; } = text;

    /// <summary>How many commands need it.</summary>
    public int Users { get; set; } = 1;

    /// <summary>Says whether it was written.</summary>
    public TaskCompletionSource<bool> Written { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>Is done when the place is free again.</summary>
    public TaskCompletionSource Left { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public bool WasWritten { get; set; }

    /// <summary>What the file held before; null when there was none.</summary>
    public byte[]? Before { get; set; }

    public UnixFileMode ModeBefore { get; set; }
}
