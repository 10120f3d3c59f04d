using System.Collections.Frozen;
using Microsoft.Extensions.Logging;
using Prefect.Flows;

namespace Prefect.Dbt;

/// <summary>Follows the nodes of one command: begins a run for each, gives it what dbt tells of the node, and ends it.</summary>
internal sealed class DbtNodeTracker(DbtInvocation invocation, Func<DbtProject?> findProject, bool hasRuns, CancellationToken cancellationToken)
{
    private readonly Dictionary<string, DbtNodeRun> _runs = new(StringComparer.Ordinal);
    private readonly HashSet<string> _skipped = new(StringComparer.Ordinal);
    private readonly List<DbtEvent> _failed = [];
    private DbtProject? _project;
    private bool _hasLooked;

    /// <summary>The last event of each node that failed.</summary>
    public IReadOnlyList<DbtEvent> Failed => _failed;

    private DbtProject? Project
    {
        get
        {
            if (!_hasLooked)
            {
                _hasLooked = true;
                _project = findProject();
            }

            return _project;
        }
    }

    public DbtManifestNode? Find(string nodeId) => Project?.Find(nodeId);

    /// <summary>A node begins.</summary>
    public void Start(DbtEvent started)
    {
        if (hasRuns && started.NodeId is { } id && !_skipped.Contains(id) && !_runs.ContainsKey(id) && !IsEphemeral(id, started))
        {
            _runs.Add(id, Begin(id, Find(id), started));
        }
    }

    /// <summary>A node has ended.</summary>
    /// <returns>False for models that are never made by themselves.</returns>
    public bool Finish(DbtEvent finished)
    {
        if (finished.NodeId is not { } id)
        {
            return false;
        }

        _runs.GetValueOrDefault(id)?.Finish(finished);
        bool hasFailed = DbtNodeStatus.IsFailure(finished.ResultStatus);
        if (hasFailed)
        {
            _failed.Add(finished);
        }

        if (hasFailed || DbtNodeStatus.IsSkipped(finished.ResultStatus))
        {
            _skipped.UnionWith(Project?.Graph.SkippedAfter(id, invocation.TestsHoldUp) ?? FrozenSet<string>.Empty);
        }

        return !IsEphemeral(id, finished);
    }

    /// <summary>Logs what dbt tells, in the log of the node's run or else in that of the command.</summary>
    public void Log(DbtEvent told)
    {
        if (told.Level < invocation.LogLevel || string.IsNullOrWhiteSpace(told.Message))
        {
            return;
        }

        DbtNodeRun? run = told.NodeId is { } id ? _runs.GetValueOrDefault(id) : null;
        if (run?.Log(told) != true)
        {
            DbtLogEntries.Write(invocation.Logger, told);
        }
    }

    /// <summary>Waits until the runs have ended; dbt has.</summary>
    public async Task CompleteAsync()
    {
        foreach (DbtNodeRun run in _runs.Values)
        {
            run.Abandon();
        }

        await Task.WhenAll(_runs.Values.Select(run => run.Ended)).ConfigureAwait(false);
    }

    private bool IsEphemeral(string id, DbtEvent told) => (Find(id)?.Materialized ?? told.NodeInfo.Text("materialized")) == "ephemeral";

    private DbtNodeRun Begin(string id, DbtManifestNode? node, DbtEvent started)
    {
        string kind = node?.ResourceType ?? started.NodeInfo.Text("resource_type") ?? DbtUniqueId.Kind(id);
        string name = $"{kind} {node?.Name ?? started.NodeInfo.Text("node_name") ?? id}";
        IReadOnlyList<DbtManifestNode> upstream = node is null ? [] : Project!.Graph.Upstream(node);
        Asset? made = node is null ? null : Project!.Assets.Made(node);
        DbtNodeRun run = new(id, name, made);
        run.Start(
            [.. upstream.Select(parent => _runs.GetValueOrDefault(parent.UniqueId)).OfType<DbtNodeRun>()],
            made is null ? [] : Project!.Assets.Used(upstream),
            cancellationToken);
        return run;
    }
}
