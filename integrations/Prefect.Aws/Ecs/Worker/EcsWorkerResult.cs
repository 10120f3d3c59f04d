namespace Prefect.Aws;

/// <summary>What came of starting a flow run's container. The run goes on by itself.</summary>
/// <param name="Identifier">Cluster and task in one text, to be kept with the flow run.</param>
/// <param name="StatusCode">Always 0: the task was started.</param>
public sealed record EcsWorkerResult(string Identifier, int StatusCode = 0);
