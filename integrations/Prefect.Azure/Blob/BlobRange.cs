using System.Runtime.InteropServices;

namespace Prefect.Azure;

/// <summary>A part of a blob.</summary>
/// <param name="Offset">Where it begins.</param>
/// <param name="Length">How many bytes it has.</param>
/// <param name="ETag">The version of the blob that it must be of; null for any.</param>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct BlobRange(long Offset, long Length, string? ETag = null);
