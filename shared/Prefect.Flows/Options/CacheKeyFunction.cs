namespace Prefect.Flows;

/// <summary>Gives the key under which the result of a call is cached, or <see langword="null"/> to cache nothing.</summary>
/// <param name="context">The run.</param>
/// <param name="parameters">The resolved arguments by parameter.</param>
public delegate string? CacheKeyFunction(TaskRunContext context, IReadOnlyDictionary<string, object?> parameters);
