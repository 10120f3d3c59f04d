namespace Prefect.Gcp;

/// <summary>A page of a list of objects.</summary>
internal sealed record GcsObjectsPage(IReadOnlyList<GcsObjectResource>? Items, string? NextPageToken);
