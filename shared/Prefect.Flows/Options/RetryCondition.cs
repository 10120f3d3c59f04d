namespace Prefect.Flows;

/// <summary>Decides whether a failed run of a task is repeated. What it throws counts as no.</summary>
/// <param name="task">The task.</param>
/// <param name="run">The run.</param>
/// <param name="state">The failed state that it would enter.</param>
public delegate ValueTask<bool> RetryCondition(FlowTask task, TaskRun run, State state);
