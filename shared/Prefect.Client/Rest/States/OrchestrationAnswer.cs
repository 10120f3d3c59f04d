using System.Text.Json;

namespace Prefect.Client;

/// <summary>The answer to a proposed state, as servers write it.</summary>
internal sealed record OrchestrationAnswer
{
    public ApiState? State { get; init; }

    public string? Status { get; init; }

    public OrchestrationDetails? Details { get; init; }

    /// <exception cref="JsonException">The answer is none of the four.</exception>
    public SetStateResult Read()
    {
        SetStateStatus status = (Details?.Type ?? Status) switch
        {
            "accept_details" or "ACCEPT" => SetStateStatus.Accept,
            "reject_details" or "REJECT" => SetStateStatus.Reject,
            "abort_details" or "ABORT" => SetStateStatus.Abort,
            "wait_details" or "WAIT" => SetStateStatus.Wait,
            _ => throw new JsonException("The answer is neither of ACCEPT, REJECT, ABORT and WAIT."),
        };
        if (State is null && status is (SetStateStatus.Accept or SetStateStatus.Reject))
        {
            throw new JsonException("The answer lacks the state that it tells of.");
        }

        return new SetStateResult(status)
        {
            State = State,
            Reason = Details?.Reason,
            Delay = status is SetStateStatus.Wait && Details?.DelaySeconds is { } delay && delay > TimeSpan.Zero ? delay : TimeSpan.Zero,
        };
    }
}

internal sealed record OrchestrationDetails
{
    public string? Type { get; init; }

    public string? Reason { get; init; }

    public TimeSpan? DelaySeconds { get; init; }
}
