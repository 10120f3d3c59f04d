namespace Prefect.Shell;

/// <summary>The two pipes that a process writes to.</summary>
public enum ChildStream
{
    /// <summary>Its output.</summary>
    Output,

    /// <summary>Its error output.</summary>
    Error,
}
