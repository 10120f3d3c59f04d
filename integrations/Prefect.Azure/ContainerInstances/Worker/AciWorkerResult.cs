namespace Prefect.Azure;

/// <summary>What came of a flow run's container.</summary>
/// <param name="Identifier">Name of the container group.</param>
/// <param name="StatusCode">What the program returned; -1 when the group was deleted before its container had ended, or nothing tells.</param>
public sealed record AciWorkerResult(string Identifier, int StatusCode);
