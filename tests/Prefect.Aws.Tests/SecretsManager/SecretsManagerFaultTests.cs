using System.Net;
using System.Text.Json.Nodes;
using Prefect.Blocks;
using Prefect.Testing;

namespace Prefect.Aws.Tests;

public sealed class SecretsManagerFaultTests : IAsyncLifetime
{
    private const string Get = "secretsmanager.GetSecretValue";
    private const string Put = "secretsmanager.PutSecretValue";
    private const string Create = "secretsmanager.CreateSecret";
    private const string Good = """{"ARN":"arn:x","SecretString":"the good value"}""";

    private AwsPeer _peer = null!;

    public static TheoryData<string> Faults => ["error", "html", "html 200", "half", "reset", "throttled", "not json", "array", "null"];

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync() => _peer = await AwsPeer.StartAsync(Token);

    public ValueTask DisposeAsync() => _peer.DisposeAsync();

    [Theory]
    [InlineData("error")]
    [InlineData("html")]
    [InlineData("half")]
    [InlineData("reset")]
    [InlineData("throttled")]
    public async Task Passing_trouble_is_got_over(string fault)
    {
        _peer.On(Get, Reply(fault, ""), AwsReply.Json(Good));
        (await Secret(config: []).ReadSecretAsync(Token)).ShouldBe("the good value"u8.ToArray());
        _peer.Requests.Count.ShouldBe(2);
        _peer.ShouldHaveGoodSignatures();
    }

    [Theory]
    [MemberData(nameof(Faults))]
    public async Task Lasting_trouble_is_an_error_that_shows_no_secret(string fault)
    {
        Canary value = Canary.Generate("value");
        Canary stored = Canary.Generate("stored value");
        using CapturedActivities activities = new("Prefect.Aws");
        string body = new JsonObject { ["SecretString"] = stored.Value }.ToJsonString();
        _peer.On(Get, Reply(fault, body));
        _peer.On(Put, Reply(fault, body));
        LeakSweep sweep = new(value, stored, new Canary("access key", _peer.Key.SecretAccessKey));

        AwsException read = await Should.ThrowAsync<AwsException>(() => Secret().ReadSecretAsync(Token));
        AwsException write = await Should.ThrowAsync<AwsException>(() => Secret().WriteSecretAsync(System.Text.Encoding.UTF8.GetBytes(value.Value), Token));
        SecretReferenceException reference = await Should.ThrowAsync<SecretReferenceException>(
            () => new AwsSecretReferences(_peer.Credentials()).ResolveAsync("db#k", Token).AsTask());

        read.Message.ShouldStartWith("Could not read the secret 'db': ");
        write.Message.ShouldStartWith("Could not write the secret 'db': ");
        reference.Message.ShouldStartWith("A secret refers to 'aws-sm:db', which cannot be had. Could not read the secret 'db': ");
        sweep.AssertClean(read);
        sweep.AssertClean(write);
        sweep.AssertClean(reference);
        sweep.AssertClean(activities);
        read.IsTransient.ShouldBe(fault is "error" or "html" or "half" or "reset" or "throttled");
    }

    [Fact]
    public async Task Service_that_quotes_what_it_was_sent_is_masked()
    {
        Canary value = Canary.Generate("value");
        _peer.On(Put, request => AwsReply.Error("ValidationException", $"1 validation error: value '{request.Json["SecretBinary"]}' at 'secretBinary' failed"));
        _peer.On("secretsmanager.UpdateSecret", request => AwsReply.Error("ValidationException", $"1 validation error: value '{request.Json["SecretString"]}' failed"));

        AwsException block = await Should.ThrowAsync<AwsException>(() => Secret().WriteSecretAsync(System.Text.Encoding.UTF8.GetBytes(value.Value), Token));
        AwsException task = await Should.ThrowAsync<AwsException>(
            () => SecretsManagerTasks.UpdateSecretAsync("db", value.Value, _peer.Credentials(), cancellationToken: Token));

        new LeakSweep(value).AssertClean(block);
        new LeakSweep(value).AssertClean(task);
        task.Message.ShouldContain(SecretMask.Display);
    }

    [Fact]
    public async Task Refusal_has_code_status_request_id_and_advice()
    {
        _peer.On(Get, AwsReply.Error("AccessDeniedException", "User: arn:aws:iam::1:user/x is not authorized", 400));
        AwsException exception = await Should.ThrowAsync<AwsException>(() => Secret().ReadSecretAsync(Token));
        exception.ErrorCode.ShouldBe("AccessDeniedException");
        exception.StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        exception.RequestId.ShouldNotBeNullOrEmpty();
        exception.IsTransient.ShouldBeFalse();
        exception.Message.ShouldContain("add the permission");
        (await Secret().CheckAsync(Token)).Stage.ShouldBe(BlockCheckStage.Permission);
        _peer.Requests.Count.ShouldBe(2);
    }

    [Theory]
    [InlineData("never")]
    [InlineData("stalled body")]
    public async Task Service_that_falls_silent_is_given_up_after_the_timeout(string fault)
    {
        _peer.On(Get, Silence(fault));
        AwsSecret secret = Secret(new JsonObject { ["read_timeout"] = 0.3, ["retries"] = new JsonObject { ["total_max_attempts"] = 1 } });
        AwsException exception = await Should.ThrowAsync<AwsException>(() => secret.ReadSecretAsync(Token));
        exception.Message.ShouldContain("no answer in time");
        exception.IsTransient.ShouldBeTrue();
    }

