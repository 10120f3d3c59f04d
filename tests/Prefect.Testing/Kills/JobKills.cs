using System.Diagnostics;

namespace Prefect.Testing;

/// <summary>
/// Kills processes that start a job elsewhere and wait for it, at random instants; the last process of each job is let live. One home for
/// all, so that each finds what the one before has kept. A process says "begun", then "triggered" and the run, then how that ended.
/// </summary>
public abstract class JobKills
{
    private const int MostKillsOfOneJob = 3;

    private readonly string _worker;
    private readonly string _home;
    private readonly Random _random;
    private TaskCompletionSource _submission = new();
    private JobKillCount _count = new(0, 0, 0, 0, 0, 0);

    /// <summary>Prepares.</summary>
    /// <param name="worker">Path of the program.</param>
    /// <param name="home">Folder for the settings and results of the processes.</param>
    /// <param name="seed">Says when they are killed.</param>
    protected JobKills(string worker, string home, int seed)
    {
        _worker = worker;
        _home = home;
        _random = new Random(seed);
    }

    /// <summary>What the last words of a process end with that has waited for the newest run there is.</summary>
    protected abstract string LastWords { get; }

    /// <summary>Lets all runs go on, or end well.</summary>
    protected abstract void Let(bool end);

    /// <summary>Counts the runs that were started for a day.</summary>
    protected abstract int RunsOf(string day);

    /// <summary>Tells a process where the service is.</summary>
    protected abstract void Prepare(ProcessStartInfo start, string day);

    /// <summary>What the answer to a start waits for.</summary>
    protected Task PauseAsync()
    {
        _submission.TrySetResult();
        return Task.Delay(20);
    }

    /// <summary>Kills.</summary>
    /// <param name="kills">How many processes are killed at least.</param>
    /// <param name="cancellationToken">Ends it all.</param>
    protected async Task<JobKillCount> RunAsync(int kills, CancellationToken cancellationToken)
    {
        while (_count.Kills < kills)
        {
            await RunDayAsync($"day {_count.Days}", cancellationToken);
        }

        return _count;
    }

    private async Task RunDayAsync(string day, CancellationToken cancellationToken)
    {
        Let(end: false);
        for (int kills = _random.Next(1, MostKillsOfOneJob + 1); kills > 0; kills--)
        {
            await KillOneAsync(day, cancellationToken);
        }

        Let(end: true);
        using Process last = Start(day);
        string words = await last.StandardOutput.ReadToEndAsync(cancellationToken);
        await last.WaitForExitAsync(cancellationToken);
        int runs = RunsOf(day);
        bool isRight = last.ExitCode == 0 && words.TrimEnd().EndsWith(LastWords, StringComparison.Ordinal);
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
        _count = (RunsOf(day) > 0, hasSaidSo) switch
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

    private Process Start(string day)
    {
        ProcessStartInfo start = new(Environment.GetEnvironmentVariable("DOTNET_HOST_PATH") ?? "dotnet")
        {
            UseShellExecute = false,
            RedirectStandardOutput = true,
            ArgumentList = { _worker },
            Environment = { ["PREFECT_HOME"] = _home, ["HOME"] = _home },
        };
        start.Environment.Remove("PREFECT_API_URL");
        Prepare(start, day);
        return Process.Start(start)!;
    }
}
