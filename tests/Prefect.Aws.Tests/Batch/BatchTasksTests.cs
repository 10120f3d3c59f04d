using System.Text.Json.Nodes;
using Prefect.Flows;
using Prefect.Testing;

namespace Prefect.Aws.Tests;

public sealed class BatchTasksTests : IAsyncLifetime
{
    private const string Submit = "batch.SubmitJob";
    private readonly ManualClock _clock = new() { JumpsToTimers = true };
    private AwsPeer _peer = null!;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync() => _peer = await AwsPeer.StartAsync(Token);

    public ValueTask DisposeAsync() => _peer.DisposeAsync();

    [Fact]
    public async Task A_job_is_submitted_with_all_that_is_said_of_it()
    {
        _peer.On(Submit, AwsReply.Json("""{"jobArn":"arn:aws:batch:eu-central-1:1:job/7","jobName":"nightly","jobId":"7"}"""));
        JsonObject options = JsonNode.Parse("""{"arrayProperties":{"size":3},"dependsOn":[{"jobId":"6"}],"tags":{"team":"dätä"},"propagateTags":true}""")!.AsObject();

        (await BatchTasks.BatchSubmitAsync("nightly", "queue", "etl:3", _peer.Credentials(), options, Token)).ShouldBe("7");

        AwsExchange request = _peer.RequestsFor(Submit).ShouldHaveSingleItem();
        (request.Method, request.Path).ShouldBe(("POST", "/v1/submitjob"));
        JmesValue.AreEqual(request.Json, JsonNode.Parse(
            """
            {"jobName":"nightly","jobQueue":"queue","jobDefinition":"etl:3",
             "arrayProperties":{"size":3},"dependsOn":[{"jobId":"6"}],"tags":{"team":"dätä"},"propagateTags":true}
            """)).ShouldBeTrue();
        _peer.ShouldHaveGoodSignatures();
        options.Count.ShouldBe(4);
    }

    [Fact]
    public async Task Submitting_is_a_task()
    {
        _peer.On(Submit, AwsReply.Json("""{"jobId":"7"}"""));

        (await BatchTasks.BatchSubmitTask.RunAsync("nightly", "queue", "etl", _peer.Credentials(), null, Token)).ShouldBe("7");
        BatchTasks.BatchSubmit("nightly", "queue", "etl", _peer.Credentials(), cancellationToken: Token).ShouldBe("7");
        BatchTasks.BatchSubmitTask.Name.ShouldBe("batch-submit");
    }

    [Fact]
    public async Task A_job_that_was_turned_away_is_submitted_again()
    {
        _peer.On(Submit, AwsReply.Throttled(), AwsReply.Error("TooManyRequestsException", status: 429), AwsReply.Json("""{"jobId":"7"}"""));
        using IDisposable clock = FlowClock.Use(_clock);

        (await BatchTasks.BatchSubmitAsync("nightly", "queue", "etl", Patient(), cancellationToken: Token)).ShouldBe("7");

        _peer.Requests.Count.ShouldBe(3);
    }

    [Theory]
    [InlineData(-30)]
    [InlineData(30)]
    public async Task A_wrong_clock_does_not_keep_a_job_from_being_submitted(int minutes)
    {
        await using AwsPeer peer = await AwsPeer.StartAsync(new ManualClock(TimeProvider.System.GetUtcNow().AddMinutes(minutes)), Token);
        peer.On(Submit, AwsReply.Json("""{"jobId":"7"}"""));
        using IDisposable clock = FlowClock.Use(_clock);

        (await BatchTasks.BatchSubmitAsync("nightly", "queue", "etl", peer.Credentials(config: []), cancellationToken: Token)).ShouldBe("7");

        peer.Requests.Select(request => request.Signature.IsValid).ShouldBe([false, true]);
    }

    [Fact]
    public async Task Credentials_that_are_not_to_be_had_leave_no_doubt_about_the_job()
    {
        _peer.On("sts.AssumeRole", AwsReply.InternalError());
        AwsCredentials credentials = _peer.Credentials() with { AssumeRoleArn = "arn:aws:iam::123456789012:role/submitter" };

        AwsException exception = await Should.ThrowAsync<AwsException>(
            BatchTasks.BatchSubmitAsync("nightly", "queue", "etl", credentials, cancellationToken: Token));

        exception.Message.ShouldStartWith("Could not assume the role 'arn:aws:iam::123456789012:role/submitter': ");
        exception.Message.ShouldNotContain("not known");
        _peer.RequestsFor(Submit).ShouldBeEmpty();
    }

