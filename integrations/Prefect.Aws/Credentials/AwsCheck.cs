using System.Net;
using Amazon.Runtime;
using Amazon.Runtime.Endpoints;
using Amazon.S3;
using Amazon.S3.Model;
using Amazon.SecurityToken;
using Amazon.SecurityToken.Model;
using Prefect.Blocks;

namespace Prefect.Aws;

/// <summary>The probes of this package's blocks.</summary>
internal static class AwsCheck
{
    private static readonly HashSet<string> s_signIn = new(StringComparer.Ordinal)
    {
        "InvalidAccessKeyId", "InvalidClientTokenId", "SignatureDoesNotMatch", "ExpiredToken", "ExpiredTokenException", "InvalidToken",
        "TokenRefreshRequired", "RequestTimeTooSkewed", "AuthFailure", "MissingAuthenticationToken", "UnrecognizedClientException",
        "IncompleteSignature", "RequestExpired", "AuthorizationHeaderMalformed", "InvalidSignatureException", "IncompleteSignatureException",
        "MissingAuthenticationTokenException", "NotAuthorized",
    };

    public static Task<BlockCheckResult> SignInAsync(Func<IAmazonSecurityTokenService> client, CancellationToken cancellationToken) =>
        BlockProbe.RunAsync(
            async (probe, token) =>
            {
                IAmazonSecurityTokenService sts = client();
                if (await ReachAsync(sts.Config, new GetCallerIdentityRequest(), token).ConfigureAwait(false) is { } failure)
                {
                    return failure;
                }

                return await AskAsync(probe, async () =>
                {
                    AwsOperation operation = new("STS", "GetCallerIdentity", "sign in");
                    GetCallerIdentityResponse identity = await AwsCall.RunAsync(
                        operation, inner => sts.GetCallerIdentityAsync(new GetCallerIdentityRequest(), inner), token).ConfigureAwait(false);
                    return $"Signed in as {identity.Arn}.";
                }).ConfigureAwait(false);
            },
            cancellationToken: cancellationToken);

    /// <summary>Asks a service something that changes nothing; the answer is what is told of it.</summary>
    public static Task<BlockCheckResult> ResourceAsync(
        Func<AwsClient> client, Func<AwsClient, CancellationToken, Task<string>> ask, CancellationToken cancellationToken) =>
        BlockProbe.RunAsync(
            async (probe, token) =>
            {
                AwsClient service = client();
                if (await ReachAsync(service.Config, new GetCallerIdentityRequest(), token).ConfigureAwait(false) is { } failure)
                {
                    return failure;
                }

                return await AskAsync(probe, async () =>
                {
                    string found = await ask(service, token).ConfigureAwait(false);
                    probe.Enter(BlockCheckStage.Resource);
                    return found;
                }).ConfigureAwait(false);
            },
            cancellationToken: cancellationToken);

    public static Task<BlockCheckResult> ListBucketsAsync(Func<IAmazonS3> client, CancellationToken cancellationToken) =>
        BlockProbe.RunAsync(
            async (probe, token) =>
            {
                IAmazonS3 s3 = client();
                if (await ReachAsync(s3.Config, new ListBucketsRequest(), token).ConfigureAwait(false) is { } failure)
                {
                    return failure;
                }

                return await AskAsync(probe, async () =>
                {
                    ListBucketsResponse buckets = await AwsCall.RunAsync(
                        AwsOperation.S3("ListBuckets", "list buckets"), s3.ListBucketsAsync, token).ConfigureAwait(false);
                    return $"Signed in; there are {buckets.Buckets?.Count ?? 0} buckets.";
                }).ConfigureAwait(false);
            },
            cancellationToken: cancellationToken);

    public static Task<BlockCheckResult> BucketAsync(Func<IAmazonS3> client, string bucket, CancellationToken cancellationToken) =>
        BlockProbe.RunAsync(
            async (probe, token) =>
            {
                IAmazonS3 s3 = client();
                HeadBucketRequest head = new() { BucketName = bucket };
                if (await ReachAsync(s3.Config, head, token).ConfigureAwait(false) is { } failure)
                {
                    return failure;
                }

                return await AskAsync(probe, async () =>
                {
                    await FindBucketAsync(s3, head, token).ConfigureAwait(false);
                    probe.Enter(BlockCheckStage.Resource);
                    return $"The bucket '{bucket}' is there, and the credentials may use it.";
                }).ConfigureAwait(false);
            },
            cancellationToken: cancellationToken);

    private static async Task FindBucketAsync(IAmazonS3 client, HeadBucketRequest head, CancellationToken cancellationToken)
    {
        AwsOperation operation = AwsOperation.S3("HeadBucket", "find the bucket", head.BucketName);
        try
        {
            await AwsCall.RunAsync(operation, token => client.HeadBucketAsync(head, token), cancellationToken).ConfigureAwait(false);
        }
        catch (AwsException exception) when (exception.StatusCode is HttpStatusCode.Forbidden or HttpStatusCode.BadRequest)
        {
            // The answer to HEAD has no body that would say why; this one has.
            ListObjectsV2Request list = new() { BucketName = head.BucketName, MaxKeys = 1 };
            await AwsCall.RunAsync(
                operation with { Method = "ListObjectsV2" }, token => client.ListObjectsV2Async(list, token), cancellationToken)
                .ConfigureAwait(false);
        }
    }

    private static async Task<BlockCheckResult> AskAsync(BlockProbe probe, Func<Task<string>> ask)
    {
        probe.Enter(BlockCheckStage.SignIn);
        try
        {
            return probe.Pass(await ask().ConfigureAwait(false));
        }
        catch (AwsException exception)
        {
            probe.Enter(StageOf(exception));
            return probe.Fail(exception.Message);
        }
    }

    private static BlockCheckStage StageOf(AwsException exception) => exception switch
    {
        { ErrorCode: { } code } when s_signIn.Contains(code) => BlockCheckStage.SignIn,
        { StatusCode: HttpStatusCode.Unauthorized } => BlockCheckStage.SignIn,
        { ErrorCode: "AccessDeniedException" or "AccessDenied" } or { StatusCode: HttpStatusCode.Forbidden } => BlockCheckStage.Permission,
        { StatusCode: not null } => BlockCheckStage.Resource,
        { IsTransient: true } => BlockCheckStage.Connection,
        _ => BlockCheckStage.SignIn,
    };

    private static async Task<BlockCheckResult?> ReachAsync(
        IClientConfig config, AmazonWebServiceRequest request, CancellationToken cancellationToken)
    {
        Uri endpoint = new(config.DetermineServiceOperationEndpoint(new ServiceOperationEndpointParameters(request)).URL);
        if (config.GetWebProxy() is not null || NetworkProbe.IsProxied(endpoint))
        {
            return null;
        }

        BlockCheckResult reached = await NetworkProbe.CheckAsync(
            endpoint, (config.HttpClientFactory as AwsHttpClientFactory)?.Callback, cancellationToken).ConfigureAwait(false);
        return reached.Succeeded ? null : reached;
    }
}
