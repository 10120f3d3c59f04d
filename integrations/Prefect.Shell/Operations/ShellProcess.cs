using System.Diagnostics;
using System.Globalization;
using Microsoft.Extensions.Logging;
using Prefect.Blocks;

namespace Prefect.Shell;

/// <summary>
/// Commands that were started. Closing ends them with all that they have started, and removes the file that they were run from; so does
/// <c>await using</c>.
/// </summary>
[SyncTwins]
public sealed partial class ShellProcess : IJobRun<IReadOnlyList<string>>, IAsyncDisposable, IDisposable
{
    private readonly ShellRun _run;
    private readonly ShellScript _script;
    private readonly OutputSpool _output = new();
    private readonly ErrorTail _errors = new();
    private readonly ChildProcess _child;
    private readonly long _start = Stopwatch.GetTimestamp();
    private readonly TaskCompletionSource<int> _started = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly Task<int> _completion;
    private readonly Lock _gate = new();
    private Task? _closing;
    private volatile bool _timedOut;

    internal ShellProcess(ShellRun run, ShellScript script, ChildProgram program)
    {
        _run = run;
        _script = script;
        _child = ChildProcess.Start(program, TakeAsync);
        ShellLog.Triggered(run.Logger, Pid, run.Commands.Count, run.WorkingDirectory ?? Environment.CurrentDirectory);
        _started.SetResult(Pid);
        _completion = CompleteAsync(program.FileName);
    }

    /// <summary>Id of the process.</summary>
    public int Pid => _child.Id;

    /// <summary>Code that it ended with; null while it runs. Of a process that a signal ended, 128 and the number of the signal.</summary>
    public int? ReturnCode => _child.ExitCode;

    string IJobRun<IReadOnlyList<string>>.Id => Pid.ToString(CultureInfo.InvariantCulture);

    internal bool IsClosed => _closing is { IsCompleted: true };

    /// <summary>The last line of output that was kept.</summary>
    internal string? LastLine => _output.Last;

    internal IReadOnlyList<string> Lines => _output.Read();

    internal string ErrorOutput => _errors.ToString();

    /// <summary>Waits until the commands have ended.</summary>
    /// <param name="cancellationToken">Ends the waiting, not the commands: <see cref="CloseAsync"/> does that.</param>
    /// <exception cref="ShellException">They ended with a code that is no success.</exception>
    /// <exception cref="TimeoutException">They took longer than <see cref="ShellOptions.Timeout"/>, and were ended.</exception>
    public async Task WaitForCompletionAsync(CancellationToken cancellationToken = default)
    {
        if (await CodeAsync(cancellationToken).ConfigureAwait(false) is var code && !_run.Options.SuccessCodes.Contains(code))
        {
            string errors = ErrorOutput;
            throw Failure(code, $"PID {Pid} failed with return code {code}.{(errors.Length > 0 ? $" The last it wrote:\n{errors}" : "")}");
        }
    }

    /// <summary>Gives the lines of output so far; that more may come is logged. Empty lines and white space at the end of lines are left out.</summary>
    /// <param name="cancellationToken">Ends the operation.</param>
    public Task<IReadOnlyList<string>> FetchResultAsync(CancellationToken cancellationToken = default)
    {
        cancellationToken.ThrowIfCancellationRequested();
        if (!_completion.IsCompleted)
        {
            ShellLog.Incomplete(_run.Logger, Pid);
        }

        return Task.FromResult(_output.Read());
    }

    /// <summary>
    /// Ends the commands with all that they have started: they are asked to end, and after <see cref="ShellOptions.Grace"/> made to. Closing
    /// again does nothing.
    /// </summary>
    /// <param name="cancellationToken">Ends the waiting for that.</param>
    public Task CloseAsync(CancellationToken cancellationToken = default)
    {
        Task closing;
        lock (_gate)
        {
            closing = _closing ??= CloseOnceAsync();
        }

        return closing.WaitAsync(cancellationToken);
    }

    /// <summary>Closes.</summary>
    public async ValueTask DisposeAsync() => await CloseAsync(CancellationToken.None).ConfigureAwait(false);

    /// <summary>Closes.</summary>
    public void Dispose() => Close();

    /// <summary>Waits until the commands have ended, and gives their code.</summary>
    internal async Task<int> CodeAsync(CancellationToken cancellationToken)
    {
        int code = await _completion.WaitAsync(cancellationToken).ConfigureAwait(false);
        return _timedOut
            ? throw new TimeoutException($"PID {Pid} was ended: it had run for {_run.Options.Timeout!.Value.TotalSeconds} seconds, which is all it may.")
            : code;
    }

    internal ShellException Failure(int code, string message) =>
        new(message) { Pid = Pid, ReturnCode = code, ErrorOutput = SecretMasker.Mask(ErrorOutput) };

    private async Task CloseOnceAsync()
    {
        await _child.StopAsync(CancellationToken.None).ConfigureAwait(false);
        await ((Task)_completion).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        await _child.DisposeAsync().ConfigureAwait(false);
        _script.Dispose();
    }

    private async Task<int> CompleteAsync(string program)
    {
        using Activity? activity = ShellTelemetry.Start(program);
        using CancellationTokenSource ended = new();
        Task limit = LimitAsync(ended.Token);
        int code = -1;
        try
        {
            code = await _child.WaitAsync(CancellationToken.None).ConfigureAwait(false);
            return code;
        }
        finally
        {
            await ended.CancelAsync().ConfigureAwait(false);
            await limit.ConfigureAwait(false);
            bool succeeded = _run.Options.SuccessCodes.Contains(code);
            ShellTelemetry.End(activity, Pid, code, succeeded, Stopwatch.GetElapsedTime(_start));
            if (_child.WasCutOff)
            {
                ShellLog.CutOff(_run.Logger, Pid);
            }

            if (succeeded)
            {
                ShellLog.Completed(_run.Logger, Pid, code);
            }
        }
    }

    private async Task LimitAsync(CancellationToken ended)
    {
        if (_run.Options.Timeout is not { } limit)
        {
            return;
        }

        await Task.Delay(limit, _run.Options.Time, ended).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        if (!ended.IsCancellationRequested)
        {
            _timedOut = true;
            ShellLog.TimedOut(_run.Logger, Pid, limit.TotalSeconds);
            await _child.StopAsync(CancellationToken.None).ConfigureAwait(false);
        }
    }

    private async ValueTask TakeAsync(ChildLine line)
    {
        // Whoever reads the log is told of the start before the first line.
        int pid = await _started.Task.ConfigureAwait(false);
        string text = line.Text.TrimEnd();
        if (line.Stream == ChildStream.Error && text.Length > 0)
        {
            _errors.Add(text);
        }

        if (_run.Taker is { } taker)
        {
            await taker(line).ConfigureAwait(false);
            return;
        }

        if (line.Stream == ChildStream.Output)
        {
            _output.Add(line.Text, line.GoesOn);
        }

        if (text.Length > 0)
        {
            Log(pid, line.Stream, text);
        }
    }

    private void Log(int pid, ChildStream stream, string text)
    {
        if (_run.OutputLevel is not { } level)
        {
            return;
        }

        if (stream == ChildStream.Output)
        {
            ShellLog.Output(_run.Logger, level, pid, text);
        }
        else
        {
            ShellLog.Error(_run.Logger, level, pid, text);
        }
    }
}
