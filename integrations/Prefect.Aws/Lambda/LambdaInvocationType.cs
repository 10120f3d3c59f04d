namespace Prefect.Aws;

/// <summary>How a function is invoked.</summary>
public enum LambdaInvocationType
{
    /// <summary>Waits until the function is done, and gives what it returned.</summary>
    RequestResponse,

    /// <summary>Queues the event; the function runs later, and what it returns is not seen.</summary>
    Event,

    /// <summary>Checks that the function is there and may be invoked, and does not run it.</summary>
    DryRun,
}