    [Fact]
    public async Task A_clock_that_stays_wrong_is_called_so()
    {
        _peer.On(Submit, AwsReply.Error("InvalidSignatureException", "Signature expired: 20261120T120000Z is now earlier than 20261120T122500Z", 403));
        using IDisposable clock = FlowClock.Use(_clock);

        (await Should.ThrowAsync<AwsException>(BatchTasks.BatchSubmitAsync("nightly", "queue", "etl", _peer.Credentials(), cancellationToken: Token)))
            .Message.ShouldEndWith("This machine's clock is wrong: set it by a time server.");
    }

    [Theory]
    [InlineData("reset")]
    [InlineData("half a body")]
    [InlineData("500")]
    [InlineData("html")]
    [InlineData("never")]
    public async Task A_job_that_may_have_been_submitted_is_not_submitted_twice(string fault)
    {
        _peer.On(Submit, fault switch
        {
            "reset" => AwsReply.Reset(),
            "half a body" => AwsReply.Half("""{"jobId":"""),
            "500" => AwsReply.InternalError(),
            "html" => AwsReply.Html(),
            _ => AwsReply.Never(),
        });
        using IDisposable clock = FlowClock.Use(_clock);

        AwsException exception = await Should.ThrowAsync<AwsException>(
            BatchTasks.BatchSubmitAsync("nightly", "queue", "etl", Patient(fault == "never" ? 0.3 : 30), cancellationToken: Token));

        exception.Message.ShouldStartWith("Could not submit the job 'nightly' to the queue 'queue': ");
        exception.Message.ShouldEndWith("Whether the service carried it out is not known.");
        _peer.Requests.Count.ShouldBe(1);
    }

    [Theory]
    [InlineData("{}")]
    [InlineData("[]")]
    [InlineData("""{"jobId":7}""")]
    public async Task An_answer_without_an_id_is_no_job(string answer)
    {
        _peer.On(Submit, AwsReply.Json(answer));

        (await Should.ThrowAsync<AwsException>(BatchTasks.BatchSubmitAsync("nightly", "queue", "etl", _peer.Credentials(), cancellationToken: Token)))
            .Message.ShouldContain("no jobId");
    }

    [Fact]
    public async Task A_refusal_has_the_services_words()
    {
        _peer.On(Submit, AwsReply.Error("ClientException", "JobQueue queue not found."));

        AwsException exception = await Should.ThrowAsync<AwsException>(
            BatchTasks.BatchSubmitAsync("nightly", "queue", "etl", _peer.Credentials(), cancellationToken: Token));

        (exception.ErrorCode, exception.IsTransient).ShouldBe(("ClientException", false));
        exception.Message.ShouldContain("JobQueue queue not found.");
    }

    [Theory]
    [InlineData(null, "q", "d")]
    [InlineData("n", "", "d")]
    [InlineData("n", "q", null)]
    public async Task Arguments_are_checked(string? name, string? queue, string? definition) =>
        await Should.ThrowAsync<ArgumentException>(BatchTasks.BatchSubmitAsync(name!, queue!, definition!, _peer.Credentials(), cancellationToken: Token));

    [Fact]
    public async Task Options_do_not_replace_arguments()
    {
        (await Should.ThrowAsync<ArgumentException>(
            BatchTasks.BatchSubmitAsync("n", "q", "d", _peer.Credentials(), new JsonObject { ["jobQueue"] = "other" }, Token))).Message.ShouldContain("jobQueue");
        await Should.ThrowAsync<ArgumentNullException>(BatchTasks.BatchSubmitAsync("n", "q", "d", null!, cancellationToken: Token));

        _peer.Requests.ShouldBeEmpty();
    }

    private AwsCredentials Patient(double timeout = 30) => _peer.Credentials(config: new JsonObject
    {
        ["read_timeout"] = timeout,
        ["retries"] = new JsonObject { ["total_max_attempts"] = 4 },
    });
}
