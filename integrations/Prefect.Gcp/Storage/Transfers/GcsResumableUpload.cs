using System.Globalization;
using System.Net.Http.Headers;
using System.Net;
using System.Text.Json;
using Prefect.Http;

namespace Prefect.Gcp;

/// <summary>An upload in pieces. One that breaks off goes on with what the service does not have yet.</summary>
internal sealed class GcsResumableUpload
{
    private const int Incomplete = 308;
    private const int Cancelled = 499;

    private readonly GcsConnection _connection;
    private readonly GcsObject _object;
    private readonly Uri _session;
    private readonly long? _length;

    private GcsResumableUpload(GcsConnection connection, GcsObject target, Uri session, long? length)
    {
        _connection = connection;
        _object = target;
        _session = session;
        _length = length;
    }

    /// <param name="connection">The bucket.</param>
    /// <param name="write">How the object is written.</param>
    /// <param name="length">How many bytes there will be; null when that is not known.</param>
    /// <param name="cancellationToken">Ends the operation.</param>
    public static async Task<GcsResumableUpload> StartAsync(GcsConnection connection, GcsWrite write, long? length, CancellationToken cancellationToken)
    {
        GcsObject target = connection.Object(write.Name);
        GcsObjectSettings settings = connection.Options.Objects;
        GoogleRequest request = write.Request(connection, "resumable")
            .WithHeader("X-Upload-Content-Type", write.TypeOf(settings))
            .WithHeader("X-Upload-Content-Length", length?.ToString(CultureInfo.InvariantCulture)) with
        {
            Body = GoogleBody.Json(write.Describe(settings, crc32C: null), GcsJson.Default.GcsObjectResource),

            // Uploads that were begun and never go on leave nothing.
            MayRepeat = true,
        };
        using HttpResponseMessage answer = await connection.Service.OpenAsync(target.Operation("objects.insert", "begin the upload of"), request, cancellationToken)
            .ConfigureAwait(false);
        return answer.Headers.Location is { IsAbsoluteUri: true } session
            ? new GcsResumableUpload(connection, target, session, length)
            : throw new GcpException($"Could not upload '{target}': the service gave no address to send it to.", new ServiceFault(answer.StatusCode, null, null, IsTransient: false), null);
    }

    /// <summary>Sends a piece until the service has all of it.</summary>
    /// <param name="offset">Place of its first byte in the object.</param>
    /// <param name="piece">The piece.</param>
    /// <param name="total">How many bytes the object has, with the last piece; null before.</param>
    /// <param name="checksum">Checksum of the whole content, for the last piece to be sent with.</param>
    /// <param name="cancellationToken">Ends the operation.</param>
    /// <returns>The object, after the last piece; null before.</returns>
    public async Task<GcsObjectResource?> SendAsync(
        long offset, ReadOnlyMemory<byte> piece, long? total, string? checksum, CancellationToken cancellationToken)
    {
        int there = 0;
        for (int failures = 0; ;)
        {
            int before = there;
            (GcsUploadState state, GcpException? broken) = await TryPutAsync(offset + there, piece[there..], total, checksum, cancellationToken).ConfigureAwait(false);
            if (broken is not null)
            {
                await PauseAsync(++failures, offset + there, broken, cancellationToken).ConfigureAwait(false);
                state = await AskAsync(total, cancellationToken).ConfigureAwait(false);
            }

            if (state.Stored is not null)
            {
                return state.Stored;
            }

            there = Place(state.Received - offset, before, piece.Length);
            if (there == piece.Length && total is null)
            {
                return null;
            }

            if (there > before)
            {
                failures = 0;
            }
            else if (broken is null)
            {
                await PauseAsync(++failures, offset + there, broken: null, cancellationToken).ConfigureAwait(false);
            }
        }
    }

    /// <summary>Gives the upload up, as far as that can be told the service; it forgets it after a week anyway.</summary>
    public async Task CancelAsync()
    {
        GoogleRequest request = Request(HttpMethod.Delete) with { AlsoAccepts = Cancelled, Attempts = 1, Timeout = TimeSpan.FromSeconds(5) };
        try
        {
            await _connection.Service.SendAsync(_object.Operation("objects.insert", "give up the upload of"), request, CancellationToken.None).ConfigureAwait(false);
        }
        catch (GcpException)
        {
            // Why the upload ended is what the caller is to hear.
        }
    }

    private async Task<(GcsUploadState State, GcpException? Broken)> TryPutAsync(
        long offset, ReadOnlyMemory<byte> content, long? total, string? checksum, CancellationToken cancellationToken)
    {
        try
        {
            return (await PutAsync(offset, content, total, checksum, cancellationToken).ConfigureAwait(false), null);
        }
        catch (GcpException exception) when (exception.IsTransient)
        {
            return (default, exception);
        }
    }

