namespace Prefect.Flows;

/// <summary>Is called when a run of a task enters a state. What it throws is logged, and the next hook is called.</summary>
/// <param name="task">The task.</param>
/// <param name="run">The run.</param>
/// <param name="state">The state that it entered.</param>
public delegate ValueTask TaskHook(FlowTask task, TaskRun run, State state);
