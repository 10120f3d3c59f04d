namespace Prefect.Cli;

/// <summary>The command was understood, and failed for a reason that its message explains.</summary>
internal sealed class CommandFailedException(string message, Exception? innerException = null) : Exception(message, innerException);
