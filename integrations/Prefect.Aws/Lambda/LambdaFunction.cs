using System.Text.Json.Nodes;
using Prefect.Blocks;

namespace Prefect.Aws;

/// <summary>A function in AWS Lambda.</summary>
/// <example>
/// <code>
/// LambdaFunction resize = await LambdaFunction.LoadAsync("resize");
/// using LambdaResult result = await resize.InvokeAsync(new JsonObject { ["key"] = "raw/a.png" });
/// JsonNode? answer = await result.ReadJsonAsync();
/// </code>
/// </example>
[Block(
    "Lambda Function",
    Logo = "https://cdn.sanity.io/images/3ugk85nk/production/d74b16fe84ce626345adf235a47008fea2869a60-225x225.png",
    Documentation = "https://docs.prefect.io/integrations/prefect-aws")]
public sealed partial record LambdaFunction : Block, ICheckable
{
    private TimeProvider _time = TimeProvider.System;

    /// <summary>Name of the function, its ARN, or a part of its ARN such as <c>123456789012:function:resize</c>.</summary>
    public required string FunctionName { get; init; }

    /// <summary>Version or alias of the function. Default: the unpublished version.</summary>
    public string? Qualifier { get; init; }

    /// <summary>How to sign in.</summary>
    [BlockField(Title = "AWS Credentials")]
    public AwsCredentials AwsCredentials { get; init; } = new();

    /// <summary>Invokes the function with JSON.</summary>
    /// <remarks>
    /// An error inside the function is a result, not an exception: see <see cref="LambdaResult.FunctionError"/>. An invocation is sent
    /// again only when it is sure that the function did not run: when there were too many requests, or no connection came about.
    /// </remarks>
    /// <param name="payload">What the function gets. Null and an object without members send nothing.</param>
    /// <param name="invocationType">Whether the answer is waited for.</param>
    /// <param name="tail">Whether the result holds the end of the function's log, up to 4 KB.</param>
    /// <param name="clientContext">What the function finds in its context, for synchronous invocations; at most 3,583 bytes in Base64.</param>
    /// <param name="cancellationToken">Ends the waiting, not the function.</param>
    /// <returns>What came back; to be disposed of.</returns>
    /// <exception cref="ArgumentException">The client context is too large.</exception>
    /// <exception cref="AwsConfigurationException">A property has a value that cannot be used.</exception>
    /// <exception cref="AwsException">The function is not there or may not be invoked, or the service could not be reached.</exception>
    public Task<LambdaResult> InvokeAsync(
        JsonNode? payload = null,
        LambdaInvocationType invocationType = LambdaInvocationType.RequestResponse,
        bool tail = false,
        JsonObject? clientContext = null,
        CancellationToken cancellationToken = default) =>
        SendAsync(LambdaInvocation.Bytes(payload), invocationType, tail, clientContext, cancellationToken);

    /// <summary>Invokes the function with JSON that is written already, to be sent as it stands.</summary>
    /// <inheritdoc cref="InvokeAsync" path="/remarks"/>
    /// <param name="payload">What the function gets, as UTF-8. Nothing is sent when it is empty.</param>
    /// <param name="invocationType">Whether the answer is waited for.</param>
    /// <param name="tail">Whether the result holds the end of the function's log, up to 4 KB.</param>
    /// <param name="clientContext">What the function finds in its context, for synchronous invocations; at most 3,583 bytes in Base64.</param>
    /// <param name="cancellationToken">Ends the waiting, not the function.</param>
    /// <returns>What came back; to be disposed of.</returns>
    /// <exception cref="ArgumentException">The client context is too large.</exception>
    /// <exception cref="AwsConfigurationException">A property has a value that cannot be used.</exception>
    /// <exception cref="AwsException">The function is not there or may not be invoked, or the service could not be reached.</exception>
    public Task<LambdaResult> InvokeRawAsync(
        ReadOnlyMemory<byte> payload,
        LambdaInvocationType invocationType = LambdaInvocationType.RequestResponse,
        bool tail = false,
        JsonObject? clientContext = null,
        CancellationToken cancellationToken = default) =>
        SendAsync(payload.IsEmpty ? null : payload.ToArray(), invocationType, tail, clientContext, cancellationToken);

    /// <summary>Signs in, and asks whether the function may be invoked, without running it.</summary>
    /// <param name="cancellationToken">Ends the probe.</param>
    public Task<BlockCheckResult> CheckAsync(CancellationToken cancellationToken = default)
    {
        AwsRequest? request = null;
        return AwsCheck.ResourceAsync(
            () =>
            {
                request = Invocation(null, LambdaInvocationType.DryRun, tail: false, null).ToRequest();
                return Connect();
            },
            AskAsync,
            cancellationToken);

        async Task<string> AskAsync(AwsClient client, CancellationToken token)
        {
            using AwsAnswer answer = await client.SendRawAsync(request!, $"find the function '{FunctionName}'", token).ConfigureAwait(false);
            return $"The function '{FunctionName}' is there, and the credentials may invoke it.";
        }
    }

    internal LambdaFunction WithTime(TimeProvider time) => this with { _time = time };

    private async Task<LambdaResult> SendAsync(
        byte[]? payload, LambdaInvocationType invocationType, bool tail, JsonObject? clientContext, CancellationToken cancellationToken)
    {
        AwsRequest request = Invocation(payload, invocationType, tail, clientContext).ToRequest();
        AwsClient client = Connect();
        AwsAnswer answer = await AwsOnce.RunAsync(
            client.Attempts,
            _time,
            () => client.SendRawAsync(request, $"invoke the function '{FunctionName}'", cancellationToken),
            cancellationToken).ConfigureAwait(false);
        return new LambdaResult(answer, FunctionName, client.Config.Timeout ?? Timeout.InfiniteTimeSpan);
    }

    private LambdaInvocation Invocation(byte[]? payload, LambdaInvocationType invocationType, bool tail, JsonObject? clientContext)
    {
        if (string.IsNullOrWhiteSpace(FunctionName) || FunctionName is "." or "..")
        {
            throw new AwsConfigurationException("function_name", $"function_name must be a name, an ARN or a part of one, not '{FunctionName}'.");
        }

        return new LambdaInvocation(FunctionName, Qualifier, invocationType)
        {
            Payload = payload,
            IsTailWanted = tail,
            Context = LambdaInvocation.Encode(clientContext),
        };
    }

    private AwsClient Connect() => AwsCredentials is null
        ? throw new AwsConfigurationException("aws_credentials", $"The function '{FunctionName}' has no aws_credentials.")
        : AwsCredentials.ClientForOnce(AwsService.Lambda);
}
