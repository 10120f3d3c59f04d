namespace Prefect.Gcp;

/// <summary>What came of a flow run's job.</summary>
/// <param name="Identifier">Name of the job.</param>
/// <param name="StatusCode">0 when its execution succeeded, 1 when it failed, -1 when it was deleted before it had ended.</param>
public sealed record CloudRunWorkerV2Result(string Identifier, int StatusCode);
