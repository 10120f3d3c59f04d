namespace Prefect.Flows;

/// <summary>
/// Leads out of a flow that is paused for later or cancelled. Code that catches everything may swallow it; the engine then finds the
/// state in <see cref="FlowRunBook.Interruption"/>.
/// </summary>
/// <param name="state">The state that the run is left in.</param>
#pragma warning disable CA1064 // A signal inside the engine: nobody is meant to catch it by type.
internal sealed class FlowInterruptedException(State state) : Exception($"The flow run leaves its body: {state}.")
#pragma warning restore CA1064
{
    public State State { get; } = state;
}
