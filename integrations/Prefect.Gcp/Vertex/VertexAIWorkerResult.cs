namespace Prefect.Gcp;

/// <summary>What came of a flow run's job.</summary>
/// <param name="Identifier">What the job is called.</param>
/// <param name="StatusCode">0 when it succeeded, 1 when it ended otherwise.</param>
public sealed record VertexAIWorkerResult(string Identifier, int StatusCode);
