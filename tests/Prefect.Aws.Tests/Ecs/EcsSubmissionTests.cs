using System.Collections.Concurrent;
using System.Text.Json.Nodes;
using Prefect.Testing;

namespace Prefect.Aws.Tests.Ecs;

public sealed class EcsSubmissionTests : EcsPeerTest
{
    private readonly ConcurrentDictionary<string, (string Arn, string Request)> _tasks = new(StringComparer.Ordinal);
    private int _losing;

    public override async ValueTask InitializeAsync()
    {
        await base.InitializeAsync();
        int revision = 0;
        Peer.On(Register, request => AwsReply.Json(Registered(request.Json, EcsSamples.Arn[..^1] + Interlocked.Increment(ref revision))));
        Peer.On(DescribeDefinition, AwsReply.Error("ClientException", "Unable to describe task definition."));
        Peer.On(RunTask, Start);
    }

    [Fact]
    public async Task Process_that_is_killed_before_it_knows_its_task_takes_it_up()
    {
        Random random = new(20261121);
        for (int key = 0; key < 200; key++)
        {
            // The answer is lost as often as attempts are made, so that the program learns nothing before it ends.
            _losing = random.Next(2) * 3;
            string? killed = await TryAsync($"flow-run-{key}");
            EcsTaskRun run = await Task.RunOnceAsync($"flow-run-{key}", Token);

            run.Identifier.TaskArn.ShouldBe(killed ?? run.Identifier.TaskArn);
        }

        _tasks.Count.ShouldBe(200);
    }

    [Fact]
    public async Task Key_stands_for_one_task()
    {
        EcsTaskRun first = await Task.RunOnceAsync("2026-11-20", Token);
        EcsTaskRun again = await (Task with { Env = new Dictionary<string, string?> { ["A"] = "changed" } }).RunOnceAsync("2026-11-20", Token);
        EcsTaskRun next = await Task.RunOnceAsync("2026-11-21", Token);

        again.Id.ShouldBe(first.Id);
        next.Id.ShouldNotBe(first.Id);
    }

    [Fact]
    public async Task Any_text_may_be_a_key()
    {
        await Task.RunOnceAsync("ünïcode \ud83e\udda6 " + new string('x', 10_000), Token);
        ((string)Peer.RequestsFor(RunTask)[0].Json["clientToken"]!).ShouldMatch("^[!-~]{1,64}$");

        await Should.ThrowAsync<ArgumentException>(() => Task.RunOnceAsync(" ", Token));
        await Should.ThrowAsync<ArgumentNullException>(() => Task.RunOnceAsync(null!, Token));
    }

    [Fact]
    public async Task Conflict_that_names_no_task_is_an_error()
    {
        Peer.On(RunTask, AwsReply.Error("ConflictException", "The token is in use."));

        (await Should.ThrowAsync<AwsException>(() => Task.RunOnceAsync("key", Token))).ErrorCode.ShouldBe("ConflictException");
    }

    private async Task<string?> TryAsync(string key)
    {
        try
        {
            return (await Task.RunOnceAsync(key, Token)).Identifier.TaskArn;
        }
        catch (AwsException exception) when (exception.IsTransient)
        {
            return null;
        }
    }

    // Tells requests apart by their token as the service does: the same again gives the same task, and another one is refused.
    private AwsReply Start(AwsExchange request)
    {
        JsonObject json = request.Json;
        string token = (string)json["clientToken"]!;
        json.Remove("clientToken");
        (string arn, string known) = _tasks.GetOrAdd(token, _ => ($"{EcsSamples.TaskArn[..^8]}{_tasks.Count:x8}", json.ToJsonString()));
        if (known != json.ToJsonString())
        {
            return AwsReply.Json($$"""{"__type":"ConflictException","message":"The token is in use.","resourceIds":["{{arn}}"]}""", 400);
        }

        return _losing-- > 0 ? AwsReply.Reset() : AwsReply.Json($$"""{"tasks":[{"taskArn":"{{arn}}","lastStatus":"PENDING"}],"failures":[]}""");
    }
}