    private Task<GcsUploadState> PutAsync(long offset, ReadOnlyMemory<byte> content, long? total, string? checksum, CancellationToken cancellationToken)
    {
        string all = total?.ToString(CultureInfo.InvariantCulture) ?? "*";
        string range = content.IsEmpty ? $"bytes */{all}" : $"bytes {offset}-{offset + content.Length - 1}/{all}";
        GoogleRequest request = Request(HttpMethod.Put).WithHeader("x-goog-hash", total is not null && checksum is not null ? $"crc32c={checksum}" : null) with
        {
            Body = new GoogleBody(() => Body(content, range)),
            Timeout = _connection.TimeoutFor(content.Length),

            // Before it is sent again, the service is asked what it has.
            Attempts = 1,
        };
        return SendAsync("upload", request, cancellationToken);
    }

    private Task<GcsUploadState> AskAsync(long? total, CancellationToken cancellationToken)
    {
        string all = total?.ToString(CultureInfo.InvariantCulture) ?? "*";
        GoogleRequest request = Request(HttpMethod.Put) with { Body = new GoogleBody(() => Body(default, $"bytes */{all}")) };
        return SendAsync("go on with the upload of", request, cancellationToken);
    }

    private async Task<GcsUploadState> SendAsync(string attempt, GoogleRequest request, CancellationToken cancellationToken)
    {
        using HttpResponseMessage answer = await _connection.Service.OpenAsync(
            _object.Operation("objects.insert", attempt), request with { AlsoAccepts = Incomplete }, cancellationToken).ConfigureAwait(false);
        if ((int)answer.StatusCode == Incomplete)
        {
            return new GcsUploadState(ReceivedBy(answer), Stored: null);
        }

        return new GcsUploadState(0, await GcpCall.RunAsync(
            _object.Operation("objects.insert", attempt),
            async token =>
            {
                using CancellationTokenSource limit = CancellationTokenSource.CreateLinkedTokenSource(token);
                limit.CancelAfter(_connection.Options.Timeout);
                byte[] document = await answer.Content.ReadAsByteArrayAsync(limit.Token).ConfigureAwait(false);
                return JsonSerializer.Deserialize(document, GcsJson.Default.GcsObjectResource);
            },
            cancellationToken).ConfigureAwait(false));
    }

    private GoogleRequest Request(HttpMethod method) =>
        _connection.Encrypt(new GoogleRequest(method, "")) with
        {
            Address = _session,
            Timeout = _connection.Options.Timeout,
            Attempts = _connection.Options.Retries + 1,
            FirstWait = _connection.Options.RetryDelay,
        };

    private static ReadOnlyMemoryContent Body(ReadOnlyMemory<byte> content, string range)
    {
        ReadOnlyMemoryContent body = new(content);
        body.Headers.ContentRange = ContentRangeHeaderValue.Parse(range);
        return body;
    }

    // bytes=0-LAST; without it, the service has nothing.
    private static long ReceivedBy(HttpResponseMessage answer) =>
        answer.Headers.TryGetValues("Range", out IEnumerable<string>? ranges)
        && RangeHeaderValue.TryParse(ranges.First(), out RangeHeaderValue? range)
        && range.Ranges.First() is { From: 0, To: { } last }
            ? last + 1
            : 0;

    private int Place(long received, int before, int length) =>
        received >= before && received <= length
            ? (int)received
            : throw new GcpException(
                $"Could not upload '{_object}': the service no longer has what it said it had. Upload it again.",
                new ServiceFault(HttpStatusCode.PermanentRedirect, null, null, IsTransient: true),
                null);

    private async Task PauseAsync(int failures, long position, GcpException? broken, CancellationToken cancellationToken)
    {
        if (failures > _connection.Options.Retries)
        {
            throw new GcpException(
                $"Could not upload '{_object}': it broke off at byte {position}, {failures} times in a row. {broken?.Message ?? "The service took nothing."} Check the connection, or try again later.",
                new ServiceFault(broken?.StatusCode, broken?.ErrorCode, broken?.RequestId, IsTransient: true),
                broken);
        }

        TimeSpan pause = GoogleRetry.Wait(_connection.Service.Access, _connection.Options.RetryDelay, failures, broken?.RetryAfter);
        GcsLog.Resuming(_connection.Logger, "upload", _object.ToString(), position, _length, pause.TotalMilliseconds, broken?.Message ?? "The service took nothing.");
        await Task.Delay(pause, _connection.Service.Access.Clock, cancellationToken).ConfigureAwait(false);
        GcpTelemetry.Resumed();
    }
}
