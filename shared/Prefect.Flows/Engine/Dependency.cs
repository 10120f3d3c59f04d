namespace Prefect.Flows;

/// <summary>A run that has to end before another can begin.</summary>
/// <param name="Future">The run.</param>
/// <param name="Parameter">The parameter that holds it.</param>
/// <param name="AllowFailure">Whether the other one begins also when this one failed.</param>
internal readonly record struct Dependency(TaskFuture Future, string Parameter, bool AllowFailure);
