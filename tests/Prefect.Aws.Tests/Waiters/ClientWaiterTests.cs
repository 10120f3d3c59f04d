using System.Text.Json.Nodes;
using Prefect.Testing;

namespace Prefect.Aws.Tests;

public sealed class ClientWaiterTests : IAsyncLifetime
{
    private const string Function = "arn:aws:lambda:eu-central-1:123456789012:function:nightly";
    private static readonly WaiterConfig s_atOnce = new() { Delay = TimeSpan.Zero };

    private static readonly JsonObject s_jobs = Parse(
        """
        {"version":2,"waiters":{"JobsComplete":{"operation":"DescribeJobs","delay":20,"maxAttempts":3,"acceptors":[
          {"matcher":"pathAll","argument":"jobs[].status","expected":"SUCCEEDED","state":"success"},
          {"matcher":"pathAny","argument":"jobs[].status","expected":"FAILED","state":"failure"}]}}}
        """);

    private readonly ManualClock _clock = new() { JumpsToTimers = true };
    private AwsPeer _peer = null!;

    public static TheoryData<string> Faults => ["500", "throttled", "html", "html with 200", "twice the same name", "half a body", "reset", "never"];

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync() => _peer = await AwsPeer.StartAsync(Token);

    public ValueTask DisposeAsync() => _peer.DisposeAsync();

    [Fact]
    public async Task A_custom_waiter_succeeds_when_all_are_as_it_wants()
    {
        _peer.On("batch.DescribeJobs", Jobs("RUNNABLE", "SUCCEEDED"), Jobs("SUCCEEDED", "SUCCEEDED"));

        await WaitForJobs();

        _peer.RequestsFor("batch.DescribeJobs").Select(request => request.Json.ToJsonString()).ShouldAllBe(json => json == """{"jobs":["a","b"]}""");
        _peer.Requests.Count.ShouldBe(2);
        _clock.Waits.ShouldBe([TimeSpan.FromSeconds(20)]);
        _peer.ShouldHaveGoodSignatures();
    }

    [Fact]
    public async Task A_custom_waiter_fails_when_one_is_as_it_fears()
    {
        _peer.On("batch.DescribeJobs", Jobs("SUCCEEDED", "FAILED"));

        AwsWaiterException exception = await Should.ThrowAsync<AwsWaiterException>(WaitForJobs);

        exception.IsExhausted.ShouldBeFalse();
        exception.Message.ShouldBe(
            "Waiting for JobsComplete of batch ended in failure: one of jobs[].status is \"FAILED\", as DescribeJobs says. Look at what became of the resource.");
    }

    [Fact]
    public async Task A_custom_waiter_ends_when_its_attempts_run_out()
    {
        _peer.On("batch.DescribeJobs", Jobs("RUNNING", "RUNNING"));

        (await Should.ThrowAsync<AwsWaiterException>(WaitForJobs)).IsExhausted.ShouldBeTrue();

        _peer.Requests.Count.ShouldBe(3);
    }

    [Theory]
    [MemberData(nameof(Faults))]
    public async Task A_question_that_goes_wrong_is_no_verdict(string fault)
    {
        _peer.On("ecs.DescribeTasks", Reply(fault), AwsReply.Json("""{"tasks":[{"lastStatus":"RUNNING"}],"failures":[]}"""));

        await Prepare("ecs", "tasks_running", Parse("""{"tasks":["t"]}"""), config: new JsonObject
        {
            ["read_timeout"] = fault == "never" ? 5 : 60,
            ["retries"] = new JsonObject { ["total_max_attempts"] = 1 },
        }).WaitAsync(Token);

        _peer.Requests.Count.ShouldBe(2);
    }

    [Fact]
    public async Task A_service_that_stays_broken_ends_the_wait_with_its_error()
    {
        _peer.On("ecs.DescribeTasks", AwsReply.Html());

        AwsException exception = await Should.ThrowAsync<AwsException>(Prepare("ecs", "tasks_running", []).WaitAsync(Token));

        exception.Message.ShouldStartWith("Could not ask DescribeTasks of ecs for the waiter TasksRunning: 503.");
        _peer.Requests.Count.ShouldBe(Waiter.MostUnanswered);
    }

    [Fact]
    public async Task A_wait_of_500_questions_of_which_30_percent_go_wrong_ends_as_it_should()
    {
        string[] faults = ["500", "throttled", "html", "html with 200", "half a body", "reset"];
        Random random = new(500);
        int answered = 0;
        _peer.On("ecs.DescribeTasks", _ => random.NextDouble() < 0.3
            ? Reply(faults[random.Next(faults.Length)])
            : AwsReply.Json($$"""{"tasks":[{"lastStatus":"{{(answered++ < 350 ? "PENDING" : "RUNNING")}}"}],"failures":[]}"""));

        await Prepare("ecs", "tasks_running", Parse("""{"tasks":["t"]}"""), attempts: 1000).WaitAsync(Token);

        answered.ShouldBe(351);
        _peer.Requests.Count.ShouldBeInRange(450, 550);
    }

