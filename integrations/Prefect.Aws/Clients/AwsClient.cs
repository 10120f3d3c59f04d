using System.Text.Json;
using System.Text.Json.Nodes;
using Amazon.Runtime;
using Amazon.Runtime.Internal;
using Microsoft.Extensions.Logging;
using Prefect.Http;

namespace Prefect.Aws;

/// <summary>
/// A client of one service, on the SDK's runtime: credentials, signatures, retries, clock skew, proxies and connections are the SDK's.
/// Thread-safe and shared.
/// </summary>
internal sealed class AwsClient(AwsService service, AWSCredentials credentials, AwsClientConfig config)
    : AmazonServiceClient(credentials, config)
{
    private readonly InvokeOptions _buffered = new()
    {
        RequestMarshaller = new AwsMarshaller(service),
        ResponseUnmarshaller = AwsUnmarshaller.Buffered,
    };

    private readonly InvokeOptions _streaming = new()
    {
        RequestMarshaller = new AwsMarshaller(service),
        ResponseUnmarshaller = AwsUnmarshaller.Streaming,
    };

    /// <summary>How often a request may be sent in all, by the settings.</summary>
    public int Attempts { get; private init; } = 1;

    protected override IServiceMetadata ServiceMetadata { get; } = new AwsServiceMetadata(service);

    // The SDK would copy bodies, secrets among them, to what it logs.
    protected override bool SupportResponseLogging => false;

    /// <summary>Gives the client of a service, the same for equal credentials.</summary>
    /// <exception cref="AwsConfigurationException">The credentials contradict themselves, or have a value that cannot be used.</exception>
    public static AwsClient For(AwsCredentials credentials, AwsService service) => credentials.Client(service);

    public static AwsClient Build(
        AwsService service,
        AwsSession session,
        AwsClientParameters parameters,
        string? region,
        ILogger logger,
        Action<AwsClientConfig>? change = null)
    {
        AwsClientSetup setup = new(parameters, logger);
        AwsClientConfig config = new(service);
        setup.Apply(config, region ?? session.Region, AwsClients.Answers(setup.Endpoint, service.EndpointPrefix) ? setup.Endpoint : null);
        int attempts = config.MaxErrorRetry + 1;
        change?.Invoke(config);
        return new AwsClient(service, setup.IsAnonymous ? new AnonymousAWSCredentials() : session.Credentials, config) { Attempts = attempts };
    }

    /// <summary>Sends a typed request.</summary>
    /// <param name="action">The operation.</param>
    /// <param name="request">The request.</param>
    /// <param name="attempt">What is tried, to follow "Could not".</param>
    /// <param name="cancellationToken">Ends the operation.</param>
    /// <exception cref="AwsException">The service refused the request or could not be reached.</exception>
    public Task<TResponse> SendAsync<TRequest, TResponse>(
        AwsAction<TRequest, TResponse> action, TRequest request, string attempt, CancellationToken cancellationToken)
    {
        AwsRequest message = new()
        {
            Operation = action.Name,
            Route = action.Route?.Invoke(request) ?? AwsRoute.Root,
            Target = service.TargetPrefix is { } prefix ? $"{prefix}.{action.Name}" : null,
            Body = JsonSerializer.SerializeToUtf8Bytes(request, action.Request),
            ContentType = service.TargetPrefix is null ? "application/json" : "application/x-amz-json-1.1",
        };
        return AwsCall.RunAsync(
            new AwsOperation(service.Id, action.Name, attempt),
            async token => Read(await ExchangeAsync(message, _buffered, token).ConfigureAwait(false), action),
            cancellationToken);
    }

    /// <summary>Sends a request whose JSON the caller knows, to the operation that a name or a route says.</summary>
    /// <exception cref="AwsException">The service refused the request or could not be reached.</exception>
    public async Task<JsonNode> SendAsync(
        string operation, AwsRoute? route, JsonObject request, string attempt, CancellationToken cancellationToken)
    {
        AwsAction<JsonObject, JsonNode> action = new(service, operation, AwsJson.Default.JsonObject, AwsJson.Default.JsonNode)
        {
            Route = route is null ? null : _ => route,
        };
        return await SendAsync(action, request, attempt, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Sends a request as it stands, and gives the answer as it came.</summary>
    /// <exception cref="AwsException">The service refused the request or could not be reached.</exception>
    public Task<AwsAnswer> SendRawAsync(AwsRequest request, string attempt, CancellationToken cancellationToken) =>
        AwsCall.RunAsync(
            new AwsOperation(service.Id, request.Operation, attempt),
            token => ExchangeAsync(request, request.IsStreaming ? _streaming : _buffered, token),
            cancellationToken);

    protected override void CustomizeRuntimePipeline(RuntimePipeline pipeline)
    {
        pipeline.RemoveHandler<EndpointResolver>();
        pipeline.AddHandlerAfter<Marshaller>(new AwsEndpointResolver());
        pipeline.AddHandlerAfter<Marshaller>(new AwsAuthResolver());
        pipeline.AddHandlerAfter<Unmarshaller>(new AwsBodyReader());
        pipeline.AddHandlerBefore<Signer>(new AwsKeySnapshot());

        // What nobody listens to, and these services do not have, costs each request all the same.
        pipeline.RemoveHandler<CallbackHandler>();
        pipeline.RemoveHandler<CallbackHandler>();
        pipeline.RemoveHandler<CallbackHandler>();
        pipeline.RemoveHandler<ErrorCallbackHandler>();
        pipeline.RemoveHandler<EndpointDiscoveryHandler>();
        pipeline.RemoveHandler<CompressionHandler>();
    }

    // Credentials that cannot be had (a role's, for one) come out as an exception of this package: nothing was sent then.
    private async Task<AwsAnswer> ExchangeAsync(AwsRequest request, InvokeOptions options, CancellationToken cancellationToken)
    {
        try
        {
            return await InvokeAsync<AwsAnswer>(request, options, cancellationToken).ConfigureAwait(false);
        }
        catch (AwsException exception)
        {
            throw new AwsException(exception.Message, exception.Fault, exception.InnerException) { WasSigned = false };
        }
    }

    private static TResponse Read<TRequest, TResponse>(AwsAnswer answer, AwsAction<TRequest, TResponse> action)
    {
        ReadOnlySpan<byte> body = answer.Body is MemoryStream memory && memory.TryGetBuffer(out ArraySegment<byte> content) ? content : default;
        try
        {
            return JsonSerializer.Deserialize(body.IsEmpty ? "{}"u8 : body, action.Response)
                ?? throw new JsonException("The answer is null.");
        }
        catch (JsonException exception)
        {
            throw new AmazonUnmarshallingException(answer.ResponseMetadata.RequestId, lastKnownLocation: null, exception, answer.HttpStatusCode);
        }
    }
}
