namespace Prefect.Flows;

/// <summary>A drawing of what a flow run really ran: its task runs, what they needed, and the flows that it called.</summary>
public sealed class RunGraph
{
    private readonly GraphNode _root;

    private RunGraph(GraphNode root) => _root = root;

    /// <summary>Reads what a flow run called.</summary>
    /// <param name="store">The store that keeps the run.</param>
    /// <param name="flowRun">The run.</param>
    /// <param name="cancellationToken">Ends the operation.</param>
    /// <exception cref="RunStoreException">The store does not know the run.</exception>
    public static async Task<RunGraph> ReadAsync(IRunStore store, Guid flowRun, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(store);
        FlowRun run = await store.FindFlowRunAsync(flowRun, cancellationToken).ConfigureAwait(false)
            ?? throw new RunStoreException($"There is no flow run {flowRun} in {store.Location}.");
        return new RunGraph(await RunGraphReader.ReadAsync(store, run, cancellationToken).ConfigureAwait(false));
    }

    /// <summary>Gives the drawing as text for Mermaid.</summary>
    public string ToMermaid() => MermaidText.Of(_root);

    /// <summary>Gives the drawing as an SVG picture.</summary>
    public string ToSvg() => SvgText.Of(_root);
}
