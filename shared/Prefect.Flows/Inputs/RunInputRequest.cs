namespace Prefect.Flows;

/// <summary>What people are told and given when a run asks them for something.</summary>
public sealed record RunInputRequest
{
    internal static readonly RunInputRequest None = new();

    /// <summary>Tells people what is asked; Markdown.</summary>
    public string? Description { get; init; }

    /// <summary>Values of members that need not be filled in, by the members' names; <c>value</c> for an answer that is a single value.</summary>
    public IReadOnlyDictionary<string, object?> InitialData { get; init; } = FlowRun.EmptyParameters;
}
