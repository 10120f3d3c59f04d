namespace Prefect.Flows;

/// <summary>What the rules for states go by.</summary>
/// <param name="Run">The run, with every state that it has been in.</param>
/// <param name="Current">The state that it is in.</param>
/// <param name="IsExecuting">Whether a process executes it.</param>
/// <param name="IsKept">Whether the store keeps the run when this process ends.</param>
/// <param name="Now">The time.</param>
internal readonly record struct RunFacts(FlowRun Run, State Current, bool IsExecuting, bool IsKept, DateTimeOffset Now);