    [Theory]
    [InlineData("never")]
    [InlineData("stalled body")]
    public async Task Waiting_can_be_cancelled(string fault)
    {
        using CancellationTokenSource source = CancellationTokenSource.CreateLinkedTokenSource(Token);
        _peer.On(Get, _ =>
        {
            source.CancelAfter(100);
            return Silence(fault);
        });
        await Should.ThrowAsync<OperationCanceledException>(() => Secret().ReadSecretAsync(source.Token));
    }

    [Fact]
    public async Task Secret_that_somebody_else_creates_in_between_is_written()
    {
        _peer.On(Put, AwsReply.Error("ResourceNotFoundException"), AwsReply.Json("""{"ARN":"arn:theirs"}"""));
        _peer.On(Create, AwsReply.Error("ResourceExistsException"));
        (await Secret().WriteSecretAsync("v"u8.ToArray(), Token)).ShouldBe("arn:theirs");
        _peer.Requests.Select(request => request.Operation).ShouldBe(["PutSecretValue", "CreateSecret", "PutSecretValue"]);
    }

    [Fact]
    public async Task Write_that_is_sent_again_is_known_by_its_token()
    {
        _peer.On(Put, AwsReply.InternalError(), AwsReply.Json("""{"ARN":"arn:x"}"""));
        await Secret(config: []).WriteSecretAsync("v"u8.ToArray(), Token);
        string?[] tokens = [.. _peer.RequestsFor(Put).Select(request => (string?)request.Json["ClientRequestToken"])];
        tokens.Length.ShouldBe(2);
        tokens[0].ShouldBe(tokens[1]);
        tokens[0]!.Length.ShouldBeInRange(32, 64);
    }

    [Fact]
    public async Task Requests_say_what_was_asked_and_nothing_else()
    {
        _peer.On(Get, AwsReply.Json(Good));
        _peer.On("secretsmanager.DeleteSecret", AwsReply.Json("""{"ARN":"arn:x","Name":"db","DeletionDate":1.7e9}"""));
        await Secret().ReadSecretAsync("v1", "AWSPREVIOUS", Token);
        await Secret().ReadSecretAsync(Token);
        await Secret().DeleteSecretAsync(cancellationToken: Token);
        AwsSecretDeletion deleted = await SecretsManagerTasks.DeleteSecretAsync("db", _peer.Credentials(), 5, true, Token);

        _peer.Requests.Select(request => request.Text).ShouldBe(
        [
            """{"SecretId":"db","VersionId":"v1","VersionStage":"AWSPREVIOUS"}""",
            """{"SecretId":"db"}""",
            """{"SecretId":"db","RecoveryWindowInDays":30}""",
            """{"SecretId":"db","ForceDeleteWithoutRecovery":true}""",
        ]);
        deleted.DeletionDate.ShouldBe(DateTimeOffset.FromUnixTimeSeconds(1_700_000_000));
    }

    [Fact]
    public async Task Binary_value_is_preferred_by_the_block_and_text_by_the_task()
    {
        _peer.On(Get, AwsReply.Json("""{"SecretString":"text","SecretBinary":"AQI="}"""));
        (await Secret().ReadSecretAsync(Token)).ShouldBe([1, 2]);
        (await SecretsManagerTasks.ReadSecretAsync("db", _peer.Credentials(), cancellationToken: Token)).Text!.Value.Reveal().ShouldBe("text");
    }

    [Fact]
    public async Task Large_secret_arrives_whole()
    {
        string large = new('s', 65_536);
        _peer.On(Get, AwsReply.Json(new JsonObject { ["SecretString"] = large }));
        (await Secret().ReadSecretAsync(Token)).Length.ShouldBe(65_536);
    }

    [Fact]
    public async Task Look_ups_of_references_that_begin_together_are_one()
    {
        TaskCompletionSource gate = new(TaskCreationOptions.RunContinuationsAsynchronously);
        _peer.On(Get, AwsReply.Json("""{"SecretString":"{\"a\":\"1\",\"b\":\"2\"}"}""") with { Held = gate.Task });
        AwsSecretReferences references = new(_peer.Credentials());
        Task<string>[] all = [.. Enumerable.Range(0, 20).Select(index => references.ResolveAsync(index % 2 == 0 ? "db#a" : "db#b", Token).AsTask())];
        gate.SetResult();
        (await Task.WhenAll(all)).Distinct().Order(StringComparer.Ordinal).ShouldBe(["1", "2"]);
        _peer.Requests.Count.ShouldBe(1);
    }

    private static AwsReply Reply(string fault, string body) => fault switch
    {
        "error" => AwsReply.Error("InternalServiceError", "The service failed.", 500),
        "html" => AwsReply.Html(),
        "html 200" => AwsReply.Html(200),
        "half" => AwsReply.Half(body.Length > 1 ? body[..^1] : "{"),
        "reset" => AwsReply.Reset(),
        "throttled" => AwsReply.Throttled(),
        "not json" => AwsReply.Json(body + "}"),
        "array" => AwsReply.Json($"[{body}]"),
        _ => AwsReply.Json("null"),
    };

    private static AwsReply Silence(string fault) => fault == "never"
        ? AwsReply.Never()
        : AwsReply.Stream(
            async (stream, token) =>
            {
                await stream.WriteAsync("{\"SecretString\":"u8.ToArray(), token);
                await stream.FlushAsync(token);
                await Task.Delay(Timeout.Infinite, token);
            },
            "application/x-amz-json-1.1");

    private AwsSecret Secret(JsonObject? config = null) => new() { AwsCredentials = _peer.Credentials(config: config), SecretName = "db" };
}
