namespace Prefect.Http;

/// <summary>One request to a service, for errors and telemetry.</summary>
/// <param name="Service">Name of the service, as traces have it.</param>
/// <param name="Method">Name of the request, as traces have it.</param>
/// <param name="Attempt">What is tried, to follow "Could not".</param>
/// <param name="Target">What it is tried on; no secret and no query of an address. Null where the attempt says it.</param>
public readonly record struct ServiceOperation(string Service, string Method, string Attempt, string? Target = null)
{
    /// <summary>What the trace says of the request besides, by OpenTelemetry's names or those of the package; null for nothing.</summary>
    public IReadOnlyList<KeyValuePair<string, object?>>? Tags { get; init; }

    /// <summary>Says what is tried, on what.</summary>
    public override string ToString() => Target is null ? Attempt : $"{Attempt} '{Target}'";
}
