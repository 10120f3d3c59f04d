namespace Prefect.Azure;

/// <summary>The head of an answer, and its content that is still on its way.</summary>
/// <param name="Content">The content.</param>
/// <param name="Length">How many bytes the content has.</param>
/// <param name="Total">How many bytes the whole blob has.</param>
/// <param name="ETag">The version of the blob.</param>
internal sealed record BlobAnswer(Stream Content, long Length, long Total, string ETag) : IDisposable
{
    /// <summary>Where the content begins in the blob.</summary>
    public long Offset { get; init; }

    /// <summary>Checksum of the content by the service, as its header has it; null when it gave none.</summary>
    public string? Crc64 { get; init; }

    /// <summary>MD5 of the content by the service, as its header has it; null when it gave none.</summary>
    public string? Md5 { get; init; }

    public void Dispose() => Content.Dispose();
}
