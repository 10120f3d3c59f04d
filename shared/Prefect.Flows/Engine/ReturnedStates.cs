using System.Collections;

namespace Prefect.Flows;

/// <summary>Makes the state of a run of the states that its body returned.</summary>
internal static class ReturnedStates
{
    /// <summary>Makes the state of a run whose body returned a value.</summary>
    public static async ValueTask<State<TResult>> StateOfAsync<TResult>(TResult value)
    {
        State? returned = await FindAsync(value).ConfigureAwait(false);
        if (returned is null)
        {
            return new State<TResult>(StateType.Completed, null, null, FlowClock.Now, value);
        }

        return returned.IsCompleted
            ? new State<TResult>(returned.Type, returned.Name, returned.Message, returned.Timestamp, value, returned.OwnDetails)
            : new State<TResult>(returned);
    }

    /// <summary>Waits for the runs that a value holds, wherever in it they are.</summary>
    public static async ValueTask AwaitHeldAsync<TResult>(TResult value)
    {
        if (!Returning<TResult>.MayHoldStates)
        {
            return;
        }

        DependencyCollector held = new();
        try
        {
            ArgumentRuns.Collect(value, held);
        }
        catch (ParameterBindException)
        {
            // A result that does not let itself be looked through is a result all the same.
        }

        foreach (Dependency dependency in held.Dependencies)
        {
            await EndAsync(dependency.Future).ConfigureAwait(false);
        }
    }

    /// <summary>Gives the state that a returned value stands for; null when it stands for none, as nearly every value does.</summary>
    private static async ValueTask<State?> FindAsync<TResult>(TResult value)
    {
        if (!Returning<TResult>.MayHoldStates || value is null or string)
        {
            return null;
        }

        switch (value)
        {
            case State state:
                // A state that some run entered is that run's: this one ends as it did.
                return state.RunReference is null ? state : Of([state]);
            case TaskFuture future:
                return Of([await EndAsync(future).ConfigureAwait(false)]);
            case IEnumerable items:
                return await FindAllAsync(items).ConfigureAwait(false);
            default:
                return null;
        }
    }

    /// <summary>Makes one state of several.</summary>
    internal static State Of(IReadOnlyCollection<State> states)
    {
        int failed = states.Count(state => state.IsFailed || state.IsCrashed);
        int completed = states.Count(state => state.IsCompleted);
        if (completed == states.Count)
        {
            return State.Completed("All states completed.");
        }

        if (states.FirstOrDefault(state => state.IsCancelled) is { } cancelled)
        {
            return State.Cancelled(
                $"{states.Count(state => state.IsCancelled)}/{states.Count} states cancelled.", StateFailures.Of(cancelled));
        }

        if (states.Any(state => state.IsPaused))
        {
            return State.Paused(message: $"{states.Count(state => state.IsPaused)}/{states.Count} states paused.");
        }

        State? failure = states.FirstOrDefault(state => StateFailures.OfOrNull(state) is not null);
        return State.Failed(
            failed > 0 ? $"{failed}/{states.Count} states failed." : $"{states.Count - completed}/{states.Count} states are not final.",
            failure is null ? null : StateFailures.Of(failure));
    }

    private static async ValueTask<State?> FindAllAsync(IEnumerable items)
    {
        // Only what can be walked again, or the caller would get what is left of it.
        if (items is not (ICollection or IReadOnlyCollection<TaskFuture> or IReadOnlyCollection<State>))
        {
            return null;
        }

        List<State> states = [];
        foreach (object? item in items)
        {
            switch (item)
            {
                case State state:
                    states.Add(state);
                    break;
                case TaskFuture future:
                    states.Add(await EndAsync(future).ConfigureAwait(false));
                    break;
                default:
                    return null;
            }
        }

        return states.Count == 0 ? null : Of(states);
    }

    private static async ValueTask<State> EndAsync(TaskFuture future)
    {
        await FutureWaits.UntilAsync(future.Ended, null, CancellationToken.None).ConfigureAwait(false);
        return await future.Ended.ConfigureAwait(false);
    }

    private static class Returning<TResult>
    {
        public static readonly bool MayHoldStates = RunHolding.May(typeof(TResult));
    }
}
