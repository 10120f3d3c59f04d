using System.Text.Json.Nodes;
using Prefect.Testing;

namespace Prefect.Aws.Tests.Clients;

public sealed class AwsClientSigningTests : IAsyncLifetime
{
    private AwsPeer _peer = null!;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync() => _peer = await AwsPeer.StartAsync(Token);

    public ValueTask DisposeAsync() => _peer.DisposeAsync();

    [Fact]
    public async Task Every_service_is_signed_for_under_its_own_name()
    {
        Dictionary<string, AwsService> services = new(StringComparer.Ordinal)
        {
            ["secretsmanager.GetSecretValue"] = AwsService.SecretsManager,
            ["glue.GetJobRun"] = AwsService.Glue,
            ["ecs.RunTask"] = AwsService.Ecs,
            ["logs.GetLogEvents"] = AwsService.CloudWatchLogs,
        };
        foreach ((string operation, AwsService service) in services)
        {
            _peer.On(operation, AwsReply.Json("{}"));
            await AwsClient.For(_peer.Credentials(), service).SendAsync(operation.Split('.')[1], null, [], "try it", Token);
            _peer.Requests[^1].Headers["x-amz-target"].ShouldBe($"{service.TargetPrefix}.{operation.Split('.')[1]}");
            _peer.Requests[^1].Headers["content-type"].ShouldBe("application/x-amz-json-1.1");
        }

        _peer.On("batch.submitjob", AwsReply.Json("{}"));
        await AwsClient.For(_peer.Credentials(), AwsService.Batch).SendAsync("SubmitJob", new AwsRoute("POST", "/v1/submitjob"), [], "submit", Token);
        _peer.Requests[^1].Headers["content-type"].ShouldBe("application/json");
        _peer.ShouldHaveGoodSignatures();
        _peer.Requests.Count.ShouldBe(5);
    }

    [Theory]
    [InlineData("arn:aws:lambda:eu-central-1:123456789012:function:resize")]
    [InlineData("with space/and slash")]
    [InlineData("ünïcode%2F+~*'()")]
    public async Task Escaped_paths_queries_and_headers_have_good_signatures(string name)
    {
        AwsRoute route = new("POST", $"/2015-03-31/functions/{AwsRoute.Escape(name)}/invocations")
        {
            Query = new Dictionary<string, string> { ["Qualifier"] = name, ["Empty"] = "" },
            Headers = new Dictionary<string, string> { ["X-Amz-Log-Type"] = "Tail", ["X-Amz-Client-Context"] = "eyJhIjoxfQ==" },
        };
        _peer.On("lambda.Invoke", AwsReply.Bytes(new byte[] { 1, 2, 3 }));

        AwsRequest request = new() { Operation = "Invoke", Route = route, Body = "{}"u8.ToArray(), IsStreaming = true };
        using AwsAnswer answer = await AwsClient.For(_peer.Credentials(), AwsService.Lambda).SendRawAsync(request, "invoke", Token);

        _peer.ShouldHaveGoodSignatures();
        _peer.Requests[0].Path.ShouldBe(route.Path);
        _peer.Requests[0].Query["Qualifier"].ShouldBe(name);
        _peer.Requests[0].Headers["X-Amz-Log-Type"].ShouldBe("Tail");
        answer.Header("x-amzn-RequestId").ShouldNotBeNullOrEmpty();
        answer.Header("none").ShouldBeNull();
        answer.ResponseMetadata.RequestId.ShouldBe(answer.Header("x-amzn-RequestId"));
    }

    [Fact]
    public async Task Temporary_credentials_bring_their_token()
    {
        _peer.On("glue.GetJobRun", AwsReply.Json("{}"));
        await AwsClient.For(_peer.Credentials(_peer.TemporaryKey), AwsService.Glue).SendAsync("GetJobRun", null, [], "try it", Token);
        _peer.ShouldHaveGoodSignatures();
        _peer.Requests[0].Headers["x-amz-security-token"].ShouldBe(_peer.TemporaryKey.SessionToken);
    }

    [Fact]
    public async Task Unsigned_requests_carry_no_signature()
    {
        AwsCredentials anonymous = _peer.Credentials(config: new JsonObject { ["signature_version"] = "unsigned" });
        AwsException exception = await Should.ThrowAsync<AwsException>(
            () => AwsClient.For(anonymous, AwsService.Glue).SendAsync("GetJobRun", null, [], "try it", Token));
        _peer.Requests[0].Headers.ContainsKey("authorization").ShouldBeFalse();
        exception.StatusCode.ShouldBe(System.Net.HttpStatusCode.Forbidden);
    }

    [Fact]
    public async Task Clock_that_is_wrong_is_corrected_by_the_services()
    {
        await using AwsPeer late = await AwsPeer.StartAsync(new ShiftedClock(TimeSpan.FromMinutes(20)), Token);
        late.On("glue.GetJobRun", AwsReply.Json("{}"));
        AwsCredentials credentials = late.Credentials(config: []);
        await AwsClient.For(credentials, AwsService.Glue).SendAsync("GetJobRun", null, [], "try it", Token);
        await AwsClient.For(credentials, AwsService.Glue).SendAsync("GetJobRun", null, [], "try it", Token);
        late.Requests.Select(request => request.Signature.IsValid).ShouldBe([false, true, true]);
    }

    [Fact]
    public async Task Requests_go_through_the_proxy_that_is_set()
    {
        AwsCredentials proxied = _peer.Credentials(config: new JsonObject { ["proxies"] = new JsonObject { ["http"] = _peer.Address.AbsoluteUri } });
        proxied = proxied with { AwsClientParameters = proxied.AwsClientParameters with { EndpointUrl = null, UseSsl = false } };

        // The peer is no proxy, and takes the address in the request's first line for a path that nobody signed.
        await Should.ThrowAsync<AwsException>(() => AwsClient.For(proxied, AwsService.Ecs).SendAsync("DescribeTasks", null, [], "try it", Token));

        _peer.Requests[0].Headers["host"].ShouldBe("ecs.eu-central-1.amazonaws.com");
    }

    private sealed class ShiftedClock(TimeSpan shift) : TimeProvider
    {
        public override DateTimeOffset GetUtcNow() => base.GetUtcNow() + shift;
    }
}
