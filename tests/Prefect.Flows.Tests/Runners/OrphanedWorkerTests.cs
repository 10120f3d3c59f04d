using System.Diagnostics;
using System.Globalization;
using Prefect.Testing;

namespace Prefect.Flows.Tests.Runners;

/// <summary>Workers whose parent is killed, so that nobody can tell them to end.</summary>
public sealed class OrphanedWorkerTests : IDisposable
{
    private static readonly TimeSpan s_patience = TimeSpan.FromSeconds(60);
    private readonly TemporaryDirectory _home = new();
    private readonly Dictionary<string, int> _workers = [];

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact(Timeout = 600_000)]
    public async Task Workers_end_when_the_process_that_started_them_is_killed_whether_or_not_they_are_busy()
    {
        using Process parent = Start();
        Task<string> errors = parent.StandardError.ReadToEndAsync(Token);
        while (_workers.Count < 2)
        {
            string line = await parent.StandardOutput.ReadLineAsync(Token) ?? throw new InvalidOperationException(await errors);
            string[] words = line.Split(' ');
            _workers.Add(words[0], int.Parse(words[1], CultureInfo.InvariantCulture));
        }

        _workers.Keys.ShouldBe(["idle", "busy"], ignoreOrder: true);
        _workers.Values.Append(parent.Id).Distinct().Count().ShouldBe(3);

        // All three hold the console: it is closed when the last of them is gone, and no id has to be looked for.
        Task<string> closed = parent.StandardOutput.ReadToEndAsync(Token);
        closed.IsCompleted.ShouldBeFalse();
        parent.Kill(entireProcessTree: false);
        await parent.WaitForExitAsync(Token);

        (await closed.WaitAsync(s_patience, Token)).ShouldBeEmpty();
        _workers.Clear();
    }

    public void Dispose()
    {
        foreach (int id in _workers.Values)
        {
            End(id);
        }

        _home.Dispose();
    }

    private Process Start()
    {
        ProcessStartInfo start = new(Environment.GetEnvironmentVariable("DOTNET_HOST_PATH") ?? "dotnet")
        {
            UseShellExecute = false,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            ArgumentList = { Path.Combine(AppContext.BaseDirectory, "Prefect.FlowWorker.dll"), "pool" },
            Environment = { ["PREFECT_HOME"] = _home.Path, ["HOME"] = _home.Path },
        };
        start.Environment.Remove("PREFECT_API_URL");
        return Process.Start(start)!;
    }

    /// <summary>Ends a worker that a failed test left behind.</summary>
    private static void End(int id)
    {
        try
        {
            using Process worker = Process.GetProcessById(id);
            worker.Kill();
        }
        catch (ArgumentException)
        {
            // It is gone.
        }
    }
}
