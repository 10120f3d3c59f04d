using System.IO.Compression;
using System.Net;
using Prefect.Http;

namespace Prefect.Snowflake;

/// <summary>Reads the parts of a large result from where the service keeps them.</summary>
internal sealed class SnowflakeChunkDownload(ISnowflakeSession session, string queryId, int count)
{
    private const int MostAttempts = 7;

    private static readonly Backoff s_backoff = new() { First = TimeSpan.FromSeconds(1), Longest = TimeSpan.FromSeconds(16) };

    /// <summary>For how long nothing may come. As long as something does, a large part may take what it takes.</summary>
    public TimeSpan LongestSilence { get; init; } = TimeSpan.FromSeconds(60);

    /// <summary>Reads a part, and tries again whatever may pass.</summary>
    /// <param name="index">Which part, from 0.</param>
    /// <param name="info">Where it is.</param>
    /// <param name="headers">What has to be sent along.</param>
    /// <param name="cancellationToken">Ends the reading.</param>
    /// <exception cref="SnowflakeException">It could not be read.</exception>
    public async Task<SnowflakeChunk> ReadAsync(
        int index, SnowflakeChunkInfo info, IReadOnlyList<KeyValuePair<string, string>> headers, CancellationToken cancellationToken)
    {
        ServiceOperation operation = new("Storage", "GetChunk", $"read part {index + 1} of {count} of the result of the query", queryId);
        for (int attempt = 1; ; attempt++)
        {
            SnowflakeException failure;
            try
            {
                return await SnowflakeTelemetry.Calls.RunAsync(
                    operation, token => ReadOnceAsync(operation, info, headers, token), exception => Describe(operation, exception), cancellationToken)
                    .ConfigureAwait(false);
            }
            catch (SnowflakeException exception) when (exception.IsTransient && attempt < MostAttempts)
            {
                failure = exception;
            }

            TimeSpan pause = s_backoff.Pause(attempt);
            TimeSpan asked = failure.RetryAfter is { } after && after < TimeSpan.FromMinutes(1) ? after : TimeSpan.Zero;
            await Task.Delay(asked > pause ? asked : pause, session.Clock, cancellationToken).ConfigureAwait(false);
        }
    }

    private async Task<SnowflakeChunk> ReadOnceAsync(
        ServiceOperation operation, SnowflakeChunkInfo info, IReadOnlyList<KeyValuePair<string, string>> headers, CancellationToken cancellationToken)
    {
        using CancellationTokenSource silence = new(LongestSilence);
        using CancellationTokenSource ended = CancellationTokenSource.CreateLinkedTokenSource(silence.Token, cancellationToken);
        using HttpRequestMessage request = new(HttpMethod.Get, info.Address);
        foreach ((string name, string value) in headers)
        {
            request.Headers.TryAddWithoutValidation(name, value);
        }

        try
        {
            using HttpResponseMessage answer = await session.DownloadAsync(request, ended.Token).ConfigureAwait(false);
            if (!answer.IsSuccessStatusCode)
            {
                throw Refusal(operation, answer);
            }

            return await BodyAsync(answer, info, silence, ended.Token).ConfigureAwait(false);
        }
        catch (OperationCanceledException exception) when (silence.IsCancellationRequested && !cancellationToken.IsCancellationRequested)
        {
            throw new TimeoutException($"Nothing came for {LongestSilence.TotalSeconds:0.#} seconds.", exception);
        }
    }

    private async Task<SnowflakeChunk> BodyAsync(
        HttpResponseMessage answer, SnowflakeChunkInfo info, CancellationTokenSource silence, CancellationToken cancellationToken)
    {
        Stream body = await answer.Content.ReadAsStreamAsync(cancellationToken).ConfigureAwait(false);
        await using (body.ConfigureAwait(false))
        {
            PeekedStream peeked = await PeekedStream.OpenAsync(body, cancellationToken).ConfigureAwait(false);

            // Not every storage says that what it gives is packed.
            Stream rows = peeked.IsPacked ? new GZipStream(peeked, CompressionMode.Decompress) : peeked;
            await using (rows.ConfigureAwait(false))
            {
                SnowflakeChunk chunk = await CollectAsync(rows, info.Size, silence, cancellationToken).ConfigureAwait(false);
                if (IsWhole(chunk, peeked, info))
                {
                    return chunk;
                }

                chunk.Dispose();
                throw new InvalidDataException("What came is cut off, or is something else.");
            }
        }
    }

    // What is packed and cut is unpacked as far as it goes, without a word.
    private static bool IsWhole(SnowflakeChunk chunk, PeekedStream body, SnowflakeChunkInfo info) =>
        chunk.Length == 0 ? info.RowCount == 0
        : chunk.Length == info.Size
        || (body.IsPacked ? body.Tail == (uint)chunk.Length : chunk.Text.TrimEnd(" \t\r\n"u8) is [.., (byte)']']);

    private async Task<SnowflakeChunk> CollectAsync(Stream rows, int expected, CancellationTokenSource silence, CancellationToken cancellationToken)
    {
        using SnowflakeChunkBuffer buffer = new(expected);
        while (await rows.ReadAsync(buffer.Room, cancellationToken).ConfigureAwait(false) is > 0 and int read)
        {
            buffer.Advance(read);
            silence.CancelAfter(LongestSilence);
        }

        return buffer.ToChunk();
    }

    private SnowflakeException Refusal(ServiceOperation operation, HttpResponseMessage answer)
    {
        TimeSpan? after = answer.Headers.TryGetValues(RetryAfter.Name, out IEnumerable<string>? values) ? RetryAfter.Parse(values.First(), session.Clock) : null;
        ServiceFault fault = new(answer.StatusCode, null, null, ServiceFault.IsTransientStatus(answer.StatusCode)) { RetryAfter = after };
        string advice = answer.StatusCode is HttpStatusCode.Forbidden or HttpStatusCode.NotFound
            ? "Results are kept for a day, and their addresses for some hours: run the query again."
            : "Fetch the rows again.";
        return new SnowflakeException($"Could not {operation}: {fault.Describe("The storage refused it.")} {advice}", fault) { QueryId = queryId };
    }

    private SnowflakeException? Describe(ServiceOperation operation, Exception exception)
    {
        if (!ServiceFault.IsTransport(exception) && exception is not InvalidDataException)
        {
            return null;
        }

        string told = exception is TimeoutException ? exception.Message : exception.GetBaseException().Message;
        return new SnowflakeException(
            $"Could not {operation}: {ServiceFault.Unanswered.Describe(told)} Fetch the rows again.", ServiceFault.Unanswered, exception) { QueryId = queryId };
    }
}
