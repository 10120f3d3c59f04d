using System.Text.Json;

namespace Prefect.Flows;

/// <summary>Something that happened to a resource at some time.</summary>
public sealed record PrefectEvent
{
    /// <summary>Identifies the event.</summary>
    public required Guid Id { get; init; }

    /// <summary>What happened, in words with dots between, as in <c>orders.imported</c>.</summary>
    public required string Name { get; init; }

    /// <summary>When it happened, UTC.</summary>
    public required DateTimeOffset Occurred { get; init; }

    /// <summary>Labels of what it happened to, <c>prefect.resource.id</c> among them.</summary>
    public required IReadOnlyDictionary<string, string> Resource { get; init; }

    /// <summary>Labels of what else had to do with it, each with <c>prefect.resource.id</c> and <c>prefect.resource.role</c>.</summary>
    public IReadOnlyList<IReadOnlyDictionary<string, string>> Related { get; init; } = [];

    /// <summary>What else is to be said: a JSON object.</summary>
    public JsonElement Payload { get; init; }

    /// <summary>The event that this one followed.</summary>
    public Guid? Follows { get; init; }
}
