namespace Prefect.Gcp;

/// <summary>Part of a stream, whose bytes can be read again.</summary>
internal sealed class BigQueryUploadSource
{
    private readonly Stream _stream;
    private readonly long _start;

    /// <param name="stream">The stream; it can be sought in.</param>
    /// <param name="rewind">Whether its beginning is meant rather than where it stands.</param>
    /// <param name="size">How many bytes; null for all that follow.</param>
    /// <exception cref="ArgumentException">The stream holds fewer bytes.</exception>
    public BigQueryUploadSource(Stream stream, bool rewind, long? size)
    {
        _stream = stream;
        _start = rewind ? 0 : stream.Position;
        long rest = stream.Length - _start;
        Length = size is null ? rest
            : size <= rest ? size.Value
            : throw new ArgumentException($"The file holds {rest} bytes, and {size} are to be loaded.", nameof(size));
    }

    public long Length { get; }

    /// <exception cref="IOException">The stream cannot be read, or became shorter meanwhile.</exception>
    public async Task<byte[]> ReadAsync(long position, int count, CancellationToken cancellationToken)
    {
        byte[] bytes = new byte[count];
        _stream.Position = _start + position;
        await _stream.ReadExactlyAsync(bytes, cancellationToken).ConfigureAwait(false);
        return bytes;
    }
}
