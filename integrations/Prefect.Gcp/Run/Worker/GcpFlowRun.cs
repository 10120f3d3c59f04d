namespace Prefect.Gcp;

/// <summary>A flow run that is to be executed in a container.</summary>
/// <param name="Id">Id of the flow run.</param>
/// <param name="FlowId">Id of the flow.</param>
public sealed record GcpFlowRun(Guid Id, Guid FlowId)
{
    /// <summary>Name of the flow run, which the job is called after.</summary>
    public string? Name { get; init; }

    /// <summary>Name of the flow.</summary>
    public string FlowName { get; init; } = "";

    /// <summary>Id of the deployment that it belongs to.</summary>
    public Guid? DeploymentId { get; init; }

    /// <summary>Name of the work pool that it came from.</summary>
    public string WorkPoolName { get; init; } = "";

    /// <summary>What the container runs, as a command line; null for what the job says.</summary>
    public string? Command { get; init; }

    /// <summary>Environment variables besides the job's; they have precedence, and null takes one away.</summary>
    public IReadOnlyDictionary<string, string?> Env { get; init; } = new Dictionary<string, string?>(StringComparer.Ordinal);

    /// <summary>Labels besides the job's; they have precedence, and null leaves one out.</summary>
    public IReadOnlyDictionary<string, string?> Labels { get; init; } = new Dictionary<string, string?>(StringComparer.Ordinal);

    /// <summary>Gives id and name; never what is in the environment.</summary>
    public override string ToString() => $"{nameof(GcpFlowRun)} {{ Id = {Id}, Name = {Name} }}";
}
