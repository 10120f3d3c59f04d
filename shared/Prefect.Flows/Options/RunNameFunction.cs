namespace Prefect.Flows;

/// <summary>Gives the name of a run, inside it.</summary>
/// <param name="parameters">The arguments by parameter.</param>
public delegate string RunNameFunction(IReadOnlyDictionary<string, object?> parameters);
