using System.Text.Json.Nodes;
using Prefect.Client;
using Prefect.Testing;

namespace Prefect.Aws.Tests.Ecs;

public sealed class EcsObserverLifeTests : EcsObserverTest
{
    private static JsonObject Crash => EcsEvents.Stopped(EcsEvents.Container("prefect", 1));

    private EcsObserverSettings Jumping => Settings with { TimeProvider = Jump };

    private ManualClock Jump { get; } = new() { JumpsToTimers = true };

    [Fact]
    public async Task Missing_queue_is_told_of_and_ends_it()
    {
        Peer.On(ScriptedQueue.GetQueueUrl, AwsReply.Error("com.amazonaws.sqs#QueueDoesNotExist", "The specified queue does not exist."));

        await Observer().RunAsync(Token);

        string warning = Warnings.ShouldHaveSingleItem();
        warning.ShouldContain("'prefect-ecs-tasks-events' in the region 'eu-central-1'");
        warning.ShouldContain("PREFECT_INTEGRATIONS_AWS_ECS_OBSERVER_SQS_QUEUE_NAME");
        Peer.Requests.Count.ShouldBe(1);
    }

    [Fact]
    public async Task Observer_that_is_switched_off_asks_nobody()
    {
        await new EcsObserver(Peer.Credentials(), Settings with { Enabled = false }).RunAsync(Token);

        Peer.Requests.ShouldBeEmpty();
    }

    [Fact]
    public async Task Credentials_that_contradict_themselves_end_it_at_once()
    {
        EcsObserver observer = new(new AwsCredentials { AwsAccessKeyId = "AKIA" }, Settings, Api);

        await Should.ThrowAsync<AwsConfigurationException>(() => observer.RunAsync(Token));
    }

    [Fact]
    public async Task Process_without_a_server_ends_it_at_once()
    {
        PrefectSettings none = PrefectSettings.Load(new() { Environment = new Dictionary<string, string>(), CurrentDirectory = "/", UserDirectory = "/nowhere" });

        Should.Throw<SettingsException>(() => new EcsObserver(Peer.Credentials(), Settings, new PrefectApi(none)));
        await Task.CompletedTask;
    }

    [Fact]
    public async Task Queue_that_cannot_be_read_is_tried_again_after_pauses_and_given_up_after_five_beginnings()
    {
        Peer.On(ScriptedQueue.ReceiveMessage, AwsReply.Error("AccessDeniedException", "No."));

        AwsException exception = await Should.ThrowAsync<AwsException>(() => Observer(Jumping).RunAsync(Token));

        exception.Message.ShouldContain("18 times in a row");
        exception.ErrorCode.ShouldBe("AccessDeniedException");
        double[] pauses = [2, 4, 8, 16, 32];
        double[] restarts = [30, 60, 120, 240, 480];
        Jump.Waits.Select(wait => wait.TotalSeconds).ShouldBe([.. restarts.SelectMany(restart => pauses.Append(restart)), .. pauses]);
        Peer.RequestsFor(ScriptedQueue.GetQueueUrl).Count.ShouldBe(6);
        Peer.RequestsFor(ScriptedQueue.ReceiveMessage).Count.ShouldBe(6 * 18);
        Warnings.Last().ShouldContain("broke off 6 times, and ends");
    }

    [Fact]
    public async Task Queue_that_can_be_read_again_is_read_on()
    {
        Guid run = Run();
        Queue.Send(Crash.ToJsonString());
        int failures = 0;
        AwsReply Fail() => (failures % 4) switch { 0 => AwsReply.InternalError(), 1 => AwsReply.Html(200), 2 => AwsReply.Reset(), _ => AwsReply.Half("{\"Messages\":[{") };
        ScriptedQueue working = Queue;
        AwsPeer peer = Peer;
        peer.On(ScriptedQueue.ReceiveMessage, _ => ++failures <= 8 ? Fail() : working.Receive());

        await ObserveAsync(Observer(Jumping));

        Server.StateNamesOf(run).ShouldBe(["Pending", "Crashed"]);
        Jump.Waits.ShouldContain(TimeSpan.FromSeconds(2));
        Queue.Left.ShouldBe(0);
    }

