namespace Prefect.Flows;

/// <summary>The deployment that the outermost run runs for.</summary>
/// <param name="Id">Its id.</param>
/// <param name="Parameters">What it was given.</param>
internal sealed record DeploymentContext(Guid Id, IReadOnlyDictionary<string, object?> Parameters)
{
    /// <summary>Gives what holds inside a flow run: the outermost deployed run sets it, runs inside that one inherit it.</summary>
    public static DeploymentContext? In(DeploymentContext? outer, FlowRun run) =>
        outer ?? (run.DeploymentId is { } id ? new DeploymentContext(id, run.Parameters) : null);

    /// <summary>Makes the deployment what is ambient, until the result is disposed.</summary>
    public static IDisposable Enter(DeploymentContext deployment)
    {
        Ambient outer = Ambient.Current;
        Ambient.Current = outer with { Deployment = deployment };
        return new Scope(outer);
    }

    private sealed class Scope(Ambient outer) : IDisposable
    {
        public void Dispose() => Ambient.Current = outer;
    }
}
