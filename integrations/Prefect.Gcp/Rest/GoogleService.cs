using System.Diagnostics.CodeAnalysis;
using System.IO.Compression;
using System.Net;
using System.Net.Http.Headers;
using System.Runtime.CompilerServices;
using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Prefect.Http;

namespace Prefect.Gcp;

/// <summary>Sends requests to a service as an identity.</summary>
internal sealed class GoogleService(GcpService service, GcpIdentity identity, GcpAccess access)
{
    private const int LongestError = 64 * 1024;

    public GcpService Service => service;

    public GcpIdentity Identity => identity;

    public GcpAccess Access => access;

    /// <summary>Gives the service's address. Finds out who signs in, since that decides on it.</summary>
    /// <exception cref="GcpConfigurationException">The properties of the credentials, or a variable of the environment, cannot be used.</exception>
    /// <exception cref="GcpSignInFailure">The machine was to say who signs in, and could not.</exception>
    public async Task<GoogleEndpoint> EndpointAsync(CancellationToken cancellationToken)
    {
        GoogleEndpoint usual = GoogleEndpoint.Of(service, GoogleEndpoint.PublicUniverse, access);
        return usual.IsEmulator || access.Endpoints?.Invoke(service) is not null
            ? usual
            : GoogleEndpoint.Of(service, (await identity.FindAsync(cancellationToken).ConfigureAwait(false)).Universe, access);
    }

    /// <summary>Sends a request and reads the answer's document.</summary>
    /// <exception cref="GcpException">The service refused the request or could not be reached.</exception>
    public Task<T> SendAsync<T>(GcpOperation operation, GoogleRequest request, JsonTypeInfo<T> type, CancellationToken cancellationToken) =>
        GcpCall.RunAsync(operation, token => RunAsync(request, (answer, end) => ReadAsync(answer, type, end), token), cancellationToken);

    /// <summary>Sends a request and has the answer's document read by its own code, which finds a <see cref="JsonException"/> where it cannot.</summary>
    /// <exception cref="GcpException">The service refused the request or could not be reached.</exception>
    public Task<T> SendAsync<T>(
        GcpOperation operation, GoogleRequest request, Func<Stream, CancellationToken, Task<T>> read, CancellationToken cancellationToken) =>
        GcpCall.RunAsync(operation, token => RunAsync(request, (answer, end) => ReadAsync(answer, read, end), token), cancellationToken);

    /// <summary>Sends a request whose answer tells no more than that it was done.</summary>
    /// <exception cref="GcpException">The service refused the request or could not be reached.</exception>
    public Task SendAsync(GcpOperation operation, GoogleRequest request, CancellationToken cancellationToken) =>
        GcpCall.RunAsync(operation, token => RunAsync(request, static (_, _) => Task.FromResult(true), token), cancellationToken);

    /// <summary>Sends a request and gives the answer once its head is there: to be read, and disposed of. Nothing of its body is repeated or timed.</summary>
    /// <exception cref="GcpException">The service refused the request or could not be reached.</exception>
    public Task<HttpResponseMessage> OpenAsync(GcpOperation operation, GoogleRequest request, CancellationToken cancellationToken) =>
        GcpCall.RunAsync(
            operation,
            token => GoogleRetry.RunAsync(request, access, () => OpenOnceAsync(request, asksForJson: false, token), token),
            cancellationToken);

