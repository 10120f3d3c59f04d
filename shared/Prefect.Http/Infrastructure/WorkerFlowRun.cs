namespace Prefect.Http;

/// <summary>A flow run that a worker is to start.</summary>
/// <param name="Id">Id of the flow run.</param>
/// <param name="FlowId">Id of the flow.</param>
public sealed record WorkerFlowRun(Guid Id, Guid FlowId)
{
    /// <summary>Name of the flow.</summary>
    public string FlowName { get; init; } = "";

    /// <summary>Name of the flow run.</summary>
    public string? Name { get; init; }

    /// <summary>Id of the deployment that it belongs to.</summary>
    public Guid? DeploymentId { get; init; }

    /// <summary>Name of the work pool that it came from.</summary>
    public string WorkPoolName { get; init; } = "";

    /// <summary>What is run, as a command line; null for what the configuration says.</summary>
    public string? Command { get; init; }

    /// <summary>Environment variables besides the configuration's; they have precedence, and null takes one away.</summary>
    public IReadOnlyDictionary<string, string?> Env { get; init; } = new Dictionary<string, string?>(StringComparer.Ordinal);

    /// <summary>Labels or tags besides the configuration's; they have precedence, and null leaves one out.</summary>
    public IReadOnlyDictionary<string, string?> Labels { get; init; } = new Dictionary<string, string?>(StringComparer.Ordinal);

    /// <summary>Gives the environment of the run: the configuration's, <c>PREFECT__FLOW_RUN_ID</c>, and <see cref="Env"/>.</summary>
    /// <param name="configured">What the configuration says.</param>
    /// <exception cref="ArgumentNullException"><paramref name="configured"/> is null.</exception>
    public Dictionary<string, string?> MergeEnv(IReadOnlyDictionary<string, string?> configured)
    {
        ArgumentNullException.ThrowIfNull(configured);
        return Merge(configured, new Dictionary<string, string?>(StringComparer.Ordinal) { ["PREFECT__FLOW_RUN_ID"] = Id.ToString() }, Env);
    }

    /// <summary>Gives the labels of the run: those that say whose it is, the configuration's, and <see cref="Labels"/>.</summary>
    /// <param name="configured">What the configuration says.</param>
    /// <exception cref="ArgumentNullException"><paramref name="configured"/> is null.</exception>
    public Dictionary<string, string?> MergeLabels(IReadOnlyDictionary<string, string?> configured)
    {
        ArgumentNullException.ThrowIfNull(configured);
        return Merge(Own(), configured, Labels);
    }

    /// <summary>Gives id and name; never what is in the environment.</summary>
    public override string ToString() => $"{nameof(WorkerFlowRun)} {{ Id = {Id}, Name = {Name} }}";

    private Dictionary<string, string?> Own() => new(StringComparer.Ordinal)
    {
        ["prefect.io/flow-run-id"] = Id.ToString(),
        ["prefect.io/flow-run-name"] = Name,
        ["prefect.io/flow-id"] = FlowId.ToString(),
        ["prefect.io/flow-name"] = FlowName.Length > 0 ? FlowName : null,
        ["prefect.io/deployment-id"] = DeploymentId?.ToString(),
        ["prefect.io/work-pool-name"] = WorkPoolName.Length > 0 ? WorkPoolName : null,
    };

    private static Dictionary<string, string?> Merge(params ReadOnlySpan<IReadOnlyDictionary<string, string?>> layers)
    {
        Dictionary<string, string?> merged = new(StringComparer.Ordinal);
        foreach (IReadOnlyDictionary<string, string?> layer in layers)
        {
            foreach ((string name, string? value) in layer)
            {
                merged[name] = value;
            }
        }

        return merged;
    }
}
