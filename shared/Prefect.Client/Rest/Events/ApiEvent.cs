using System.Text.Json.Nodes;

namespace Prefect.Client;

/// <summary>Something that happened, as servers are told of it.</summary>
public sealed record ApiEvent
{
    /// <summary>When it happened.</summary>
    public required DateTimeOffset Occurred { get; init; }

    /// <summary>What happened: a name of at most 1,024 characters, such as <c>my-app.order.received</c>.</summary>
    public required string Event { get; init; }

    /// <summary>Labels of what it happened to; <c>prefect.resource.id</c> has to be among them.</summary>
    public required IReadOnlyDictionary<string, string> Resource { get; init; }

    /// <summary>Labels of what has to do with it; each needs <c>prefect.resource.id</c> and <c>prefect.resource.role</c>. At most 100.</summary>
    public IReadOnlyList<IReadOnlyDictionary<string, string>> Related { get => field ?? []; init; }

    /// <summary>What else there is to say.</summary>
    public JsonObject Payload { get => field ?? []; init; }

    /// <summary>Its id; a server takes an event with the same id once. Default: a new one, of version 7.</summary>
    public Guid Id { get; init => field = value == Guid.Empty ? Guid.CreateVersion7() : value; } = Guid.CreateVersion7();

    /// <summary>Event that it follows upon.</summary>
    public Guid? Follows { get; init; }
}
