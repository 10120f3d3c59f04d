namespace Prefect.Cli;

/// <summary>What the tool answers its caller with.</summary>
public static class ExitCodes
{
    /// <summary>The command did what it was asked to do.</summary>
    public const int Done = 0;

    /// <summary>The command was understood, and failed.</summary>
    public const int Failed = 1;

    /// <summary>The command was not understood.</summary>
    public const int WrongUsage = 2;

    /// <summary>The command was interrupted, as shells say it.</summary>
    public const int Interrupted = 130;
}
