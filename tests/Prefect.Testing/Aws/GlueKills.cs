using System.Diagnostics;

namespace Prefect.Testing;

/// <summary>
/// Kills processes that start a job and wait for it, at random instants; the last process of each job is let live. One home for all, so
/// that each finds what the one before has kept.
/// </summary>
public sealed class GlueKills
{
    private const int MostKillsOfOneJob = 3;

    private readonly string _worker;
    private readonly string _home;
    private readonly Random _random;
    private readonly ScriptedGlue _glue;
    private TaskCompletionSource _submission = new();
    private GlueKillCount _count = new(0, 0, 0, 0, 0, 0);

    private GlueKills(string worker, string home, Random random, ScriptedGlue glue)
    {
        _worker = worker;
        _home = home;
        _random = random;
        _glue = glue;
        _glue.StartPause = PauseAsync;
    }

    /// <summary>Kills.</summary>
    /// <param name="worker">Path of <c>Prefect.AwsWorker.dll</c>.</param>
    /// <param name="home">Folder for the settings and results of the processes.</param>
    /// <param name="kills">How many processes are killed at least.</param>
    /// <param name="seed">Says when.</param>
    /// <param name="cancellationToken">Ends it all.</param>
    public static async Task<GlueKillCount> RunAsync(string worker, string home, int kills, int seed, CancellationToken cancellationToken = default)
    {
        await using AwsPeer peer = await AwsPeer.StartAsync(cancellationToken);
        GlueKills killing = new(worker, home, new Random(seed), new ScriptedGlue(peer));
        while (killing._count.Kills < kills)
        {
            await killing.RunDayAsync($"day {killing._count.Days}", cancellationToken);
        }

        peer.ShouldHaveGoodSignatures();
        return killing._count;
    }

    private async Task RunDayAsync(string day, CancellationToken cancellationToken)
    {
        _glue.State = "RUNNING";
        for (int kills = _random.Next(1, MostKillsOfOneJob + 1); kills > 0; kills--)
        {
            await KillOneAsync(day, cancellationToken);
        }

        _glue.State = "SUCCEEDED";
        using Process last = Start(day);
        string words = await last.StandardOutput.ReadToEndAsync(cancellationToken);
        await last.WaitForExitAsync(cancellationToken);
        int runs = _glue.Keys.Count(key => key == day);
        bool isRight = last.ExitCode == 0 && words.TrimEnd().EndsWith($"jr_{_glue.Started} Succeeded", StringComparison.Ordinal);
        _count = _count with
        {
            Days = _count.Days + 1,
            DoubleSubmissions = _count.DoubleSubmissions + Math.Max(0, runs - 1),
            WrongEnds = _count.WrongEnds + (isRight && runs == 1 ? 0 : 1),
        };
    }

    private async Task KillOneAsync(string day, CancellationToken cancellationToken)
    {
        _submission = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        using Process victim = Start(day);
        if (await victim.StandardOutput.ReadLineAsync(cancellationToken) != "begun")
        {
            throw new InvalidOperationException("The process that was to be killed has failed to start.");
        }

        Task<string?> triggered = victim.StandardOutput.ReadLineAsync(cancellationToken).AsTask();
        await InstantAsync(triggered).WaitAsync(cancellationToken);
        bool hasSaidSo = triggered is { IsCompletedSuccessfully: true, Result: not null };
        victim.Kill();
        await victim.WaitForExitAsync(cancellationToken);
        _count = (_glue.Keys.Contains(day), hasSaidSo) switch
        {
            (false, _) => _count with { BeforeSubmission = _count.BeforeSubmission + 1 },
            (true, false) => _count with { InDoubt = _count.InDoubt + 1 },
            (true, true) => _count with { WhileWaiting = _count.WhileWaiting + 1 },
        };
    }

    // Any time after the flow began; around the submission; while it waits.
    private async Task InstantAsync(Task<string?> triggered)
    {
        switch (_random.Next(3))
        {
            case 0:
                await Task.Delay(_random.Next(200));
                break;
            case 1:
                await Task.WhenAny(_submission.Task, triggered);
                await Task.Delay(_random.Next(30));
                break;
            default:
                await triggered;
                await Task.Delay(_random.Next(60));
                break;
        }
    }

    private Task PauseAsync()
    {
        _submission.TrySetResult();
        return Task.Delay(20);
    }

    private Process Start(string day)
    {
        ProcessStartInfo start = new(Environment.GetEnvironmentVariable("DOTNET_HOST_PATH") ?? "dotnet")
        {
            UseShellExecute = false,
            RedirectStandardOutput = true,
            ArgumentList = { _worker, "glue", _glue.Peer.Address.AbsoluteUri, _glue.Peer.Key.AccessKeyId, day },
            Environment = { ["PREFECT_HOME"] = _home, ["HOME"] = _home, ["GLUE_SECRET"] = _glue.Peer.Key.SecretAccessKey },
        };
        start.Environment.Remove("PREFECT_API_URL");
        return Process.Start(start)!;
    }
}
