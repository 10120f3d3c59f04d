using System.Net;
using Prefect.Http;

namespace Prefect.Gcp;

/// <summary>One generation of an object, read range by range. A range that breaks off goes on where it stopped.</summary>
internal sealed class GcsSource : IDisposable
{
    private readonly GcsConnection _connection;
    private readonly GcsObject _object;
    private GcsAnswer? _first;

    private GcsSource(GcsConnection connection, GcsObject target, GcsAnswer first, long length)
    {
        _connection = connection;
        _object = target;
        _first = first;
        Length = length;
        Generation = first.Generation;
        IsPacked = first.IsPacked;
        Checksums = connection.Options.VerifyChecksums ? first.Checksums() : default;
    }

    /// <summary>How many bytes the object has, as it is stored.</summary>
    public long Length { get; }

    /// <summary>Whether the content is packed by gzip.</summary>
    public bool IsPacked { get; }

    /// <summary>Checksums of the content in base64, as far as they are known and wanted.</summary>
    public (string? Crc32C, string? Md5) Checksums { get; }

    private long? Generation { get; }

    /// <summary>Asks for the first range, whose answer says how much there is.</summary>
    public static async Task<GcsSource> OpenAsync(GcsConnection connection, GcsObject target, CancellationToken cancellationToken)
    {
        GcsAnswer first;
        try
        {
            first = await SendAsync(connection, target, new GcsRange(0, connection.Options.RangeSize), cancellationToken).ConfigureAwait(false);
        }
        catch (GcpException exception) when (exception.StatusCode == HttpStatusCode.RequestedRangeNotSatisfiable)
        {
            // An object without a byte has no range.
            first = await SendAsync(connection, target, range: null, cancellationToken).ConfigureAwait(false);
        }

        if (first is { Offset: 0, WasUnpacked: false, Total: { } length })
        {
            return new GcsSource(connection, target, first, length);
        }

        first.Dispose();
        throw WrongPart(target, 0);
    }

    /// <summary>Reads a range into a buffer of its length.</summary>
    /// <exception cref="GcpException">It broke off too often, or the object was changed meanwhile.</exception>
    public async Task ReadAsync(long offset, Memory<byte> buffer, CancellationToken cancellationToken)
    {
        GcsAnswer? answer = offset == 0 ? Interlocked.Exchange(ref _first, null) : null;
        int filled = 0;
        for (int failures = 1; ; failures++)
        {
            int start = filled;
            Exception broken;
            using CancellationTokenSource stall = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
            try
            {
                answer ??= await AskAsync(offset + filled, buffer.Length - filled, cancellationToken).ConfigureAwait(false);
                while (filled < buffer.Length)
                {
                    stall.CancelAfter(_connection.Options.Timeout);
                    int read = await answer.Content.ReadAsync(buffer[filled..], stall.Token).ConfigureAwait(false);
                    if (read == 0)
                    {
                        break;
                    }

                    filled += read;
                }

                if (filled == buffer.Length)
                {
                    return;
                }

                broken = new IOException("The answer ended early.");
            }
            catch (Exception exception) when (exception is not GcpException && !cancellationToken.IsCancellationRequested && ServiceFault.IsTransport(exception))
            {
                broken = stall.IsCancellationRequested ? new TimeoutException("No byte came in time.", exception) : exception;
            }
            finally
            {
                answer?.Dispose();
                answer = null;
            }

            failures = filled > start ? 1 : failures;
            await PauseAsync(failures, offset + filled, broken, cancellationToken).ConfigureAwait(false);
        }
    }

    public void Dispose() => _first?.Dispose();

    private async Task<GcsAnswer> AskAsync(long offset, int length, CancellationToken cancellationToken)
    {
        GcsAnswer answer;
        try
        {
            answer = await SendAsync(_connection, _object, new GcsRange(offset, length, Generation), cancellationToken).ConfigureAwait(false);
        }
        catch (GcpException exception) when (Generation is not null && exception.StatusCode is HttpStatusCode.NotFound or HttpStatusCode.PreconditionFailed)
        {
            throw new GcpException(
                $"Could not download '{_object}': it was changed or deleted while it was downloaded. Download it again.",
                new ServiceFault(exception.StatusCode, exception.ErrorCode, exception.RequestId, IsTransient: true),
                exception);
        }

        if (answer.Offset == offset && answer.Length == length && answer.Total == Length)
        {
            return answer;
        }

        answer.Dispose();
        throw WrongPart(_object, offset);
    }

    private static async Task<GcsAnswer> SendAsync(GcsConnection connection, GcsObject target, GcsRange? range, CancellationToken cancellationToken)
    {
        GoogleRequest request = connection.Configure(connection.Encrypt(GoogleRequest.Get(target.Path)))
            .With("alt", "media")
            .With("generation", range?.Generation)
            .WithHeader("Accept-Encoding", "gzip")
            .WithHeader("Range", range is null ? null : $"bytes={range.Offset}-{range.Offset + range.Length - 1}");
        HttpResponseMessage message = await connection.Service.OpenAsync(target.Operation("objects.get", "download"), request, cancellationToken).ConfigureAwait(false);
        return new GcsAnswer(message, await message.Content.ReadAsStreamAsync(cancellationToken).ConfigureAwait(false));
    }

    private static GcpException WrongPart(GcsObject target, long offset) => new(
        $"Could not download '{target}' at byte {offset}: the service gave another part than was asked for. Something between it and this machine may not speak this part of the protocol.",
        new ServiceFault(HttpStatusCode.OK, null, null, IsTransient: false),
        null);

    private async Task PauseAsync(int failures, long position, Exception broken, CancellationToken cancellationToken)
    {
        string reason = broken.GetBaseException().Message;
        if (failures > _connection.Options.Retries)
        {
            throw new GcpException(
                $"Could not download '{_object}': it broke off at byte {position} of {Length}, {failures} times in a row. {reason} Check the connection, or try again later.",
                ServiceFault.Unanswered,
                broken);
        }

        TimeSpan pause = GoogleRetry.Wait(_connection.Service.Access, _connection.Options.RetryDelay, failures, asked: null);
        GcsLog.Resuming(_connection.Logger, "download", _object.ToString(), position, Length, pause.TotalMilliseconds, reason);
        await Task.Delay(pause, _connection.Service.Access.Clock, cancellationToken).ConfigureAwait(false);
        GcpTelemetry.Resumed();
    }
}
