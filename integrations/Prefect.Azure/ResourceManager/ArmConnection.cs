using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Azure;
using Azure.Core;
using Azure.Core.Pipeline;

namespace Prefect.Azure;

/// <summary>Sends requests to Azure Resource Manager. All that are sent here may be repeated.</summary>
internal sealed class ArmConnection
{
    private const string Json = "application/json";

    private readonly HttpPipeline _pipeline;
    private readonly TimeProvider _clock;
    private readonly TimeSpan _timeout;

    public ArmConnection(TokenCredential credential, ArmCloud cloud, ArmAccess access)
    {
        Endpoint = access.Endpoint ?? cloud.Endpoint;
        _clock = access.TimeProvider;
        _timeout = access.RequestTimeout;
        string scope = access.Endpoint is null ? cloud.Scope : ArmCloud.At(access.Endpoint).Scope;
        _pipeline = HttpPipelineBuilder.Build(new ArmClientOptions(access), new BearerTokenAuthenticationPolicy(credential, scope));
    }

    public Uri Endpoint { get; }

    /// <summary>Sends a request and gives the answer's object; null where the answer has no body.</summary>
    /// <param name="operation">Says what it is, in errors and traces.</param>
    /// <param name="method">The method.</param>
    /// <param name="address">Path and query; or a whole address at <see cref="Endpoint"/>, as pages of lists have it.</param>
    /// <param name="body">The body, if any.</param>
    /// <param name="cancellationToken">Ends the operation.</param>
    /// <exception cref="AzureException">The service refused the request or could not be reached.</exception>
    public Task<JsonObject?> SendAsync(
        AzureOperation operation, RequestMethod method, string address, JsonObject? body, CancellationToken cancellationToken)
    {
        if (!Uri.TryCreate(Endpoint, address, out Uri? target))
        {
            throw ArmAnswers.Nowhere(operation);
        }

        return IsHere(target)
            ? AzureCall.RunAsync(operation, token => ArmRetry.RunAsync(() => SendOnceAsync(method, target, body, token), _clock, token), cancellationToken)
            : throw ArmAnswers.Elsewhere(operation, target);
    }

    private bool IsHere(Uri address) =>
        Uri.Compare(address, Endpoint, UriComponents.SchemeAndServer, UriFormat.Unescaped, StringComparison.OrdinalIgnoreCase) == 0;

    private async Task<JsonObject?> SendOnceAsync(RequestMethod method, Uri address, JsonObject? body, CancellationToken cancellationToken)
    {
        using HttpMessage message = _pipeline.CreateMessage();
        message.Request.Method = method;
        message.Request.Uri.Reset(address);
        message.Request.Headers.Add(HttpHeader.Names.Accept, Json);
        if (body is not null)
        {
            message.Request.Headers.Add(HttpHeader.Names.ContentType, Json);
            message.Request.Content = RequestContent.Create(Encoding.UTF8.GetBytes(body.ToJsonString()));
        }

        using CancellationTokenSource limit = new(_timeout);
        using CancellationTokenSource ended = CancellationTokenSource.CreateLinkedTokenSource(limit.Token, cancellationToken);
        try
        {
            await _pipeline.SendAsync(message, ended.Token).ConfigureAwait(false);
        }
        catch (IOException exception)
        {
            throw new HttpRequestException("The answer broke off.", exception);
        }

        return message.Response.IsError ? throw new RequestFailedException(message.Response) : Read(message.Response);
    }

    private static JsonObject? Read(Response response)
    {
        if (response.Content.ToMemory() is not { Length: > 0 } content)
        {
            return null;
        }

        try
        {
            return JsonNode.Parse(content.Span, documentOptions: ArmNodes.Strict) as JsonObject ?? throw NotOfService(null);
        }
        catch (JsonException exception)
        {
            throw NotOfService(exception);
        }
    }

    // A page of a gateway, for one: what stands between broke the answer, and may not break the next.
    private static HttpRequestException NotOfService(JsonException? exception) => new("The answer is none that this service gives.", exception);
}
