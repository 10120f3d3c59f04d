using Microsoft.Extensions.Logging;
using Prefect.Blocks;
using Prefect.Testing;
using static Prefect.Azure.Tests.ContainerInstances.AciSamples;

namespace Prefect.Azure.Tests.ContainerInstances;

public sealed class AciLogTests : AciTest
{
    [Fact]
    public async Task Each_line_is_logged_once_across_looks()
    {
        string mark = Guid.NewGuid().ToString("N");
        using CapturedLog log = new();
        using IDisposable listening = PrefectLogging.Listen(log);
        Peer.Deploys();
        Peer.On($"GET {AnyGroup}", Is("Running"), Is("Running"), Is("Terminated", 0));
        Peer.On(
            $"GET {AnyLogs}",
            Printed($"2026-11-20T12:00:01.1Z {mark} one"),
            Printed($"2026-11-20T12:00:01.1Z {mark} one", $"2026-11-20T12:00:02Z {mark} two"),
            Printed($"2026-11-20T12:00:01.1Z {mark} one", $"2026-11-20T12:00:02Z {mark} two", $"2026-11-20T12:00:03Z {mark} three"));
        Peer.Deletes();

        await (Job with { StreamOutput = true }).RunToCompletionAsync(Token);

        log.Entries.Where(entry => entry.Message.Contains(mark, StringComparison.Ordinal)).Select(entry => entry.Message)
            .ShouldBe([$"{mark} one", $"{mark} two", $"{mark} three"]);
        Peer.RequestsFor($"GET {AnyLogs}").ShouldAllBe(request => request.Query["tail"] == "100" && request.Query["timestamps"] == "true");
        Peer.RequestsFor($"GET {AnyLogs}")[0].Path.ShouldEndWith("/containers/worker1/logs");
    }

    [Fact]
    public async Task Output_is_not_read_unless_asked_for()
    {
        Peer.Deploys();
        Peer.On($"GET {AnyGroup}", Is("Terminated", 0));
        Peer.Deletes();

        await Job.RunToCompletionAsync(Token);

        Peer.RequestsFor($"GET {AnyLogs}").ShouldBeEmpty();
    }

    [Fact]
    public async Task Output_that_cannot_be_read_is_a_warning_and_asked_for_again()
    {
        string mark = Guid.NewGuid().ToString("N");
        using CapturedLog log = new();
        using IDisposable listening = PrefectLogging.Listen(log);
        Peer.Deploys();
        Peer.On($"GET {AnyGroup}", Is("Running"), Is("Terminated", 0));
        Peer.On($"GET {AnyLogs}", ArmReply.Error("ContainerNotReady", $"{mark} is not ready.", 409), Printed($"2026-11-20T12:00:01Z {mark} line"));
        Peer.Deletes();

        (await (Job with { StreamOutput = true }).RunToCompletionAsync(Token)).Succeeded.ShouldBeTrue();

        CapturedLogEntry[] heard = [.. log.Entries.Where(entry => entry.Message.Contains(mark, StringComparison.Ordinal))];
        heard.Select(entry => entry.Level).ShouldBe([LogLevel.Warning, LogLevel.Information]);
    }

    [Fact]
    public async Task Lines_are_followed_until_the_container_has_ended()
    {
        Peer.Deploys();
        Peer.On($"GET {AnyGroup}", Is("Running"), Is("Terminated", 0));
        Peer.On($"GET {AnyLogs}", Printed("2026-11-20T12:00:01Z one"), Printed("2026-11-20T12:00:01Z one", "2026-11-20T12:00:02Z two"));

        AciJobRun run = await Job.RunAsync(Token);
        List<string> lines = [];
        await foreach (AciLogLine line in run.FollowLogsAsync(Token))
        {
            lines.Add(line.Message);
        }

        lines.ShouldBe(["one", "two"]);
        Peer.RequestsFor($"DELETE {AnyGroup}").ShouldBeEmpty();
    }

    [Fact]
    public async Task Whole_output_is_read_when_the_last_lines_are_all_new()
    {
        string[] all = [.. Enumerable.Range(0, 250).Select(second => $"2026-11-20T12:{second / 60:00}:{second % 60:00}Z {second}")];
        Peer.On($"GET {AnyGroup}", Is("Terminated", 0));
        Peer.On($"GET {AnyLogs}", request => Printed(request.Query.ContainsKey("tail") ? all[^100..] : all));

        List<string> lines = [];
        await foreach (AciLogLine line in Job.Attach("run:demo1").FollowLogsAsync(Token))
        {
            lines.Add(line.Message);
        }

        lines.ShouldBe(Enumerable.Range(0, 250).Select(number => number.ToString()));
    }

    [Fact]
    public async Task Output_of_a_container_that_printed_nothing_is_empty()
    {
        Peer.On($"GET {AnyGroup}", Is("Running"));
        Peer.On($"GET {AnyLogs}", ArmReply.Json("""{"content":null}"""));

        (await Job.Attach("run:demo1").ReadLogsAsync(cancellationToken: Token)).ShouldBeEmpty();
        await Should.ThrowAsync<ArgumentOutOfRangeException>(() => Job.Attach("run:demo1").ReadLogsAsync(0, Token));
    }
}
