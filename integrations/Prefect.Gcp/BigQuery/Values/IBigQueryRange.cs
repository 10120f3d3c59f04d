namespace Prefect.Gcp;

/// <summary>A range, whatever the type of its ends.</summary>
internal interface IBigQueryRange
{
    object? Start { get; }

    object? End { get; }
}