    [Fact]
    public async Task Queue_that_goes_away_ends_it_with_a_warning()
    {
        AwsReply gone = AwsReply.Error("com.amazonaws.sqs#QueueDoesNotExist", "The specified queue does not exist.");
        Peer.On(ScriptedQueue.ReceiveMessage, gone);
        Peer.On(ScriptedQueue.GetQueueUrl, AwsReply.Json(new JsonObject { ["QueueUrl"] = ScriptedQueue.Address }), gone);

        await Observer(Jumping).RunAsync(Token);

        Warnings.Last().ShouldContain("There is no queue");
    }

    [Fact]
    public async Task Service_that_does_not_wait_is_not_asked_without_pause()
    {
        using CancellationTokenSource stop = CancellationTokenSource.CreateLinkedTokenSource(Token);
        int asked = 0;
        Peer.On(ScriptedQueue.ReceiveMessage, _ =>
        {
            if (++asked == 5)
            {
                stop.Cancel();
            }

            return AwsReply.Json("{}");
        });

        await Should.ThrowAsync<OperationCanceledException>(() => Observer(Jumping).RunAsync(stop.Token));

        Jump.Waits.Select(wait => wait.TotalSeconds).Take(4).ShouldBe([1, 1, 1, 1]);
    }

    [Fact]
    public async Task Message_that_takes_long_is_kept_from_others()
    {
        Guid run = Run(tags: new JsonObject { ["prefect.io/degregister-task-definition"] = "true" });
        TaskCompletionSource begun = new(TaskCreationOptions.RunContinuationsAsynchronously);
        TaskCompletionSource done = new(TaskCreationOptions.RunContinuationsAsynchronously);
        Peer.On(Deregister, _ =>
        {
            begun.TrySetResult();
            return AwsReply.Json("{}") with { Held = done.Task };
        });
        using SemaphoreSlim extended = new(0);
        int extensions = 0;
        Peer.On(ScriptedQueue.ChangeVisibility, _ =>
        {
            extended.Release();
            return ++extensions == 2 ? AwsReply.InternalError() : AwsReply.Json("{}");
        });
        Queue.Send(Crash.ToJsonString());

        Task observing = ObserveAsync(Observer());
        await begun.Task.WaitAsync(Token);
        foreach ((int timer, int seconds) in ((int[])[240, 240, 5, 240]).Index())
        {
            await AdvanceAsync(timer, seconds);
            await extended.WaitAsync(Token);
        }

        done.SetResult();
        await observing;

        Server.StateNamesOf(run).ShouldBe(["Pending", "Crashed"]);
        Queue.Left.ShouldBe(0);
        Peer.RequestsFor(ScriptedQueue.ChangeVisibility)[0].Json.ShouldBeJson(
            $$"""{"QueueUrl":"{{ScriptedQueue.Address}}","ReceiptHandle":"receipt-1","VisibilityTimeout":300}""");
        Clock.Waits.Select(wait => wait.TotalSeconds).Take(4).ShouldBe([240, 240, 5, 240]);
    }

    [Fact]
    public async Task Message_that_is_being_handled_when_it_is_cancelled_comes_again()
    {
        Guid run = Run();
        Queue.Send(Crash.ToJsonString());
        using CancellationTokenSource stop = CancellationTokenSource.CreateLinkedTokenSource(Token);
        Peer.On(DescribeTasks, _ =>
        {
            stop.Cancel();
            return AwsReply.Never();
        });

        await Should.ThrowAsync<OperationCanceledException>(() => Observer().RunAsync(stop.Token));

        Queue.Left.ShouldBe(1);
        Warnings.ShouldBeEmpty();
        Queue.ComeAgain();
        Tag(new JsonObject { ["prefect.io/flow-run-id"] = run.ToString() });
        await ObserveAsync(Observer());

        Server.StateNamesOf(run).ShouldBe(["Pending", "Crashed"]);
    }

    // A timer is set a moment after the request that it is for.
    private async Task AdvanceAsync(int timer, int seconds)
    {
        while (Clock.Waits.Count <= timer)
        {
            await Task.Yield();
            Token.ThrowIfCancellationRequested();
        }

        Clock.Advance(TimeSpan.FromSeconds(seconds));
    }
}
