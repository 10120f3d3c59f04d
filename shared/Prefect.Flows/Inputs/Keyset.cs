namespace Prefect.Flows;

/// <summary>The keys of the inputs that belong to one question that a run asks.</summary>
/// <param name="Description">Key of the text that tells people what is asked.</param>
/// <param name="Response">Key of the answer.</param>
/// <param name="Schema">Key of the JSON schema that the answer must fit.</param>
public sealed record Keyset(string Description, string Response, string Schema)
{
    /// <summary>The keys of a pause: <c>paused-1-response</c>.</summary>
    /// <param name="state">The state of the paused run.</param>
    /// <exception cref="InvalidOperationException">The state is no pause, or has no key.</exception>
    public static Keyset FromState(State state)
    {
        ArgumentNullException.ThrowIfNull(state);
        return state is { IsPaused: true, OwnDetails.PauseKey: { } key }
            ? Of($"{state.Name.ToLowerInvariant()}-{key}")
            : throw new InvalidOperationException($"Only a paused state has keys for an input, and {state} is none.");
    }

    /// <summary>The keys of a type: <c>approval-response</c>.</summary>
    /// <typeparam name="T">Type of the input.</typeparam>
    public static Keyset FromType<T>() => Of(RunInputType.Of(typeof(T)).Name.ToLowerInvariant());

    /// <summary>Gives the keys by their parts, as states keep them.</summary>
    public IReadOnlyDictionary<string, string> ToDictionary() =>
        new Dictionary<string, string>(StringComparer.Ordinal) { ["description"] = Description, ["response"] = Response, ["schema"] = Schema };

    /// <summary>Reads what <see cref="ToDictionary"/> gave.</summary>
    internal static Keyset? Read(IReadOnlyDictionary<string, string>? parts) =>
        parts is not null && parts.TryGetValue("description", out string? description) && parts.TryGetValue("response", out string? response) && parts.TryGetValue("schema", out string? schema)
            ? new Keyset(description, response, schema)
            : null;

    private static Keyset Of(string prefix) => new($"{prefix}-description", $"{prefix}-response", $"{prefix}-schema");
}
