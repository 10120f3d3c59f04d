using System.Diagnostics.CodeAnalysis;
using System.Net;
using System.Net.Http.Headers;

namespace Prefect.Http;

/// <summary>Sends one request once, signed in; to where it is sent on as well.</summary>
[SuppressMessage("Design", "CA1001", Justification = "The connections belong to whoever gave them.")]
internal sealed class RestSending(RestOptions options)
{
    private const int LongestError = 64 * 1024;
    private const int MostDetours = 5;

    private readonly HttpMessageInvoker _connections = new(options.Connections, disposeHandler: false);

    /// <summary>Sends it, a second time where the token is refused and there is another.</summary>
    /// <param name="request">What is sent.</param>
    /// <param name="signedIn">The value that signs it in; null for none.</param>
    /// <param name="limit">Ends the sending.</param>
    /// <exception cref="RestRefusal">The answer refuses.</exception>
    public async Task<HttpResponseMessage> SendAsync(RestRequest request, AuthenticationHeaderValue? signedIn, CancellationToken limit)
    {
        Uri address = request.AddressBelow(options.Address);
        Uri asked = address;
        for (int detours = 0; ; detours++)
        {
            HttpResponseMessage answer = await AskAsync(request, asked, address, signedIn, limit).ConfigureAwait(false);
            if (answer.IsSuccessStatusCode || request.AlsoAccepts.Contains((int)answer.StatusCode))
            {
                return answer;
            }

            using (answer)
            {
                asked = detours < MostDetours && Next(request, answer, asked) is { } next ? next : throw await RefusalAsync(answer, limit).ConfigureAwait(false);
            }
        }
    }

    /// <summary>Whether an address is on the service's own host, which alone gets to see who signs in.</summary>
    public bool IsOwn(Uri address) => IsSameHost(address, options.Address);

    private async Task<HttpResponseMessage> AskAsync(
        RestRequest request, Uri address, Uri first, AuthenticationHeaderValue? signedIn, CancellationToken limit)
    {
        using HttpRequestMessage message = new(request.Method, address) { Content = request.Body?.Create() };
        bool isOwn = IsOwn(address);
        if (isOwn || IsSameHost(address, first))
        {
            Add(message, request.Headers);
        }

        Add(message, isOwn ? options.Headers : options.Headers.Where(static header => header.Key.Equals("User-Agent", StringComparison.OrdinalIgnoreCase)));
        if (isOwn && signedIn is not null)
        {
            message.Headers.Authorization = signedIn;
        }

        return await _connections.SendAsync(message, limit).ConfigureAwait(false);
    }

    private static void Add(HttpRequestMessage message, IEnumerable<KeyValuePair<string, string>> headers)
    {
        foreach ((string name, string value) in headers.Where(header => !IsThere(message, header.Key)))
        {
            _ = message.Headers.TryAddWithoutValidation(name, value) || message.Content?.Headers.TryAddWithoutValidation(name, value) == true;
        }
    }

    private static bool IsThere(HttpRequestMessage message, string name) =>
        message.Headers.NonValidated.Contains(name) || message.Content?.Headers.NonValidated.Contains(name) == true;

    // What reads may be sent on, but not from where it is encrypted to where it is not.
    private static Uri? Next(RestRequest request, HttpResponseMessage answer, Uri asked)
    {
        bool sendsOn = answer.StatusCode is HttpStatusCode.MovedPermanently or HttpStatusCode.Found or HttpStatusCode.SeeOther
            or HttpStatusCode.TemporaryRedirect or HttpStatusCode.PermanentRedirect;
        if (!sendsOn || (request.Method != HttpMethod.Get && request.Method != HttpMethod.Head) || answer.Headers.Location is not { } location)
        {
            return null;
        }

        return Uri.TryCreate(asked, location, out Uri? next) && MayFollow(asked, next) ? next : null;
    }

    private static bool MayFollow(Uri asked, Uri next) =>
        next.Scheme == Uri.UriSchemeHttps || (next.Scheme == Uri.UriSchemeHttp && asked.Scheme == Uri.UriSchemeHttp);

    private async Task<RestRefusal> RefusalAsync(HttpResponseMessage answer, CancellationToken limit) =>
        new(new RestAnswer(answer, await BeginningAsync(answer, options.RequestTimeout / 2, limit).ConfigureAwait(false)));

    // What the service refused is known by the status, even where the rest of its answer does not arrive.
    private static async Task<ReadOnlyMemory<byte>> BeginningAsync(HttpResponseMessage answer, TimeSpan patience, CancellationToken limit)
    {
        byte[] buffer = new byte[LongestError];
        using CancellationTokenSource patient = CancellationTokenSource.CreateLinkedTokenSource(limit);
        patient.CancelAfter(patience);
        try
        {
            Stream body = await answer.Content.ReadAsStreamAsync(patient.Token).ConfigureAwait(false);
            await using (body.ConfigureAwait(false))
            {
                int length = await body.ReadAtLeastAsync(buffer, buffer.Length, throwOnEndOfStream: false, patient.Token).ConfigureAwait(false);
                return buffer.AsMemory(0, length);
            }
        }
        catch (Exception exception) when (exception is IOException or InvalidDataException or HttpRequestException or OperationCanceledException)
        {
            return default;
        }
    }

    private static bool IsSameHost(Uri one, Uri other) =>
        Uri.Compare(one, other, UriComponents.SchemeAndServer, UriFormat.Unescaped, StringComparison.OrdinalIgnoreCase) == 0;
}