    [Fact]
    public async Task Cancelling_ends_a_question_that_is_not_answered()
    {
        using CancellationTokenSource cancel = new();
        _peer.On("ecs.DescribeTasks", _ =>
        {
            cancel.Cancel();
            return AwsReply.Never();
        });

        await Should.ThrowAsync<OperationCanceledException>(Prepare("ecs", "tasks_running", []).WaitAsync(cancel.Token));
    }

    [Theory]
    [InlineData("""{"tasks":[],"failures":[{"arn":"t","reason":"MISSING"}]}""", "failures[].reason is \"MISSING\"")]
    [InlineData("""{"tasks":[{"lastStatus":"STOPPED"}],"failures":[]}""", "tasks[].lastStatus is \"STOPPED\"")]
    public async Task A_task_that_has_gone_does_not_run(string answer, string reason)
    {
        _peer.On("ecs.DescribeTasks", AwsReply.Json("""{"tasks":[{"lastStatus":"PENDING"}],"failures":[]}"""), AwsReply.Json(answer));

        AwsWaiterException exception = await Should.ThrowAsync<AwsWaiterException>(Prepare("ecs", "tasks_running", Parse("""{"tasks":["t"]}""")).WaitAsync(Token));

        (exception.IsExhausted, exception.Attempts).ShouldBe((false, 2));
        exception.Message.ShouldContain(reason);
        _clock.Waits.ShouldBe([TimeSpan.FromSeconds(6)]);
    }

    [Fact]
    public async Task Functions_are_asked_for_at_their_own_address()
    {
        _peer.On("lambda.GetFunction", AwsReply.Json("""{"Configuration":{"State":"Pending"}}"""), AwsReply.Json("""{"Configuration":{"State":"Active"}}"""));

        await Prepare("lambda", "function_active_v2", new JsonObject { ["FunctionName"] = Function, ["Qualifier"] = "live" }).WaitAsync(Token);

        AwsExchange request = _peer.RequestsFor("lambda.GetFunction")[0];
        (request.Method, request.Path, request.Body.Length).ShouldBe(("GET", "/2015-03-31/functions/" + Uri.EscapeDataString(Function), 0));
        request.Query["Qualifier"].ShouldBe("live");
        _peer.ShouldHaveGoodSignatures();
    }

    [Fact]
    public async Task A_function_exists_once_asking_for_it_is_no_error()
    {
        _peer.On("lambda.GetFunction", AwsReply.Error("ResourceNotFoundException", status: 404), AwsReply.Json("{}"));

        await Prepare("lambda", "function_exists", new JsonObject { ["FunctionName"] = Function }).WaitAsync(Token);

        _clock.Waits.ShouldBe([TimeSpan.FromSeconds(1)]);
    }

    [Fact]
    public async Task A_bucket_of_somebody_else_exists()
    {
        _peer.On("s3.HEAD /others/", AwsReply.Bytes(default, status: 404), AwsReply.Bytes(default, status: 403));

        await Prepare("s3", "bucket_exists", new JsonObject { ["Bucket"] = "others" }).WaitAsync(Token);

        _peer.Requests.Count.ShouldBe(2);
        _peer.ShouldHaveGoodSignatures();
    }

    [Theory]
    [InlineData("batch", "SubmitJob")]
    [InlineData("ecs", "RunTask")]
    [InlineData("glue", "StartJobRun")]
    [InlineData("lambda", "Invoke")]
    [InlineData("s3", "PutObject")]
    [InlineData("secretsmanager", "RotateSecret")]
    [InlineData("ecs", "describeTasks")]
    public void What_does_not_only_read_cannot_be_waited_on(string client, string operation)
    {
        JsonObject definition = Define(operation, """{"matcher":"error","expected":false,"state":"success"}""");

        Should.Throw<ArgumentException>(() => Prepare(client, "Mine", [], definition)).Message.ShouldContain($"'{operation}' of ");
        _peer.Requests.ShouldBeEmpty();
    }

