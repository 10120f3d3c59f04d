using System.Text.Json.Nodes;

namespace Prefect.Azure;

/// <summary>Something that happened to a container or its group.</summary>
/// <param name="Name">What, as a code: <c>Pulling</c>, <c>Pulled</c>, <c>Created</c>, <c>Started</c>, <c>Failed</c>, <c>Killing</c> and others.</param>
/// <param name="Message">What, in the service's words.</param>
/// <param name="Type">How bad it is: <c>Normal</c> or <c>Warning</c>.</param>
/// <param name="Count">How often it happened.</param>
/// <param name="FirstTimestamp">When it happened first.</param>
/// <param name="LastTimestamp">When it happened last.</param>
public sealed record AciEvent(string Name, string Message, string? Type, int Count, DateTimeOffset? FirstTimestamp, DateTimeOffset? LastTimestamp)
{
    internal static AciEvent Read(JsonObject happened) => new(
        happened.Text("name") ?? "",
        happened.Text("message") ?? "",
        happened.Text("type"),
        happened.Integer("count") ?? 1,
        happened.Time("firstTimestamp"),
        happened.Time("lastTimestamp"));
}
