namespace Prefect.Flows;

/// <summary>Attributes of the deployment that the outermost flow run runs for; empty where there is none.</summary>
public sealed class DeploymentRuntime : RuntimeModule
{
    internal DeploymentRuntime()
        : base("DEPLOYMENT")
    {
        Attributes = new Dictionary<string, Func<object?>>(StringComparer.Ordinal)
        {
            ["flow_run_id"] = () => FlowRunId,
            ["id"] = () => Id,
            ["name"] = () => Name,
            ["parameters"] = () => Parameters,
            ["version"] = () => Version,
        };
    }

    /// <summary>Id of the deployment.</summary>
    /// <exception cref="RunStoreException">The store had to be read, and cannot be.</exception>
    public string? Id => Text("id", () => Ambient.Current.Deployment is { } deployment
        ? deployment.Id.ToString()
        : FlowRunRuntime.Read(run => run?.DeploymentId?.ToString()));

    /// <summary>Id of the flow run that this process was started for.</summary>
    public string? FlowRunId => Text("flow_run_id", () =>
        Environment.GetEnvironmentVariable(FlowRunRuntime.IdVariable) is { Length: > 0 } id ? id : null);

    /// <summary>Name of the deployment, which whoever started this process gave it.</summary>
    /// <exception cref="RunStoreException">The store had to be read, and cannot be.</exception>
    public string? Name => Text("name", () => Id is not null && Environment.GetEnvironmentVariable(RunLogScope.DeploymentNameVariable) is { Length: > 0 } name ? name : null);

    /// <summary>Version of the deployment; a store without deployments knows none.</summary>
    public string? Version => Text("version", () => null);

    /// <summary>What the outermost run was given; empty where there is no deployment.</summary>
    public IReadOnlyDictionary<string, object?> Parameters
    {
        get
        {
            ThrowIfOverridden("parameters");
            return Ambient.Current.Deployment?.Parameters ?? FlowRun.EmptyParameters;
        }
    }

    private protected override IReadOnlyDictionary<string, Func<object?>> Attributes { get; }

    /// <summary>Gives the id of the deployment.</summary>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <exception cref="RunStoreException">The store had to be read, and cannot be.</exception>
    public ValueTask<string?> GetIdAsync(CancellationToken cancellationToken = default) => TextAsync("id", async () =>
        Ambient.Current.Deployment is { } deployment
            ? deployment.Id.ToString()
            : (await FlowRunRuntime.FindAsync(cancellationToken).ConfigureAwait(false))?.DeploymentId?.ToString());
}
