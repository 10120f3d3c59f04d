using Prefect.Testing;

namespace Prefect.Aws.Tests.Ecs;

public sealed class EcsWatchTests : EcsPeerTest
{
    private const string Gone = """{"tasks":[],"failures":[{"reason":"MISSING"}]}""";

    [Fact]
    public async Task Waiting_ends_with_the_task()
    {
        Peer.On(DescribeTasks, AwsReply.Json(Tasks("PENDING")), AwsReply.Json(Tasks("RUNNING")), AwsReply.Json(Tasks("DEPROVISIONING", 0)), AwsReply.Json(Tasks("STOPPED", 0)));

        EcsTaskOutcome outcome = await Attached().WaitAsync(cancellationToken: Token);

        (outcome.Succeeded, outcome.ExitCode, outcome.Diagnosis).ShouldBe((true, 0, null));
        outcome.StartedAt.ShouldBe(DateTimeOffset.FromUnixTimeMilliseconds(1763640000250));
        Clock.Waits.ShouldBe([TimeSpan.FromSeconds(5), TimeSpan.FromSeconds(5), TimeSpan.FromSeconds(5)]);
    }

    [Fact]
    public async Task Task_that_is_about_to_be_forgotten_has_ended()
    {
        Peer.On(DescribeTasks, AwsReply.Json(Tasks("RUNNING")), AwsReply.Json(Tasks("DELETED", 3)), AwsReply.Json(Gone));

        EcsTaskOutcome outcome = await Attached().WaitAsync(cancellationToken: Token);

        (outcome.HasStopped, outcome.ExitCode, outcome.Diagnosis is not null).ShouldBe((true, 3, true));
    }

    [Fact]
    public async Task Status_that_cannot_be_read_is_no_verdict()
    {
        Peer.On(
            DescribeTasks,
            AwsReply.InternalError(),
            AwsReply.Throttled(),
            AwsReply.Html(),
            AwsReply.Html(200),
            AwsReply.Half("""{"tasks":[{"lastStatus":"STOPPED"""),
            AwsReply.Reset(),
            AwsReply.Json("{}"),
            AwsReply.Json("""{"tasks":[],"failures":[{"reason":"INTERNAL"}]}"""),
            AwsReply.Json("null"),
            AwsReply.Json("[]"),
            AwsReply.Json(Tasks("RUNNING")),
            AwsReply.Json(Tasks("STOPPED", 0)));

        (await Attached().WaitAsync(cancellationToken: Token)).Succeeded.ShouldBeTrue();

        Peer.RequestsFor(DescribeTasks).Count.ShouldBe(12);
    }

    [Fact]
    public async Task Status_that_never_comes_is_no_verdict()
    {
        Peer.On(DescribeTasks, AwsReply.Never(), AwsReply.Json(Tasks("STOPPED", 0)));
        EcsTask impatient = Task with
        {
            AwsCredentials = Peer.Credentials(config: EcsSamples.Parse("""{"retries":{"total_max_attempts":1},"read_timeout":5}""")),
        };

        (await impatient.Attach(Attached().Id).WaitAsync(cancellationToken: Token)).Succeeded.ShouldBeTrue();
    }

    [Fact]
    public async Task Third_of_all_reads_may_fail_over_many_runs_without_a_wrong_verdict()
    {
        for (int run = 0; run < 500; run++)
        {
            Random random = new(run);
            int exitCode = random.Next(3);
            int reads = random.Next(1, 6);
            Peer.On(DescribeTasks, _ => random.NextDouble() switch
            {
                < 0.1 => AwsReply.InternalError(),
                < 0.2 => AwsReply.Throttled(),
                < 0.3 => AwsReply.Half("""{"tasks":[{"lastStatus":"STO"""),
                _ => AwsReply.Json(reads-- > 0 ? Tasks("RUNNING") : Tasks("STOPPED", exitCode)),
            });

            (await Attached().WaitAsync(cancellationToken: Token)).ExitCode.ShouldBe(exitCode);
        }
    }

    [Fact]
    public async Task Service_that_stays_away_ends_the_waiting_with_its_error()
    {
        Peer.On(DescribeTasks, AwsReply.InternalError());

        AwsException exception = await Should.ThrowAsync<AwsException>(() => Attached().WaitAsync(cancellationToken: Token));

        exception.IsTransient.ShouldBeTrue();
        Clock.Waits.Count.ShouldBe(15 * 60 / 5);
    }

    [Fact]
    public async Task Refusal_ends_the_waiting_at_once()
    {
        Peer.On(DescribeTasks, AwsReply.Error("AccessDeniedException"));

        (await Should.ThrowAsync<AwsException>(() => Attached().WaitAsync(cancellationToken: Token))).ErrorCode.ShouldBe("AccessDeniedException");

        Peer.Requests.Count.ShouldBe(1);
    }

    [Fact]
    public async Task Task_that_was_just_started_may_be_unknown_for_a_while()
    {
        EcsTaskRun run = await Task.RunAsync(Token);
        Peer.On(DescribeTasks, AwsReply.Json(Gone), AwsReply.Json(Gone), AwsReply.Json(Tasks("STOPPED", 0)));

        (await run.WaitAsync(cancellationToken: Token)).Succeeded.ShouldBeTrue();
    }

    [Fact]
    public async Task Task_that_is_gone_is_not_waited_for()
    {
        Peer.On(DescribeTasks, AwsReply.Json(Gone));

        EcsTaskNotFoundException exception = await Should.ThrowAsync<EcsTaskNotFoundException>(() => Attached().WaitAsync(cancellationToken: Token));
        await Should.ThrowAsync<EcsTaskNotFoundException>(async () => await (await Task.RunAsync(Token)).WaitAsync(cancellationToken: Token));

        exception.Identifier.ShouldBe(Attached().Identifier);
        exception.Message.ShouldContain(EcsSamples.TaskArn);
    }

