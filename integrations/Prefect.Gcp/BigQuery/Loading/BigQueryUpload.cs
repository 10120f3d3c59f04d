using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Net;
using System.Net.Http.Headers;
using System.Text.Json.Nodes;
using Microsoft.Extensions.Logging;

namespace Prefect.Gcp;

/// <summary>Starts a job by sending it a file: a small one with the job in one request, a large one in chunks that go on after a cut.</summary>
internal sealed class BigQueryUpload(BigQueryApi api, BigQueryJobReference job, JsonObject configuration, BigQueryUploadSource source, ILogger logger)
{
    /// <summary>What is sent in one request. Chunks are multiples of 256 KiB, but for the last.</summary>
    internal const int ChunkSize = 8 * 1024 * 1024;

    private const long LargestSingle = 5 * 1024 * 1024;
    private const int MostFailures = 5;
    private const int SlowestBytesPerSecond = 64 * 1024;

    private static readonly MediaTypeHeaderValue s_json = new("application/json") { CharSet = "utf-8" };
    private static readonly MediaTypeHeaderValue s_bytes = new("application/octet-stream");

    private readonly string _path = GooglePath.Of($"upload/bigquery/v2/projects/{job.ProjectId}/jobs");
    private readonly JsonObject _document = BigQueryApi.JobDocument(job, configuration);

    /// <summary>Sends the file. The job is under way when it is there.</summary>
    /// <exception cref="GcpException">The service refused the job, or could not be reached.</exception>
    /// <exception cref="IOException">The file cannot be read.</exception>
    public Task<BigQueryJobMessage> SendAsync(CancellationToken cancellationToken) =>
        api.AdoptAsync(job, source.Length <= LargestSingle ? SendWholeAsync : SendInChunksAsync, cancellationToken);

    private async Task<BigQueryJobMessage> SendWholeAsync(CancellationToken cancellationToken)
    {
        byte[] content = await source.ReadAsync(0, (int)source.Length, cancellationToken).ConfigureAwait(false);
        GoogleRequest request = GoogleRequest.Post(_path).With("uploadType", "multipart") with
        {
            Body = new GoogleBody(() => Related(content)),
            MayRepeat = true,
            Timeout = TimeFor(content.Length),
        };
        return await api.Service
            .SendAsync(BigQueryApi.Operation("Upload", "start the job", job.JobId), request, BigQueryJson.Default.BigQueryJobMessage, cancellationToken).ConfigureAwait(false);
    }

    private async Task<BigQueryJobMessage> SendInChunksAsync(CancellationToken cancellationToken)
    {
        Uri session = await OpenSessionAsync(cancellationToken).ConfigureAwait(false);
        long position = 0;
        int failures = 0;
        bool isCertain = true;
        while (position >= 0)
        {
            try
            {
                long next = isCertain
                    ? await SendChunkAsync(session, position, cancellationToken).ConfigureAwait(false)
                    : await FindPositionAsync(session, cancellationToken).ConfigureAwait(false);
                failures = next < 0 || next > position ? 0
                    : !isCertain || ++failures <= MostFailures ? failures
                    : throw BigQueryErrors.New($"Could not upload the file for the job '{job.JobId}': the service takes no more of it at byte {next}. Try again later.", null, isTransient: true);
                position = next;
                isCertain = true;
            }
            catch (GcpException exception) when (exception.IsTransient && ++failures <= MostFailures)
            {
                GcpLog.UploadResuming(logger, job.JobId, position, source.Length, exception.Message);
                isCertain = false;
                await Task.Delay(api.Service.Access.FirstWait * api.Service.Access.Jitter() * failures, api.Clock, cancellationToken).ConfigureAwait(false);
            }
            catch (GcpException exception) when (exception.StatusCode is HttpStatusCode.NotFound or HttpStatusCode.Gone && ++failures <= MostFailures)
            {
                // The session is gone: another one begins at the beginning.
                GcpLog.UploadResuming(logger, job.JobId, 0, source.Length, exception.Message);
                session = await OpenSessionAsync(cancellationToken).ConfigureAwait(false);
                position = 0;
                isCertain = true;
            }
        }

        return BigQueryJobMessage.At(job);
    }

    private async Task<Uri> OpenSessionAsync(CancellationToken cancellationToken)
    {
        GcpOperation operation = BigQueryApi.Operation("StartUpload", "start the upload for the job", job.JobId);
        GoogleRequest request = BigQueryApi.Post(_path, _document)
            .With("uploadType", "resumable")
            .WithHeader("X-Upload-Content-Type", s_bytes.MediaType)
            .WithHeader("X-Upload-Content-Length", source.Length.ToString(CultureInfo.InvariantCulture)) with { MayRepeat = true };
        using HttpResponseMessage answer = await api.Service.OpenAsync(operation, request, cancellationToken).ConfigureAwait(false);
        return answer.Headers.Location is { IsAbsoluteUri: true } session
            ? session
            : throw BigQueryErrors.New($"Could not {operation}: the answer does not say where to.", code: null);
    }

    /// <summary>Sends a chunk and gives the position after it; -1 when that was the last.</summary>
    private async Task<long> SendChunkAsync(Uri session, long position, CancellationToken cancellationToken)
    {
        int count = (int)Math.Min(ChunkSize, source.Length - position);
        byte[] chunk = await source.ReadAsync(position, count, cancellationToken).ConfigureAwait(false);
        string range = string.Create(CultureInfo.InvariantCulture, $"bytes {position}-{position + count - 1}/{source.Length}");
        return await PutAsync(session, chunk, range, cancellationToken).ConfigureAwait(false);
    }

    private Task<long> FindPositionAsync(Uri session, CancellationToken cancellationToken) =>
        PutAsync(session, [], string.Create(CultureInfo.InvariantCulture, $"bytes */{source.Length}"), cancellationToken);

    private async Task<long> PutAsync(Uri session, byte[] content, string range, CancellationToken cancellationToken)
    {
        GcpOperation operation = BigQueryApi.Operation("Upload", "upload the file for the job", job.JobId);
        GoogleRequest request = new GoogleRequest(HttpMethod.Put, "") { Address = session, Body = GoogleBody.Bytes(content, null), AlsoAccepts = 308 }
            .WithHeader("Content-Range", range) with { MayRepeat = content.Length == 0, Timeout = TimeFor(content.Length) };
        using HttpResponseMessage answer = await api.Service.OpenAsync(operation, request, cancellationToken).ConfigureAwait(false);
        if (answer.IsSuccessStatusCode)
        {
            return -1;
        }

        // "bytes=0-8388607"; none where nothing has arrived.
        string? arrived = answer.Headers.TryGetValues("Range", out IEnumerable<string>? values) ? values.FirstOrDefault() : null;
        return long.TryParse(arrived?[(arrived.LastIndexOf('-') + 1)..], NumberStyles.None, CultureInfo.InvariantCulture, out long last) ? last + 1 : 0;
    }

    [SuppressMessage("Reliability", "CA2000", Justification = "The parts are disposed of with the whole.")]
    private MultipartContent Related(byte[] content)
    {
        StringContent head = new(_document.ToJsonString());
        head.Headers.ContentType = s_json;
        ByteArrayContent data = new(content);
        data.Headers.ContentType = s_bytes;
        return new MultipartContent("related") { head, data };
    }

    private TimeSpan TimeFor(int bytes) => api.Service.Access.RequestTimeout + TimeSpan.FromSeconds(bytes / SlowestBytesPerSecond);
}
