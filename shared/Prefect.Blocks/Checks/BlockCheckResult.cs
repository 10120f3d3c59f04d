namespace Prefect.Blocks;

/// <summary>What a probe found.</summary>
/// <param name="Succeeded">Whether all stages were passed.</param>
/// <param name="Stage">The stage that failed, or the last one passed.</param>
/// <param name="Message">What was tried, what came back and, after a failure, what to do. Never a secret.</param>
/// <param name="Duration">How long it took.</param>
public sealed record BlockCheckResult(bool Succeeded, BlockCheckStage Stage, string Message, TimeSpan Duration)
{
    /// <summary>What was tried, what came back and, after a failure, what to do. Never a secret.</summary>
    public string Message { get; } = SecretMasker.Mask(Message);
}
