namespace Prefect.Flows;

/// <summary>The body of a flow or task together with the arguments of one call.</summary>
/// <typeparam name="TResult">Type of the result.</typeparam>
internal abstract class Call<TResult>
{
    /// <summary>How many arguments there are.</summary>
    public abstract int Count { get; }

    /// <summary>An argument by its place.</summary>
    public abstract object? this[int index] { get; }

    /// <summary>Whether the arguments may hold runs that must end before the body can begin.</summary>
    public abstract bool MayHoldRuns { get; }

    /// <summary>Finds the runs that the arguments hold.</summary>
    public abstract void Collect(DependencyCollector dependencies);

    /// <summary>Gives the call with results in place of the runs, all of which have ended.</summary>
    public abstract Call<TResult> Resolve();

    /// <summary>Runs the body.</summary>
    public abstract ValueTask<TResult> InvokeAsync(CancellationToken cancellationToken);
}
