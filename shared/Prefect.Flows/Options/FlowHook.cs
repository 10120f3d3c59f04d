namespace Prefect.Flows;

/// <summary>Is called when a run of a flow enters a state. What it throws is logged, and the next hook is called.</summary>
/// <param name="flow">The flow.</param>
/// <param name="run">The run.</param>
/// <param name="state">The state that it entered.</param>
public delegate ValueTask FlowHook(Flow flow, FlowRun run, State state);
