using System.Threading.Channels;
using Microsoft.Extensions.Logging;
using Prefect.Flows;

namespace Prefect.Dbt;

/// <summary>The run of a task that stands for a node: it logs what dbt tells of the node, and ends as the node does.</summary>
internal sealed class DbtNodeRun(string nodeId, string name, Asset? asset)
{
    private static readonly FlowTask<DbtNodeRun, Unit> s_task = FlowTask.Define(
        "execute_dbt_node",
        (DbtNodeRun node, CancellationToken cancellationToken) => node.FollowAsync(cancellationToken),
        new TaskOptions { Retries = 0, PersistResult = false, CachePolicy = CachePolicy.None, LogPrints = false });

    private readonly Channel<DbtEvent> _events = Channel.CreateUnbounded<DbtEvent>(new UnboundedChannelOptions { SingleReader = true });
    private Task<State<Unit>> _ended = null!;
    private volatile ILogger? _logger;
    private volatile DbtEvent? _finished;

    /// <summary>Ends with the last state of the run.</summary>
    public Task<State<Unit>> Ended => _ended;

    /// <summary>Begins the run.</summary>
    /// <param name="upstream">Runs that it begins after; it does not begin when one of them failed.</param>
    /// <param name="uses">Assets that the node is made of.</param>
    /// <param name="cancellationToken">Ends the run.</param>
    public void Start(IReadOnlyList<DbtNodeRun> upstream, IReadOnlyList<Asset> uses, CancellationToken cancellationToken)
    {
        FlowTask<DbtNodeRun, Unit> task = s_task.With(options => options with { RunNameFunction = _ => name, AssetDependencies = uses });
        _ended = RunAsync(asset is null ? task : task.Materializing([asset], "dbt"), upstream, cancellationToken);
    }

    /// <summary>Logs what dbt tells of the node, once the run has begun; also after it has ended.</summary>
    /// <returns>False when the run never began, so that there is no log of its own.</returns>
    public bool Log(DbtEvent told)
    {
        if (_events.Writer.TryWrite(told))
        {
            return true;
        }

        if (_logger is not { } logger)
        {
            return false;
        }

        DbtLogEntries.Write(logger, told);
        return true;
    }

    /// <summary>Ends the run as the node has ended.</summary>
    public void Finish(DbtEvent finished)
    {
        _finished = finished;
        _events.Writer.TryComplete();
    }

    /// <summary>Ends the run, when dbt has ended without a word about the node.</summary>
    public void Abandon() => _events.Writer.TryComplete();

    private async Task<State<Unit>> RunAsync(FlowTask<DbtNodeRun, Unit> task, IReadOnlyList<DbtNodeRun> upstream, CancellationToken cancellationToken)
    {
        if (upstream.Count == 0)
        {
            return await task.RunStateAsync(this, cancellationToken).ConfigureAwait(false);
        }

        State<Unit>[] states = await Task.WhenAll(upstream.Select(node => node.Ended)).ConfigureAwait(false);
        return await task.RunStateAsync(this, states.Select(TaskFuture<Unit>.FromState), cancellationToken).ConfigureAwait(false);
    }

    private async Task FollowAsync(CancellationToken cancellationToken)
    {
        ILogger logger = RunLogger.Current;
        _logger = logger;
        await foreach (DbtEvent told in _events.Reader.ReadAllAsync(cancellationToken).ConfigureAwait(false))
        {
            DbtLogEntries.Write(logger, told);
        }

        if (_finished is not { } finished)
        {
            throw new DbtNodeException(nodeId, null, $"dbt ended before the node {nodeId} was done.");
        }

        if (asset is not null)
        {
            AssetContext.Require().AddMetadata(
                asset, finished.NodeInfo.EnumerateObject().ToDictionary(member => member.Name, member => (object?)member.Value, StringComparer.Ordinal));
        }

        string? status = finished.ResultStatus;
        if (DbtNodeStatus.IsFailure(status) || DbtNodeStatus.IsSkipped(status))
        {
            string why = finished.ResultMessage is { Length: > 0 } message ? $": {message}" : ".";
            throw new DbtNodeException(nodeId, status, $"The node {nodeId} ended with the status '{status}'{why}");
        }
    }
}