    [Theory]
    [InlineData("glue", "GetJobRun", "glue.GetJobRun")]
    [InlineData("logs", "DescribeLogGroups", "logs.DescribeLogGroups")]
    [InlineData("secretsmanager", "DescribeSecret", "secretsmanager.DescribeSecret")]
    [InlineData("ecs", "DescribeClusters", "ecs.DescribeClusters")]
    [InlineData("batch", "DescribeJobQueues", "batch.DescribeJobQueues")]
    public async Task Every_service_can_be_asked_with_a_definition_of_ones_own(string client, string operation, string peerName)
    {
        _peer.On(peerName, AwsReply.Error("AccessDeniedYet"), AwsReply.Json("""{"state":{"value":3}}"""));
        JsonObject definition = Define(operation, """{"matcher":"error","expected":"AccessDeniedYet","state":"retry"},{"matcher":"path","argument":"state.value","expected":3,"state":"success"}""");

        await Prepare(client, "Mine", new JsonObject { ["name"] = "ünï/©" }, definition).WaitAsync(Token);

        _peer.RequestsFor(peerName).Count.ShouldBe(2);
        ((string?)_peer.Requests[0].Json["name"]).ShouldBe("ünï/©");
        _peer.ShouldHaveGoodSignatures();
    }

    [Fact]
    public async Task An_answer_of_a_foreign_shape_is_told_with_the_function_that_stumbled()
    {
        _peer.On("ecs.DescribeServices", AwsReply.Json("{}"));

        (await Should.ThrowAsync<JmesPathException>(Prepare("ecs", "services_stable", []).WaitAsync(Token))).Message.ShouldContain("length()");
    }

    [Fact]
    public async Task Nothing_secret_is_told_when_a_wait_or_a_submission_fails()
    {
        Canary secret = Canary.Generate("secret of an answer");
        LeakSweep sweep = new(secret, new Canary("access key", _peer.Key.SecretAccessKey));
        _peer.On("secretsmanager.GetSecretValue", AwsReply.Json(new JsonObject { ["SecretString"] = secret.Value }));
        _peer.On("batch.SubmitJob", AwsReply.Error("ClientException"));
        _peer.On("ecs.DescribeTasks", AwsReply.Error("AccessDeniedException"));
        JsonObject definition = Define(
            "GetSecretValue",
            """{"matcher":"path","argument":"length(SecretString) > `3`","expected":true,"state":"failure"}""");
        JsonObject foreign = Define("GetSecretValue", """{"matcher":"path","argument":"sum(SecretString)","expected":1,"state":"success"}""");
        JsonObject options = new() { ["containerOverrides"] = new JsonObject { ["environment"] = new JsonArray(secret.Value) } };

        AwsWaiterException failure = await Should.ThrowAsync<AwsWaiterException>(Prepare("secretsmanager", "Mine", [], definition).WaitAsync(Token));
        failure.IsExhausted.ShouldBeFalse();
        sweep.AssertClean(failure);
        sweep.AssertClean(await Should.ThrowAsync<JmesPathException>(Prepare("secretsmanager", "Mine", [], foreign).WaitAsync(Token)));
        sweep.AssertClean(await Should.ThrowAsync<AwsException>(Prepare("ecs", "tasks_running", []).WaitAsync(Token)));
        sweep.AssertClean(await Should.ThrowAsync<AwsException>(BatchTasks.BatchSubmitAsync("n", "q", "d", _peer.Credentials(), options, Token)));
    }

    [Fact]
    public async Task Waiting_is_a_task()
    {
        _peer.On("ecs.DescribeTasks", AwsReply.Json("""{"tasks":[{"lastStatus":"PENDING"}]}"""), AwsReply.Json("""{"tasks":[{"lastStatus":"STOPPED"}]}"""));
        JsonObject parameters = Parse("""{"tasks":["t"],"cluster":"nightly"}""");

        await WaiterTasks.ClientWaiterTask.RunAsync("ecs", "tasks_stopped", _peer.Credentials(), null, parameters, s_atOnce, Token);
        WaiterTasks.ClientWaiter("ecs", "TasksStopped", _peer.Credentials(), parameters: parameters, config: s_atOnce, cancellationToken: Token);
        await WaiterTasks.ClientWaiterAsync("ecs", "TasksStopped", _peer.Credentials(), parameters: parameters, config: s_atOnce, cancellationToken: Token);

        WaiterTasks.ClientWaiterTask.Name.ShouldBe("client-waiter");
        _peer.Requests.Count.ShouldBe(4);
    }

    [Theory]
    [InlineData("ec3", "tasks_running", "batch, ecs, glue, lambda, logs, s3, secretsmanager")]
    [InlineData("ecs", "tasks_walking", "TasksRunning, TasksStopped")]
    [InlineData("s3", "bucket_full", "BucketExists, BucketNotExists, ObjectExists, ObjectNotExists")]
    [InlineData("glue", "job_ready", "give a definition")]
    [InlineData("lambda", "function_active", "needs the parameter FunctionName")]
    [InlineData("s3", "object_exists", "needs the parameter Bucket")]
    public void What_is_unknown_or_missing_is_refused_before_anything_is_sent(string client, string waiter, string hint)
    {
        Should.Throw<ArgumentException>(() => Prepare(client, waiter, [])).Message.ShouldContain(hint);

        _peer.Requests.ShouldBeEmpty();
    }

