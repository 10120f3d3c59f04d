namespace Prefect.Azure;

/// <summary>A page of a listing.</summary>
/// <param name="Blobs">The blobs, in the order of their names.</param>
/// <param name="Next">Where the next page begins; null when this is the last.</param>
internal sealed record BlobPage(IReadOnlyList<AzureBlobInfo> Blobs, string? Next);
