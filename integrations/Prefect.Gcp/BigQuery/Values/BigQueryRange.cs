namespace Prefect.Gcp;

/// <summary>A range of days or times. Its start belongs to it, its end does not.</summary>
/// <typeparam name="T">Type of the ends: <see cref="DateOnly"/>, <see cref="DateTime"/> or <see cref="DateTimeOffset"/>.</typeparam>
/// <param name="Start">Where it begins; null for no bound.</param>
/// <param name="End">Where it ends; null for no bound.</param>
public readonly record struct BigQueryRange<T>(T? Start, T? End) : IBigQueryRange
    where T : struct
{
    /// <inheritdoc/>
    object? IBigQueryRange.Start => Start;

    /// <inheritdoc/>
    object? IBigQueryRange.End => End;

    /// <summary>Gives the range in the service's form.</summary>
    public override string ToString() => $"[{Text(Start)}, {Text(End)})";

    private static string Text(T? end) => end is { } value ? BigQueryText.Of(value) : "UNBOUNDED";
}
