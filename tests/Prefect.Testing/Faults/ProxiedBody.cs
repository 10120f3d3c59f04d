using System.Buffers;
using System.Net;

namespace Prefect.Testing;

/// <summary>The body of a request as it comes in, counted while it is passed on.</summary>
internal sealed class ProxiedBody(Stream incoming, long? length, ProxiedRequest request) : HttpContent
{
    private const int BufferSize = 1 << 16;

    /// <summary>Reads a body, or its beginning, without passing it on.</summary>
    public static Task DrainAsync(Stream incoming, ProxiedRequest request, long atMost, CancellationToken cancellationToken) =>
        CopyAsync(incoming, Stream.Null, request, atMost, cancellationToken);

    protected override Task SerializeToStreamAsync(Stream stream, TransportContext? context) =>
        CopyAsync(incoming, stream, request, long.MaxValue, CancellationToken.None);

    protected override Task SerializeToStreamAsync(Stream stream, TransportContext? context, CancellationToken cancellationToken) =>
        CopyAsync(incoming, stream, request, long.MaxValue, cancellationToken);

    protected override bool TryComputeLength(out long computed)
    {
        computed = length ?? 0;
        return length is not null;
    }

    private static async Task CopyAsync(Stream from, Stream to, ProxiedRequest request, long atMost, CancellationToken cancellationToken)
    {
        byte[] buffer = ArrayPool<byte>.Shared.Rent(BufferSize);
        try
        {
            for (int read; atMost > 0; atMost -= read)
            {
                read = await from.ReadAsync(buffer.AsMemory(0, (int)Math.Min(buffer.Length, atMost)), cancellationToken);
                if (read == 0)
                {
                    return;
                }

                request.CountBody(read);
                await to.WriteAsync(buffer.AsMemory(0, read), cancellationToken);
            }
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer);
        }
    }
}
