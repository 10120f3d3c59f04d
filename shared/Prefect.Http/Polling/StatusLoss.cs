namespace Prefect.Http;

/// <summary>What is known when a status could not be read for too long.</summary>
/// <param name="Failures">How many reads failed in a row.</param>
/// <param name="Duration">For how long.</param>
/// <param name="LastError">What the last of them failed with.</param>
public sealed record StatusLoss(int Failures, TimeSpan Duration, Exception LastError);
