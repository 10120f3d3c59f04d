namespace Prefect.Gcp;

/// <summary>A place for a parameter in Python's form.</summary>
/// <param name="Name">Name of the parameter; empty for one by position.</param>
/// <param name="Type">The type that the place says; null when it says none.</param>
internal readonly record struct SqlMarker(string Name, BigQueryType? Type);