    [Fact]
    public async Task Patience_of_the_caller_has_an_end_too()
    {
        Peer.On(DescribeTasks, AwsReply.Json(Tasks("RUNNING")));

        await Should.ThrowAsync<TimeoutException>(() => Attached().WaitAsync(TimeSpan.FromSeconds(12), Token));
        await Should.ThrowAsync<TimeoutException>(() => Attached().WaitAsync(TimeSpan.Zero, Token));
        await Should.ThrowAsync<ArgumentOutOfRangeException>(() => Attached().WaitAsync(TimeSpan.FromSeconds(-1), Token));

        Clock.Waits.ShouldBe([TimeSpan.FromSeconds(5), TimeSpan.FromSeconds(5), TimeSpan.FromSeconds(2)]);
    }

    [Fact]
    public async Task Run_that_was_taken_up_learns_from_its_definition_which_container_counts()
    {
        Peer.On(DescribeTasks, AwsReply.Json(Tasks("STOPPED", 0).Replace("""{"name":"prefect","exitCode":0}""", """{"name":"proxy","exitCode":137},{"name":"app","exitCode":0}""", StringComparison.Ordinal)));
        Peer.On(DescribeDefinition, AwsReply.InternalError(), AwsReply.Json(Registered(EcsSamples.Parse("""{"containerDefinitions":[{"name":"app"},{"name":"proxy"}]}"""))));

        EcsTaskOutcome outcome = await Attached().WaitAsync(cancellationToken: Token);

        (outcome.ContainerName, outcome.ExitCode, outcome.Succeeded).ShouldBe(("app", 0, true));
    }

    [Fact]
    public async Task Failure_of_the_program_is_an_error_for_those_who_want_success()
    {
        Peer.On(DescribeTasks, AwsReply.Json(Tasks("STOPPED", 3, ",\"stopCode\":\"EssentialContainerExited\",\"stoppedReason\":\"Essential container in task exited\"")));

        EcsTaskException exception = await Should.ThrowAsync<EcsTaskException>(() => Task.RunToCompletionAsync(Token));

        exception.Outcome!.ExitCode.ShouldBe(3);
        exception.Message.ShouldContain("exit code 3");
        (await Attached().FetchResultAsync(Token)).ExitCode.ShouldBe(3);
    }

    [Theory]
    [InlineData(true, 1)]
    [InlineData(false, 0)]
    public async Task Cancelled_wait_stops_the_task_when_asked_to(bool isAsked, int stops)
    {
        using CancellationTokenSource cancelled = CancellationTokenSource.CreateLinkedTokenSource(Token);
        Peer.On(DescribeTasks, _ =>
        {
            cancelled.Cancel();
            return AwsReply.Json(Tasks("RUNNING"));
        });
        Peer.On(StopTask, AwsReply.Json("{}"));
        EcsTask task = Task with { Options = new EcsOptions { CancelRemote = isAsked, TimeProvider = new ManualClock() } };

        await Should.ThrowAsync<OperationCanceledException>(() => task.Attach(Attached().Id).WaitAsync(cancellationToken: cancelled.Token));

        Peer.RequestsFor(StopTask).Count.ShouldBe(stops);
    }

    [Fact]
    public async Task Stopping_says_who_did_it()
    {
        Peer.On(StopTask, AwsReply.Json("{}"));

        await Attached().StopAsync(cancellationToken: Token);
        await Attached().StopAsync("enough", Token);

        Peer.RequestsFor(StopTask)[0].Json.ShouldBeJson($$"""{"cluster":"jobs","task":"{{EcsSamples.TaskArn}}","reason":"Stopped by Prefect worker"}""");
        ((string?)Peer.RequestsFor(StopTask)[1].Json["reason"]).ShouldBe("enough");
    }

    [Theory]
    [InlineData("InvalidParameterException", "The referenced task was not found.", true)]
    [InlineData("ClusterNotFoundException", "Cluster not found.", true)]
    [InlineData("InvalidParameterException", "taskId length should be one of [32,36]", false)]
    [InlineData("AccessDeniedException", "No.", false)]
    public async Task Killing_what_is_not_there_is_its_own_error(string code, string message, bool isGone)
    {
        Peer.On(StopTask, AwsReply.Error(code, message));
        Func<Task> kill = () => new EcsWorker(Task).KillInfrastructureAsync(Attached().Id, Token);

        if (isGone)
        {
            (await kill.ShouldThrowAsync<EcsTaskNotFoundException>()).InnerException.ShouldBeOfType<AwsException>();
        }
        else
        {
            (await kill.ShouldThrowAsync<AwsException>()).ErrorCode.ShouldBe(code);
        }
    }

    [Fact]
    public async Task Failing_to_deregister_does_not_hide_how_the_task_ended()
    {
        Peer.On(DescribeTasks, AwsReply.Json(Tasks("STOPPED", 0, ",\"tags\":[{\"key\":\"prefect.io/degregister-task-definition\",\"value\":\"true\"}]")));
        Peer.On("ecs.DeregisterTaskDefinition", AwsReply.InternalError());

        (await Attached().WaitAsync(cancellationToken: Token)).Succeeded.ShouldBeTrue();

        Peer.RequestsFor("ecs.DeregisterTaskDefinition").Count.ShouldBe(1);
    }
}
