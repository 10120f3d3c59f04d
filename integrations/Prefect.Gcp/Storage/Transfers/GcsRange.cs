namespace Prefect.Gcp;

/// <summary>Part of an object.</summary>
/// <param name="Offset">Its first byte.</param>
/// <param name="Length">How many bytes there are at most.</param>
/// <param name="Generation">The content that it is part of; null for whichever is there.</param>
internal sealed record GcsRange(long Offset, long Length, long? Generation = null);
