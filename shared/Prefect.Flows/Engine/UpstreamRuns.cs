namespace Prefect.Flows;

/// <summary>
/// The runs that a call waits for without being given their results. The calls of one <c>Map</c> share it: each asks for what was
/// found out once.
/// </summary>
internal sealed class UpstreamRuns
{
    /// <summary>What the runs are listed under among the inputs of a run.</summary>
    public const string Parameter = "wait_for";

    private readonly TaskFuture[] _futures;
    private volatile Verdict? _verdict;

    private UpstreamRuns(TaskFuture[] futures)
    {
        _futures = futures;
        References = Array.ConvertAll(futures, future => future.Reference);
    }

    /// <summary>The runs, each once.</summary>
    public IReadOnlyList<RunReference> References { get; }

    /// <summary>Ends when all have.</summary>
    public Task Ended => field ??= Task.WhenAll(_futures.Select(future => (Task)future.Ended));

    /// <summary>Takes the runs in; null when there are none.</summary>
    /// <exception cref="ArgumentNullException">One of the runs is null.</exception>
    /// <exception cref="InvalidOperationException">One of them is the run that would wait.</exception>
    public static UpstreamRuns? Of(IEnumerable<TaskFuture>? waitFor)
    {
        if (waitFor is null)
        {
            return null;
        }

        HashSet<Guid> seen = [];
        List<TaskFuture> futures = [];
        foreach (TaskFuture future in waitFor)
        {
            ArgumentNullException.ThrowIfNull(future, nameof(waitFor));
            FutureWaits.ThrowIfOwn(future);
            if (seen.Add(future.TaskRunId))
            {
                futures.Add(future);
            }
        }

        return futures.Count == 0 ? null : new UpstreamRuns([.. futures]);
    }

    /// <summary>Waits until all have ended, or one has not ended as it should.</summary>
    /// <returns>The state of a run that cannot begin, made for that one; null when it can.</returns>
    public async ValueTask<State?> AwaitAsync(CancellationToken cancellationToken)
    {
        Verdict verdict = _verdict ??= await DecideAsync(cancellationToken).ConfigureAwait(false);
        return verdict.Upstream is { } upstream ? Failures.NotReady(verdict.Dependency, upstream) : null;
    }

    private async ValueTask<Verdict> DecideAsync(CancellationToken cancellationToken)
    {
        foreach (TaskFuture future in _futures)
        {
            await FutureWaits.UntilAsync(future.Ended, null, cancellationToken).ConfigureAwait(false);
            State state = await future.Ended.ConfigureAwait(false);
            if (!state.IsCompleted)
            {
                return new Verdict(new Dependency(future, Parameter, AllowFailure: false), state);
            }
        }

        return new Verdict(default, null);
    }

    /// <param name="Dependency">The run that did not end as it should.</param>
    /// <param name="Upstream">The state that it ended in; null when all ended well.</param>
    private sealed record Verdict(Dependency Dependency, State? Upstream);
}
