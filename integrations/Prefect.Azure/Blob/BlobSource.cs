using System.Net;
using Prefect.Http;

namespace Prefect.Azure;

/// <summary>
/// One version of a blob, read range by range. A range that breaks off goes on where it stopped; one whose checksum is wrong is read anew.
/// </summary>
internal sealed class BlobSource : IDisposable
{
    private readonly BlobConnection _connection;
    private readonly BlobAddress _blob;
    private readonly string _eTag;
    private readonly FullJitterDelay _delay;
    private BlobAnswer? _first;

    private BlobSource(BlobConnection connection, BlobAddress blob, BlobAnswer first)
    {
        _connection = connection;
        _blob = blob;
        _first = first;
        _eTag = first.ETag;
        _delay = new FullJitterDelay(connection.Options.RetryDelay);
        Length = first.Total;
    }

    /// <summary>How many bytes the blob has.</summary>
    public long Length { get; }

    /// <summary>Asks for the first range, whose answer says how much there is.</summary>
    public static async Task<BlobSource> OpenAsync(BlobConnection connection, BlobAddress blob, CancellationToken cancellationToken)
    {
        BlobAnswer first;
        try
        {
            first = await connection.Service.GetAsync(blob, new BlobRange(0, connection.Options.RangeSize), cancellationToken).ConfigureAwait(false);
        }
        catch (AzureException exception) when (exception.StatusCode == HttpStatusCode.RequestedRangeNotSatisfiable)
        {
            // A blob without a byte has no range.
            first = await connection.Service.GetAsync(blob, range: null, cancellationToken).ConfigureAwait(false);
        }

        BlobSource source = new(connection, blob, first);
        if (first.Offset != 0)
        {
            source.Dispose();
            throw source.WrongPart(0);
        }

        return source;
    }

    /// <summary>Reads a range into a buffer of its length.</summary>
    /// <exception cref="AzureException">It broke off too often, or the blob was changed meanwhile.</exception>
    public async Task ReadAsync(long offset, Memory<byte> buffer, CancellationToken cancellationToken)
    {
        BlobAnswer? answer = offset == 0 ? Interlocked.Exchange(ref _first, null) : null;
        int filled = 0;
        for (int failures = 1; ; failures++)
        {
            int start = filled;
            Exception broken;
            try
            {
                answer ??= await AskAsync(offset + filled, buffer.Length - filled, cancellationToken).ConfigureAwait(false);
                while (filled < buffer.Length && await answer.Content.ReadAsync(buffer[filled..], cancellationToken).ConfigureAwait(false) is > 0 and int read)
                {
                    filled += read;
                }

                if (filled == buffer.Length && IsWhole(answer, buffer.Span[start..]))
                {
                    return;
                }

                broken = new IOException(filled < buffer.Length ? "The answer ended early." : "The checksum is another than the service gave.");
                filled = filled < buffer.Length ? filled : start;
            }
            catch (Exception exception) when (exception is not AzureException && !cancellationToken.IsCancellationRequested && ServiceFault.IsTransport(exception))
            {
                broken = exception;
            }
            finally
            {
                answer?.Dispose();
                answer = null;
            }

            await PauseAsync(failures, offset + filled, broken, cancellationToken).ConfigureAwait(false);
        }
    }

    public void Dispose() => _first?.Dispose();

    private async Task<BlobAnswer> AskAsync(long offset, int length, CancellationToken cancellationToken)
    {
        BlobAnswer answer = await _connection.Service.GetAsync(_blob, new BlobRange(offset, length, _eTag), cancellationToken).ConfigureAwait(false);
        if (answer.Offset == offset && answer.Length == length && answer.Total == Length)
        {
            return answer;
        }

        answer.Dispose();
        throw WrongPart(offset);
    }

    private AzureException WrongPart(long offset) => new(
        $"Could not {Operation()} at byte {offset}: the service gave another part than was asked for. Something between it and this machine may not speak this part of the protocol.",
        new ServiceFault(HttpStatusCode.OK, null, null, false),
        null);

    private static bool IsWhole(BlobAnswer answer, ReadOnlySpan<byte> content) =>
        answer.Length != content.Length
        || ((answer.Crc64 is null || answer.Crc64 == BlobCrc64.ComputeText(content))
            && (answer.Md5 is null || answer.Md5 == BlobBody.Md5Of(content)));

    private async Task PauseAsync(int failures, long position, Exception broken, CancellationToken cancellationToken)
    {
        string reason = broken.GetBaseException().Message;
        if (failures > _connection.Options.Retries)
        {
            throw new AzureException(
                $"Could not {Operation()}: it broke off at byte {position} of {Length}, {failures} times in a row. {reason} Check the connection, or try again later.",
                ServiceFault.Unanswered,
                broken);
        }

        TimeSpan pause = _delay.Pause(failures);
        AzureLog.Resuming(_connection.Logger, _blob.Container, _blob.Name, position, Length, pause.TotalMilliseconds, reason);
        await Task.Delay(pause, _connection.Options.Time, cancellationToken).ConfigureAwait(false);
        AzureTelemetry.Transfers.Resumed();
    }

    private AzureOperation Operation() => _blob.Operation("GetBlob", "download");
}
