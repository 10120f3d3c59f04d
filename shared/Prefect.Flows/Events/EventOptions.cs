using System.Text.Json;

namespace Prefect.Flows;

/// <summary>What can be said about an event beside its name and resource.</summary>
public sealed record EventOptions
{
    /// <summary>Id of the event. Default: a new one.</summary>
    public Guid? Id { get; init; }

    /// <summary>When it happened. Default: now.</summary>
    public DateTimeOffset? Occurred { get; init; }

    /// <summary>Labels of what else had to do with it, at most 100. The run that it happens in is added.</summary>
    public IReadOnlyList<IReadOnlyDictionary<string, string>> Related { get; init; } = [];

    /// <summary>What else is to be said: a JSON object. Default: nothing.</summary>
    public JsonElement Payload { get; init; }

    /// <summary>The event before this one; noted only if they are less than five minutes apart.</summary>
    public PrefectEvent? Follows { get; init; }
}
