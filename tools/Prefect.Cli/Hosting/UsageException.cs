namespace Prefect.Cli;

/// <summary>The command cannot be carried out as it was written.</summary>
internal sealed class UsageException(string message) : Exception(message);
