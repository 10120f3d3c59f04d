using Prefect.Flows;

namespace Prefect.Dbt.Tests.Runner;

/// <summary>What came of a flow.</summary>
internal sealed record FlowOutcome<T>(State State, T? Value, Exception? Failure)
{
    public bool IsCompleted => State.IsCompleted;

    public bool IsFailed => State.IsFailed;

    public string? Message => State.Message;
}