    /// <summary>Reads a list, page by page.</summary>
    /// <param name="operation">Says what it is, in errors and traces; each page is one.</param>
    /// <param name="request">Asks for the first page.</param>
    /// <param name="type">Type of a page.</param>
    /// <param name="next">Gives the token of the page after one; null or empty at the end.</param>
    /// <param name="cancellationToken">Ends the list.</param>
    /// <exception cref="GcpException">The service refused a request, could not be reached, or leads in a circle.</exception>
    public async IAsyncEnumerable<T> PagesAsync<T>(
        GcpOperation operation,
        GoogleRequest request,
        JsonTypeInfo<T> type,
        Func<T, string?> next,
        [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        string? last = null;

        // Whatever circle there is, it comes back to the token of a page that was 1, 2, 4, 8 … pages from the beginning.
        string? seen = null;
        for (long pages = 1, kept = 1; ; pages++)
        {
            T page = await SendAsync(operation, last is null ? request : request.Replace("pageToken", last), type, cancellationToken).ConfigureAwait(false);
            yield return page;
            string? token = next(page);
            if (string.IsNullOrEmpty(token))
            {
                yield break;
            }

            last = token != seen ? token : throw new GcpException(
                $"Could not {operation}: the list does not go on, its pages lead to themselves.", new ServiceFault(null, null, null, IsTransient: false), null);
            if (pages == kept)
            {
                seen = token;
                kept *= 2;
            }
        }
    }

    private Task<T> RunAsync<T>(GoogleRequest request, Func<HttpResponseMessage, CancellationToken, Task<T>> read, CancellationToken cancellationToken) =>
        GoogleRetry.RunAsync(request, access, () => RunOnceAsync(request, read, cancellationToken), cancellationToken);

    private async Task<T> RunOnceAsync<T>(
        GoogleRequest request, Func<HttpResponseMessage, CancellationToken, Task<T>> read, CancellationToken cancellationToken)
    {
        using CancellationTokenSource limit = new(request.Timeout ?? access.RequestTimeout);
        using CancellationTokenSource ended = CancellationTokenSource.CreateLinkedTokenSource(limit.Token, cancellationToken);
        using HttpResponseMessage answer = await OpenOnceAsync(request, asksForJson: true, ended.Token).ConfigureAwait(false);
        return await read(answer, ended.Token).ConfigureAwait(false);
    }

    private async Task<HttpResponseMessage> OpenOnceAsync(GoogleRequest request, bool asksForJson, CancellationToken cancellationToken)
    {
        // A token may be taken back before its time: that is tried once with another.
        string? refused = null;
        try
        {
            return await AskAsync(request, asksForJson, token => refused = token, cancellationToken).ConfigureAwait(false);
        }
        catch (GoogleRefusal refusal) when (refusal.HttpStatusCode == HttpStatusCode.Unauthorized && refused is not null)
        {
            if (!await identity.ReplaceAsync(refused, cancellationToken).ConfigureAwait(false))
            {
                throw;
            }
        }

        return await AskAsync(request, asksForJson, static _ => { }, cancellationToken).ConfigureAwait(false);
    }

    private async Task<HttpResponseMessage> AskAsync(GoogleRequest request, bool asksForJson, Action<string?> tell, CancellationToken cancellationToken)
    {
        using CancellationTokenSource limit = new(request.Timeout ?? access.RequestTimeout);
        using CancellationTokenSource ended = CancellationTokenSource.CreateLinkedTokenSource(limit.Token, cancellationToken);
        using HttpRequestMessage message = await BuildAsync(request, ended.Token).ConfigureAwait(false);
        tell(message.Headers.Authorization?.Parameter);
        if (asksForJson)
        {
            message.Headers.Accept.Add(new MediaTypeWithQualityHeaderValue("application/json"));
            message.Headers.AcceptEncoding.Add(new StringWithQualityHeaderValue("gzip"));
        }

        HttpResponseMessage answer = await access.Http.Services
            .SendAsync(message, HttpCompletionOption.ResponseHeadersRead, ended.Token).ConfigureAwait(false);
        if (answer.IsSuccessStatusCode || (int)answer.StatusCode == request.AlsoAccepts)
        {
            return answer;
        }

        using (answer)
        {
            throw await RefusalAsync(answer, (request.Timeout ?? access.RequestTimeout) / 2, ended.Token).ConfigureAwait(false);
        }
    }

    private async Task<HttpRequestMessage> BuildAsync(GoogleRequest request, CancellationToken cancellationToken)
    {
        GoogleEndpoint endpoint = await EndpointAsync(cancellationToken).ConfigureAwait(false);
        Uri address = request.Address ?? new Uri(endpoint.Address.AbsoluteUri + Address(request));
        HttpRequestMessage message = new(request.Method, address) { Content = request.Body?.Create() };
        foreach ((string name, string value) in request.Headers)
        {
            _ = message.Headers.TryAddWithoutValidation(name, value) || message.Content?.Headers.TryAddWithoutValidation(name, value) == true;
        }

        if (!endpoint.IsEmulator && endpoint.Holds(address))
        {
            await identity.AuthorizeAsync(message, cancellationToken).ConfigureAwait(false);
        }

        return message;
    }

    private static string Address(GoogleRequest request)
    {
        StringBuilder address = new(request.Path);
        char mark = request.Path.Contains('?', StringComparison.Ordinal) ? '&' : '?';
        foreach ((string name, string value) in request.Query)
        {
            address.Append(mark).Append(Uri.EscapeDataString(name)).Append('=').Append(Uri.EscapeDataString(value));
            mark = '&';
        }

        return address.ToString();
    }

    private static Task<T> ReadAsync<T>(HttpResponseMessage answer, JsonTypeInfo<T> type, CancellationToken cancellationToken) => ReadAsync(
        answer,
        async (body, token) => await JsonSerializer.DeserializeAsync(body, type, token).ConfigureAwait(false) ?? throw new JsonException("The answer is null."),
        cancellationToken);

    private static async Task<T> ReadAsync<T>(HttpResponseMessage answer, Func<Stream, CancellationToken, Task<T>> read, CancellationToken cancellationToken)
    {
        Stream body = await BodyAsync(answer, cancellationToken).ConfigureAwait(false);
        await using (body.ConfigureAwait(false))
        {
            try
            {
                return await read(body, cancellationToken).ConfigureAwait(false);
            }
            catch (Exception exception) when (exception is JsonException or InvalidDataException)
            {
                // A page of a gateway, for one: what stands between broke the answer, and may not break the next.
                throw new HttpRequestException("The answer is none that this service gives.", exception);
            }
        }
    }

    [SuppressMessage("Reliability", "CA2000", Justification = "Who reads it disposes of it, and of the stream inside.")]
    private static async Task<Stream> BodyAsync(HttpResponseMessage answer, CancellationToken cancellationToken)
    {
        if (answer.StatusCode == HttpStatusCode.NoContent)
        {
            return new MemoryStream("{}"u8.ToArray(), writable: false);
        }

        Stream body = await answer.Content.ReadAsStreamAsync(cancellationToken).ConfigureAwait(false);
        bool isPacked = answer.Content.Headers.ContentEncoding.Contains("gzip", StringComparer.OrdinalIgnoreCase);
        return isPacked ? new GZipStream(body, CompressionMode.Decompress) : body;
    }

    private async Task<GoogleRefusal> RefusalAsync(HttpResponseMessage answer, TimeSpan patience, CancellationToken cancellationToken)
    {
        string text = await TextAsync(answer, patience, cancellationToken).ConfigureAwait(false);
        return new GoogleRefusal(service.Name, answer.StatusCode, GoogleErrorDocument.Of(text, answer.ReasonPhrase))
        {
            RequestId = First(answer, "x-guploader-uploadid") ?? First(answer, "x-goog-request-id") ?? First(answer, "x-cloud-trace-context"),
            RetryAfter = RetryAfter.Parse(First(answer, RetryAfter.Name), access.Clock),
        };
    }

    // What the service refused is known by the status, even where the rest of its answer does not arrive.
    private static async Task<string> TextAsync(HttpResponseMessage answer, TimeSpan patience, CancellationToken cancellationToken)
    {
        byte[] buffer = new byte[LongestError];
        using CancellationTokenSource limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        limit.CancelAfter(patience);
        try
        {
            Stream body = await BodyAsync(answer, limit.Token).ConfigureAwait(false);
            await using (body.ConfigureAwait(false))
            {
                int length = await body.ReadAtLeastAsync(buffer, buffer.Length, throwOnEndOfStream: false, limit.Token).ConfigureAwait(false);
                return Encoding.UTF8.GetString(buffer, 0, length);
            }
        }
        catch (Exception exception) when (exception is IOException or InvalidDataException || (exception is OperationCanceledException && !cancellationToken.IsCancellationRequested))
        {
            return "";
        }
    }

    private static string? First(HttpResponseMessage answer, string header) =>
        answer.Headers.TryGetValues(header, out IEnumerable<string>? values) ? values.FirstOrDefault() : null;
}
