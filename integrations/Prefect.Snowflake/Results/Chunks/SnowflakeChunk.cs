using System.Buffers;

namespace Prefect.Snowflake;

/// <summary>Rows as the service wrote them, in memory that is given back.</summary>
internal sealed class SnowflakeChunk : IDisposable
{
    private byte[]? _buffer;

    private SnowflakeChunk(byte[] buffer, int length)
    {
        _buffer = buffer;
        Length = length;
    }

    public int Length { get; }

    public ReadOnlySpan<byte> Text => _buffer.AsSpan(0, _buffer is null ? 0 : Length);

    /// <summary>Takes over memory that was rented.</summary>
    public static SnowflakeChunk Of(byte[] buffer, int length) => new(buffer, length);

    public static SnowflakeChunk Copy(ReadOnlySpan<byte> text)
    {
        byte[] buffer = ArrayPool<byte>.Shared.Rent(Math.Max(1, text.Length));
        text.CopyTo(buffer);
        return new SnowflakeChunk(buffer, text.Length);
    }

    public void Dispose()
    {
        if (Interlocked.Exchange(ref _buffer, null) is { } buffer)
        {
            ArrayPool<byte>.Shared.Return(buffer);
        }
    }
}
