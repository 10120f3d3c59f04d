namespace Prefect.Flows;

/// <summary>What a wait for several runs came to.</summary>
/// <param name="Done">The runs that have ended.</param>
/// <param name="NotDone">The runs that have not.</param>
public sealed record FutureWaitResult(IReadOnlyList<TaskFuture> Done, IReadOnlyList<TaskFuture> NotDone);