    [Theory]
    [InlineData("s3", "DeleteBucket", """{"Bucket":"b"}""", "HeadBucket, HeadObject")]
    [InlineData("s3", "HeadObject", """{"Bucket":"b","Key":"k","bucket":"b"}""", "no parameter 'bucket'")]
    [InlineData("s3", "HeadObject", """{"Bucket":"b","Key":5}""", "parameter Key")]
    [InlineData("s3", "HeadObject", """{"Bucket":"b"}""", "needs the parameter Key")]
    [InlineData("s3", "ListObjectsV2", """{"Bucket":"b","MaxKeys":1001}""", "MaxKeys")]
    [InlineData("s3", "ListObjectsV2", """{"Bucket":"b","MaxKeys":"7"}""", "MaxKeys")]
    [InlineData("lambda", "DeleteFunction", """{"FunctionName":"f"}""", "GetFunctionConfiguration")]
    [InlineData("lambda", "GetAlias", """{"FunctionName":"f"}""", "needs the parameter Name")]
    [InlineData("lambda", "GetAlias", """{"FunctionName":"f","Name":""}""", "parameter Name")]
    [InlineData("lambda", "GetAlias", """{"FunctionName":["f"],"Name":"n"}""", "parameter FunctionName")]
    [InlineData("ecs", "DescribeTasks", """{"WaiterConfig":{"Delay":1}}""", "give it as config")]
    public void Questions_that_cannot_be_asked_are_refused_before_anything_is_sent(string client, string operation, string parameters, string hint)
    {
        JsonObject definition = Define(operation, """{"matcher":"status","expected":200,"state":"success"}""");

        Should.Throw<ArgumentException>(() => Prepare(client, "Mine", Parse(parameters), definition)).Message.ShouldContain(hint);

        _peer.Requests.ShouldBeEmpty();
    }

    [Fact]
    public void Arguments_are_checked()
    {
        Should.Throw<ArgumentException>(() => WaiterTasks.ClientWaiter(null!, "w", new AwsCredentials(), cancellationToken: Token));
        Should.Throw<ArgumentException>(() => WaiterTasks.ClientWaiter("ecs", "", new AwsCredentials(), cancellationToken: Token));
        Should.Throw<ArgumentNullException>(() => WaiterTasks.ClientWaiter("ecs", "tasks_running", null!, cancellationToken: Token));
        Should.Throw<ArgumentOutOfRangeException>(
            () => WaiterTasks.ClientWaiter("ecs", "tasks_running", new AwsCredentials(), config: new WaiterConfig { MaxAttempts = -1 }, cancellationToken: Token));
        Should.Throw<WaiterDefinitionException>(() => WaiterTasks.ClientWaiter("ecs", "tasks_running", new AwsCredentials(), [], cancellationToken: Token));
    }

    private Task WaitForJobs() => Prepare("batch", "jobs_complete", Parse("""{"jobs":["a","b"]}"""), s_jobs).WaitAsync(Token);

    private Waiter Prepare(string client, string waiter, JsonObject parameters, JsonObject? definition = null, JsonObject? config = null, int? attempts = null) =>
        WaiterTasks.Prepare(client, waiter, _peer.Credentials(config: config), definition, parameters, new WaiterConfig { MaxAttempts = attempts }, _clock);

    private static AwsReply Jobs(params string[] states) =>
        AwsReply.Json(new JsonObject { ["jobs"] = new JsonArray([.. states.Select(state => new JsonObject { ["status"] = state })]) });

    private static AwsReply Reply(string fault) => fault switch
    {
        "500" => AwsReply.InternalError(),
        "throttled" => AwsReply.Throttled(),
        "html" => AwsReply.Html(),
        "html with 200" => AwsReply.Html(200),
        "twice the same name" => AwsReply.Json("""{"tasks":[{"lastStatus":"STOPPED"}],"tasks":[]}"""),
        "half a body" => AwsReply.Half("""{"tasks":[{"lastStatus":"STOPPED"}"""),
        "reset" => AwsReply.Reset(),
        _ => AwsReply.Never(),
    };

    private static JsonObject Define(string operation, string acceptors) => Parse(
        $$$$"""{"version":2,"waiters":{"Mine":{"operation":"{{{{operation}}}}","delay":1,"maxAttempts":5,"acceptors":[{{{{acceptors}}}}]}}}""");

    private static JsonObject Parse(string json) => JsonNode.Parse(json)!.AsObject();
}
