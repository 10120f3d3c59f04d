namespace Prefect.Flows;

/// <summary>What can be said about methods that are flows and about those that are tasks. What is not said is as in the options.</summary>
public abstract class DefinitionAttribute : Attribute
{
    private protected DefinitionAttribute()
    {
    }

    /// <summary>
    /// Name of the member that is added to the type. Default: the name of the method without <c>Async</c>, and <c>Flow</c> or
    /// <c>Task</c>.
    /// </summary>
    public string? Member { get; set; }

    /// <summary>
    /// Name of a static field or property of the type with options, as in <c>nameof(s_options)</c>. What is said here goes before
    /// what those say. Default: none.
    /// </summary>
    public string? Options { get; set; }

    /// <summary>Name of the flow or task. Default: the name of the method without <c>Async</c>, as in <c>count-lines</c>.</summary>
    public string? Name { get; set; }

    /// <summary>Says what it does. Default: the summary in the comment of the method.</summary>
    public string? Description { get; set; }

    /// <summary>Version of the definition.</summary>
    public string? Version { get; set; }

    /// <summary>Template of the names of runs, as in <c>load-{folder}</c>.</summary>
    public string? RunName { get; set; }

    /// <summary>How often a failed run is repeated: 0 or more.</summary>
    public int Retries { get; set; }

    /// <summary>
    /// Seconds before each repetition, 0 or more, at most 50 of them; the last holds for all that follow. A flow has one for all.
    /// </summary>
    public double[] RetryDelaySeconds { get; set; } = [];

    /// <summary>Seconds that one attempt may take; more than 0, at most 24 days. Default: no limit.</summary>
    public double TimeoutSeconds { get; set; }

    /// <summary>Whether what the body prints to the console is logged. Not said: as in the calling flow.</summary>
    public bool LogPrints { get; set; }

    /// <summary>Whether results are kept. Not said: as in the calling flow.</summary>
    public bool PersistResult { get; set; }
}
