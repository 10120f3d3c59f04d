using System.Net.Http.Headers;
using System.Text;
using System.Text.Json.Nodes;

namespace Prefect.Blocks;

/// <summary>Calls an address over HTTP with a payload.</summary>
[Block(
    "Webhook",
    Protected = true,
    Logo = "https://cdn.sanity.io/images/3ugk85nk/production/c7247cb359eb6cf276734d4b1fbf00fb8930e89e-250x250.png",
    Documentation = "https://docs.prefect.io/latest/automate/events/webhook-triggers")]
public sealed partial record Webhook : Block, ICheckable
{
    private static readonly TimeSpan s_defaultTimeout = TimeSpan.FromSeconds(30);

    /// <summary>The HTTP method of the request.</summary>
    public WebhookMethod Method { get; init; } = WebhookMethod.Post;

    /// <summary>The address that is called; a secret, since addresses of webhooks tend to hold one.</summary>
    [BlockField(Title = "Webhook URL")]
    public required SecretString Url { get; init; }

    /// <summary>Headers of the request.</summary>
    [BlockField(Title = "Webhook Headers")]
    public SecretDictionary Headers { get; init; } = [];

    /// <summary>
    /// Whether the address may be a private, loopback or link-local one. When not, the host's address is looked up, checked and
    /// connected to as checked, for redirects too.
    /// </summary>
    public bool AllowPrivateUrls { get; init; } = true;

    /// <summary>Whether the server's certificate is checked.</summary>
    public bool Verify { get; init; } = true;

    /// <summary>Calls the webhook with a JSON payload, or none.</summary>
    /// <param name="payload">The payload; null sends no body.</param>
    /// <param name="timeout">How long the whole call may take. Default: 30 seconds.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    /// <returns>The response, whatever its status; dispose of it.</returns>
    /// <exception cref="BlockConfigurationException">The address is no absolute http(s) address, or a header is malformed.</exception>
    /// <exception cref="HttpRequestException">The server cannot be reached, or its address is private and that is not allowed.</exception>
    /// <exception cref="TimeoutException">There was no response in time.</exception>
    public Task<HttpResponseMessage> CallAsync(
        JsonNode? payload = null, TimeSpan? timeout = null, CancellationToken cancellationToken = default) =>
        SendAsync(payload is null ? null : Json(payload.ToJsonString()), timeout, cancellationToken);

    /// <summary>Calls the webhook with a text as it is.</summary>
    /// <param name="payload">The text.</param>
    /// <param name="timeout">How long the whole call may take. Default: 30 seconds.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    /// <returns>The response, whatever its status; dispose of it.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="payload"/> is null.</exception>
    /// <exception cref="BlockConfigurationException">The address is no absolute http(s) address, or a header is malformed.</exception>
    /// <exception cref="HttpRequestException">The server cannot be reached, or its address is private and that is not allowed.</exception>
    /// <exception cref="TimeoutException">There was no response in time.</exception>
    public Task<HttpResponseMessage> CallWithTextAsync(
        string payload, TimeSpan? timeout = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(payload);
        return SendAsync(new StringContent(payload), timeout, cancellationToken);
    }

    /// <summary>Finds out whether the server can be reached; sends no request, for that would set something off.</summary>
    /// <param name="cancellationToken">Ends the probe.</param>
    public Task<BlockCheckResult> CheckAsync(CancellationToken cancellationToken = default) =>
        NetworkProbe.CheckAsync(Address(), Verify, cancellationToken);

    private static StringContent Json(string json) => new(json, Encoding.UTF8, MediaTypeHeaderValue.Parse("application/json"));

    private async Task<HttpResponseMessage> SendAsync(HttpContent? content, TimeSpan? timeout, CancellationToken cancellationToken)
    {
        using HttpRequestMessage request = new(new HttpMethod(Method.ToString().ToUpperInvariant()), Address()) { Content = content };
        AddHeaders(request);
        TimeSpan limit = timeout ?? s_defaultTimeout;
        using CancellationTokenSource deadline = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        deadline.CancelAfter(limit);
        try
        {
            return await WebhookClients.Get(AllowPrivateUrls, Verify).SendAsync(request, deadline.Token).ConfigureAwait(false);
        }
        catch (OperationCanceledException exception) when (!cancellationToken.IsCancellationRequested)
        {
            throw new TimeoutException(
                $"The webhook on {request.RequestUri!.Host} did not answer within {limit.TotalSeconds:0.#} seconds.", exception);
        }
    }

    private void AddHeaders(HttpRequestMessage request)
    {
        foreach ((string name, JsonNode? value) in Headers.Reveal())
        {
            string text = value is JsonValue leaf && leaf.TryGetValue(out string? plain) ? plain : value?.ToJsonString() ?? "";
            if (text.AsSpan().IndexOfAny('\r', '\n') >= 0
                || (!request.Headers.TryAddWithoutValidation(name, text) && request.Content?.Headers.TryAddWithoutValidation(name, text) != true))
            {
                throw new BlockConfigurationException($"The webhook's header '{BlockNames.Shorten(name)}' cannot be sent: its name or value is malformed.");
            }
        }
    }

    private Uri Address() =>
        Uri.TryCreate(Url.Reveal(), UriKind.Absolute, out Uri? address) && address.Scheme is "http" or "https"
            ? address
            : throw new BlockConfigurationException("The webhook's url is no absolute http or https address. Set it and save the block again.");
}
