using System.Text.Json.Nodes;

namespace Prefect.Testing;

/// <summary>A server's rules on the states of flow runs, in the order in which it asks them. The first that has something to say decides.</summary>
internal static class FlowRunRules
{
    private static readonly Func<JsonObject, ServerState, ServerState, DateTimeOffset, ServerVerdict?>[] s_rules =
    [
        Repeated, Ended, KeptResult, BegunAnew, Cancelling, CancelledBeforeItRuns, PendingTwice, Pausing, Resuming, TooEarly, Retried,
    ];

    public static ServerVerdict Decide(JsonObject run, ServerState current, ServerState proposed, DateTimeOffset now) =>
        s_rules.Select(rule => rule(run, current, proposed, now)).FirstOrDefault(verdict => verdict is not null) ?? ServerVerdict.Accept(proposed);

    private static ServerVerdict? Repeated(JsonObject run, ServerState current, ServerState proposed, DateTimeOffset now) =>
        proposed.Details["transition_id"]?.ToString() is { } id && current.Details["transition_id"]?.ToString() == id
            ? ServerVerdict.Keep("This run has already made this state transition.")
            : null;

    private static ServerVerdict? Ended(JsonObject run, ServerState current, ServerState proposed, DateTimeOffset now) =>
        current.IsFinal && proposed.Type is ("CANCELLING" or "PAUSED" or "CRASHED")
            ? ServerVerdict.Abort($"Cannot transition from {current.Type}: this run is already in a terminal state.")
            : null;

    private static ServerVerdict? KeptResult(JsonObject run, ServerState current, ServerState proposed, DateTimeOffset now) =>
        current is { Type: "COMPLETED", HasResult: true } && !proposed.IsFinal ? ServerVerdict.Keep("This run is already completed.") : null;

    private static ServerVerdict? BegunAnew(JsonObject run, ServerState current, ServerState proposed, DateTimeOffset now) =>
        current.IsFinal && proposed.Type == "SCHEDULED" && run["deployment_id"] is null
            ? ServerVerdict.Abort("Cannot reschedule a run without an associated deployment.")
            : null;

    private static ServerVerdict? Cancelling(JsonObject run, ServerState current, ServerState proposed, DateTimeOffset now) =>
        current.Type == "CANCELLING" && proposed.Type != "CANCELLED"
            ? ServerVerdict.Keep("Cannot transition flows that are cancelling to a state other than Cancelled.")
            : null;

    private static ServerVerdict? CancelledBeforeItRuns(JsonObject run, ServerState current, ServerState proposed, DateTimeOffset now) =>
        proposed.Type == "CANCELLING" && (current.Type == "SCHEDULED" || current.IsSuspended) && run["infrastructure_pid"] is null
            ? ServerVerdict.Replace(
                ServerState.Of("CANCELLED", now, flowRunId: Guid.Parse(run["id"]!.ToString())), "No infrastructure is running this flow run, so it is cancelled at once.")
            : null;

    private static ServerVerdict? PendingTwice(JsonObject run, ServerState current, ServerState proposed, DateTimeOffset now)
    {
        bool isNewStep = current.Type == "PENDING" && proposed.Name != "Pending" && proposed.Name != current.Name;
        return proposed.Type == "PENDING" && !isNewStep && current.Type is ("PENDING" or "RUNNING" or "CANCELLING" or "CANCELLED")
            ? ServerVerdict.Abort($"This run is in a {current.Type} state and cannot transition to a PENDING state.")
            : null;
    }

    private static ServerVerdict? Pausing(JsonObject run, ServerState current, ServerState proposed, DateTimeOffset now)
    {
        if (proposed.Type != "PAUSED")
        {
            return null;
        }

        if (current.Type != "RUNNING")
        {
            return ServerVerdict.Keep($"Cannot pause flows that are {current.Type}: only running ones can be paused.");
        }

        bool hasHappened = proposed.Details["pause_key"]?.ToString() is { } key && PauseKeys(run).Any(known => known?.ToString() == key);
        return hasHappened ? ServerVerdict.Keep("This pause has already fired.")
            : !proposed.IsSuspended ? null
            : run["parent_task_run_id"] is not null ? ServerVerdict.Abort("Cannot suspend subflows.")
            : run["deployment_id"] is null ? ServerVerdict.Abort("Cannot suspend flows without a deployment.")
            : null;
    }

    private static ServerVerdict? Resuming(JsonObject run, ServerState current, ServerState proposed, DateTimeOffset now)
    {
        if (current.Type != "PAUSED" || proposed.Type == "PAUSED")
        {
            return null;
        }

        if (proposed.Type is not ("RUNNING" or "SCHEDULED") && !proposed.IsFinal)
        {
            return ServerVerdict.Keep($"This run cannot transition to the {proposed.Type} state from the {current.Type} state.");
        }

        return ServerTime.Read(current.Details["pause_timeout"]) is { } timeout && timeout < now
            ? ServerVerdict.Replace(
                ServerState.Of("FAILED", now, message: "The flow was paused and never resumed.", flowRunId: Guid.Parse(run["id"]!.ToString())),
                "The flow run pause has timed out and can no longer resume.")
            : null;
    }

    private static ServerVerdict? TooEarly(JsonObject run, ServerState current, ServerState proposed, DateTimeOffset now) =>
        proposed.Type == "RUNNING" && current.Type is ("SCHEDULED" or "PENDING") && current.ScheduledTime is { } time && time > now
            ? ServerVerdict.Wait(time - now)
            : null;

    private static ServerVerdict? Retried(JsonObject run, ServerState current, ServerState proposed, DateTimeOffset now)
    {
        JsonObject policy = (JsonObject)run["empirical_policy"]!;
        int retries = policy["retries"]?.GetValue<int>() ?? 0;
        if (proposed.Type != "FAILED" || current.Type != "RUNNING" || run["run_count"]!.GetValue<int>() > retries)
        {
            return null;
        }

        ServerState retry = ServerState.Of("SCHEDULED", now, "AwaitingRetry", proposed.Json["message"]?.ToString(), Guid.Parse(run["id"]!.ToString()));
        retry.Details["scheduled_time"] = ServerTime.Text(now.AddSeconds(policy["retry_delay"]?.GetValue<int>() ?? 0));
        policy["pause_keys"] = new JsonArray();
        return ServerVerdict.Replace(retry, "Retrying");
    }

    private static JsonArray PauseKeys(JsonObject run) => ((JsonObject)run["empirical_policy"]!)["pause_keys"] as JsonArray ?? [];
}
