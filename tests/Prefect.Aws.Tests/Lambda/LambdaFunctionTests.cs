using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Prefect.Blocks;
using Prefect.Testing;

namespace Prefect.Aws.Tests;

public sealed class LambdaFunctionTests : IAsyncLifetime
{
    private const string Invoke = "lambda.Invoke";

    private AwsPeer _peer = null!;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        _peer = await AwsPeer.StartAsync(Token);
        _peer.On(Invoke, AwsReply.Json("""{"done":true}"""));
    }

    public ValueTask DisposeAsync() => _peer.DisposeAsync();

    [Fact]
    public async Task An_event_without_a_payload_sends_none()
    {
        _peer.On(Invoke, AwsReply.Bytes(ReadOnlyMemory<byte>.Empty, status: 202));

        using LambdaResult result = await Function().InvokeAsync(invocationType: LambdaInvocationType.Event, cancellationToken: Token);

        result.StatusCode.ShouldBe(202);
        (await result.ReadJsonAsync(Token)).ShouldBeNull();
        AwsExchange request = _peer.RequestsFor(Invoke).ShouldHaveSingleItem();
        request.Body.ShouldBeEmpty();
        request.Headers["X-Amz-Invocation-Type"].ShouldBe("Event");
        request.Headers.Keys.ShouldNotContain("X-Amz-Log-Type", StringComparer.OrdinalIgnoreCase);
        request.Query.ShouldBeEmpty();
        _peer.ShouldHaveGoodSignatures();
    }

    [Fact]
    public async Task Tail_asks_for_the_log_and_decodes_it()
    {
        _peer.On(Invoke, AwsReply.Json("{}") with
        {
            Headers = new Dictionary<string, string>
            {
                ["X-Amz-Log-Result"] = Convert.ToBase64String(Encoding.UTF8.GetBytes("START\nGrüße\nEND")),
                ["X-Amz-Executed-Version"] = "7",
            },
        });

        using LambdaResult result = await Function().InvokeAsync(tail: true, cancellationToken: Token);

        result.LogTail.ShouldBe("START\nGrüße\nEND");
        result.ExecutedVersion.ShouldBe("7");
        result.RequestId.ShouldNotBeNullOrEmpty();
        _peer.Requests[0].Headers["X-Amz-Log-Type"].ShouldBe("Tail");
    }

    [Fact]
    public async Task Payload_context_and_qualifier_reach_the_function()
    {
        LambdaFunction function = Function() with { Qualifier = "live" };
        JsonObject context = new() { ["custom"] = new JsonObject { ["tenant"] = "Zürich" } };

        using LambdaResult result = await function.InvokeAsync(new JsonObject { ["key"] = "a/ü.png" }, clientContext: context, cancellationToken: Token);

        AwsExchange request = _peer.RequestsFor(Invoke).ShouldHaveSingleItem();
        ((string?)request.Json["key"]).ShouldBe("a/ü.png");
        request.Query["Qualifier"].ShouldBe("live");
        JsonNode.DeepEquals(JsonNode.Parse(Convert.FromBase64String(request.Headers["X-Amz-Client-Context"])), context).ShouldBeTrue();
        ((bool?)(await result.ReadJsonAsync(Token))!["done"]).ShouldBe(true);
        _peer.ShouldHaveGoodSignatures();
    }

    [Fact]
    public async Task An_error_in_the_function_is_a_result()
    {
        _peer.On(Invoke, AwsReply.Json("""{"errorMessage":"boom","errorType":"ValueError"}""") with
        {
            Headers = new Dictionary<string, string> { ["X-Amz-Function-Error"] = "Unhandled" },
        });

        using LambdaResult result = await Function().InvokeAsync(cancellationToken: Token);

        result.StatusCode.ShouldBe(200);
        result.FunctionError.ShouldBe("Unhandled");
        JsonElement error = await result.ReadAsync(TestJson.Default.JsonElement, Token);
        error.GetProperty("errorMessage").GetString().ShouldBe("boom");
    }

    [Theory]
    [InlineData("resize", "/2015-03-31/functions/resize/invocations")]
    [InlineData("123456789012:function:resize", "/2015-03-31/functions/123456789012%3Afunction%3Aresize/invocations")]
    [InlineData("arn:aws:lambda:eu-central-1:123456789012:function:resize:live", "/2015-03-31/functions/arn%3Aaws%3Alambda%3Aeu-central-1%3A123456789012%3Afunction%3Aresize%3Alive/invocations")]
    [InlineData("../../2015-03-31/functions/other", "/2015-03-31/functions/..%2F..%2F2015-03-31%2Ffunctions%2Fother/invocations")]
    [InlineData("a b?c=d&e#f%2Fg+ü", "/2015-03-31/functions/a%20b%3Fc%3Dd%26e%23f%252Fg%2B%C3%BC/invocations")]
    public async Task A_name_is_one_segment_of_the_path(string name, string path)
    {
        using LambdaResult result = await (Function() with { FunctionName = name, Qualifier = "$LATEST" }).InvokeAsync(cancellationToken: Token);

        _peer.ShouldHaveGoodSignatures();
        _peer.Requests[0].Path.ShouldBe(path);
        _peer.Requests[0].Query["Qualifier"].ShouldBe("$LATEST");
    }

    [Theory]
    [InlineData("")]
    [InlineData(" ")]
    [InlineData("..")]
    public async Task A_name_that_is_none_is_refused_before_anything_is_sent(string name)
    {
        AwsConfigurationException exception = await Should.ThrowAsync<AwsConfigurationException>(
            () => (Function() with { FunctionName = name }).InvokeAsync(cancellationToken: Token));

        exception.Field.ShouldBe("function_name");
        _peer.Requests.ShouldBeEmpty();
    }

    [Fact]
    public async Task A_context_that_is_too_large_is_refused_before_anything_is_sent()
    {
        JsonObject context = new() { ["custom"] = new string('x', 3000) };

        ArgumentException exception = await Should.ThrowAsync<ArgumentException>(() => Function().InvokeAsync(clientContext: context, cancellationToken: Token));

        exception.Message.ShouldContain("3583");
        _peer.Requests.ShouldBeEmpty();
    }

    [Fact]
    public async Task Megabytes_go_and_come_whole()
    {
        byte[] payload = Encoding.UTF8.GetBytes($"\"{new string('ä', 3 * 1024 * 1024)}\"");
        _peer.On(Invoke, request => AwsReply.Bytes(request.Body));

        using LambdaResult result = await Function().InvokeRawAsync(payload, cancellationToken: Token);

        (await result.ReadBytesAsync(Token)).AsSpan().SequenceEqual(payload).ShouldBeTrue();
        _peer.ShouldHaveGoodSignatures();
    }

    [Fact]
    public async Task A_payload_is_handed_over_as_it_arrives()
    {
        TaskCompletionSource gate = new();
        _peer.On(Invoke, AwsReply.Stream(async (body, token) =>
        {
            await body.WriteAsync("\"first"u8.ToArray(), token);
            await body.FlushAsync(token);
            await gate.Task.WaitAsync(token);
            await body.WriteAsync(" second\""u8.ToArray(), token);
        }));

        using LambdaResult result = await Function().InvokeAsync(cancellationToken: Token);
        byte[] beginning = new byte[6];
        await result.Payload.ReadExactlyAsync(beginning, Token);
        gate.SetResult();

        Encoding.UTF8.GetString(beginning).ShouldBe("\"first");
        Encoding.UTF8.GetString(await result.ReadBytesAsync(Token)).ShouldBe(" second\"");
    }

    [Fact]
    public void The_blocking_twins_do_the_same()
    {
        using LambdaResult result = Function().Invoke(new JsonObject { ["key"] = 1 }, cancellationToken: Token);

        ((bool?)result.ReadJson(Token)!["done"]).ShouldBe(true);
        ((int?)_peer.Requests[0].Json["key"]).ShouldBe(1);
    }

    [Fact]
    public async Task A_check_runs_nothing()
    {
        _peer.On(Invoke, AwsReply.Bytes(ReadOnlyMemory<byte>.Empty, status: 204));

        BlockCheckResult result = await Function().CheckAsync(Token);

        result.Message.ShouldContain("resize");
        result.Succeeded.ShouldBeTrue();
        result.Stage.ShouldBe(BlockCheckStage.Resource);
        _peer.RequestsFor(Invoke).ShouldHaveSingleItem().Headers["X-Amz-Invocation-Type"].ShouldBe("DryRun");
    }

    [Theory]
    [InlineData("ResourceNotFoundException", 404, BlockCheckStage.Resource)]
    [InlineData("AccessDeniedException", 403, BlockCheckStage.Permission)]
    [InlineData("UnrecognizedClientException", 403, BlockCheckStage.SignIn)]
    public async Task A_failed_check_says_where(string code, int status, BlockCheckStage stage)
    {
        _peer.On(Invoke, AwsReply.Error(code, status: status));

        BlockCheckResult result = await Function().CheckAsync(Token);

        result.Succeeded.ShouldBeFalse();
        result.Stage.ShouldBe(stage);
    }

    [Theory]
    [InlineData("")]
    [InlineData(" ")]
    [InlineData("..")]
    public async Task A_check_of_a_name_that_none_can_have_fails_before_anything_is_sent(string name)
    {
        BlockCheckResult result = await (Function() with { FunctionName = name }).CheckAsync(Token);

        result.Succeeded.ShouldBeFalse();
        result.Stage.ShouldBe(BlockCheckStage.Configuration);
        result.Message.ShouldContain("function_name");
        _peer.Requests.ShouldBeEmpty();
    }

    private LambdaFunction Function() => new() { FunctionName = "resize", AwsCredentials = _peer.Credentials() };
}
