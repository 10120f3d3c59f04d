using System.Text.Json.Nodes;

namespace Prefect.Gcp;

/// <summary>Something that a job or an execution has reached, or not.</summary>
/// <param name="Type">What, such as <c>Ready</c> or <c>Completed</c>.</param>
/// <param name="State">How it stands: <c>CONDITION_SUCCEEDED</c>, <c>CONDITION_FAILED</c> and others; <c>True</c>, <c>False</c> or <c>Unknown</c> in the first version.</param>
/// <param name="Message">What the service says about it.</param>
/// <param name="Reason">Why, as a code.</param>
/// <param name="LastTransitionTime">When it last changed.</param>
public sealed record CloudRunCondition(string Type, string? State, string? Message, string? Reason, DateTimeOffset? LastTransitionTime)
{
    /// <summary>Whether it was reached.</summary>
    public bool Succeeded => State is "CONDITION_SUCCEEDED" or "True";

    /// <summary>Whether it will not be reached.</summary>
    public bool Failed => State is "CONDITION_FAILED" or "False";

    internal static CloudRunCondition Read(JsonObject condition) => new(
        condition.Text("type") ?? "",
        condition.Text("state") ?? condition.Text("status"),
        condition.Text("message"),
        condition.Text("reason") ?? condition.Text("executionReason"),
        condition.Time("lastTransitionTime"));
}
