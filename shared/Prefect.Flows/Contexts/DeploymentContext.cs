namespace Prefect.Flows;

/// <summary>The deployment that the outermost run runs for.</summary>
/// <param name="Id">Its id.</param>
/// <param name="Parameters">What it was given.</param>
internal sealed record DeploymentContext(Guid Id, IReadOnlyDictionary<string, object?> Parameters);
