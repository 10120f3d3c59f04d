using Prefect.Blocks;

namespace Prefect.Shell;

/// <summary>A program could not be started, or ended with a code that is no success.</summary>
public sealed class ShellException : BlockException
{
    internal ShellException(string message, Exception? innerException = null)
        : base(message, innerException)
    {
    }

    /// <summary>Id that the process had; null when none was started.</summary>
    public int? Pid { get; internal init; }

    /// <summary>Code that it ended with; null when none was started. Of a process that a signal ended, 128 and the number of the signal.</summary>
    public int? ReturnCode { get; internal init; }

    /// <summary>The last lines of its error output, known secrets masked; empty when there were none.</summary>
    public string ErrorOutput { get; internal init; } = "";
}
