using System.ComponentModel;
using System.Diagnostics;
using Prefect.Blocks;

namespace Prefect.Shell;

/// <summary>
/// A program that runs as a child of this one. Both of its pipes are read all the while, line by line; its input is empty. Disposing of it
/// ends it with all that it has started.
/// </summary>
[SyncTwins]
public sealed partial class ChildProcess : IAsyncDisposable
{
    private const int MostKills = 20;
    private const int MostDrainLimits = 5;

    private static readonly TimeSpan s_look = TimeSpan.FromMilliseconds(10);
    private static readonly TimeSpan s_rarestLook = TimeSpan.FromMilliseconds(100);

    private readonly Process _process;
    private readonly ProcessGroup _group;
    private readonly ChildProgram _program;
    private readonly Func<ChildLine, ValueTask>? _onLine;
    private readonly CancellationTokenSource _abandoned = new();
    private readonly Lock _gate = new();
    private readonly Task<int> _completion;
    private Task? _stopping;
    private int _handling;
    private long _read;
    private int _exitCode;
    private volatile bool _hasEnded;
    private volatile bool _hasStopped;

    private ChildProcess(Process process, ProcessGroup group, ChildProgram program, Func<ChildLine, ValueTask>? onLine)
    {
        _process = process;
        _group = group;
        _program = program;
        _onLine = onLine;
        Id = process.Id;
        lock (_gate)
        {
            // A handler that fails at once stops what is not quite there yet.
            _completion = CompleteAsync();
        }
    }

    /// <summary>Id of the process.</summary>
    public int Id { get; }

    /// <summary>Code that it ended with; null while it runs. Of a process that a signal ended, 128 and the number of the signal.</summary>
    public int? ExitCode => _hasEnded ? _exitCode : null;

    /// <summary>Whether something that the program left behind went on writing for too long, so that the end of it was not read.</summary>
    internal bool WasCutOff { get; private set; }

    /// <summary>Starts a program.</summary>
    /// <param name="program">The program.</param>
    /// <param name="onLine">
    /// Takes each line that it writes. It is called for one line of each pipe at a time, from both at once; while it is busy, the pipe is not read.
    /// What it throws ends the program, and comes out of <see cref="WaitAsync"/>. It cannot wait for the end of the program, which waits for it.
    /// Default: what is written is read and dropped.
    /// </param>
    /// <exception cref="ArgumentException">The program has no name, or a text holds a NUL character.</exception>
    /// <exception cref="ShellException">There is no such program, no such folder, or it cannot be started.</exception>
    public static ChildProcess Start(ChildProgram program, Func<ChildLine, ValueTask>? onLine = null)
    {
        ArgumentNullException.ThrowIfNull(program);
        ProcessStartInfo start = ChildStart.Of(program);
        ProcessGroup? group = null;
        Process process = new() { StartInfo = start };
        try
        {
            group = ProcessGroup.Create();
            group.Prepare(start);
            process.Start();
            process.StandardInput.Close();
            group.Take(process);
        }
        catch (Exception exception) when (exception is Win32Exception or IOException or InvalidOperationException)
        {
            process.Dispose();
            group?.Dispose();
            throw new ShellException(
                $"Could not start '{program.FileName}': {exception.Message.TrimEnd('.')}. Check that it is a program which this user may run.", exception);
        }

        return new ChildProcess(process, group, program, onLine);
    }

    /// <summary>Waits until the program has ended and all that it wrote was taken.</summary>
    /// <param name="cancellationToken">Ends the waiting, not the program.</param>
    /// <returns>The code that it ended with.</returns>
    public Task<int> WaitAsync(CancellationToken cancellationToken = default) => _completion.WaitAsync(cancellationToken);

    /// <summary>
    /// Ends the program, and what it has left behind: they are asked to end (<c>SIGTERM</c>), and after <see cref="ChildProgram.Grace"/> made to.
    /// On Windows they are made to at once. When all have ended, it does nothing.
    /// </summary>
    /// <param name="cancellationToken">Ends the waiting for that.</param>
    public Task StopAsync(CancellationToken cancellationToken = default)
    {
        Task stopping;
        lock (_gate)
        {
            stopping = _stopping ??= StopOnceAsync();
        }

        return stopping.WaitAsync(cancellationToken);
    }

    /// <summary>Ends the program with all that it has started, and waits for that.</summary>
    public async ValueTask DisposeAsync()
    {
        await StopAsync(CancellationToken.None).ConfigureAwait(false);
        _group.Dispose();
        _process.Dispose();
        _abandoned.Dispose();
    }

    private async Task<int> CompleteAsync()
    {
        Task pipes = Task.WhenAll(
            ReadAsync(_process.StandardOutput.BaseStream, ChildStream.Output),
            ReadAsync(_process.StandardError.BaseStream, ChildStream.Error));
        await _process.WaitForExitAsync(CancellationToken.None).ConfigureAwait(false);
        _exitCode = _process.ExitCode;
        _hasEnded = true;
        _group.LeaderEnded();
        await DrainAsync(pipes).ConfigureAwait(false);
        await pipes.ConfigureAwait(false);
        return _exitCode;
    }

    /// <summary>Waits for the end of the pipes, as long as something still comes out of them, and not for ever.</summary>
    private async Task DrainAsync(Task pipes)
    {
        long start = Stopwatch.GetTimestamp();
        long before;
        do
        {
            before = Volatile.Read(ref _read);
            await Task.WhenAny(pipes, Task.Delay(_program.DrainLimit, TimeProvider.System, CancellationToken.None)).ConfigureAwait(false);
        }
        while (!pipes.IsCompleted
            && (Volatile.Read(ref _handling) > 0 || before != Volatile.Read(ref _read))
            && Stopwatch.GetElapsedTime(start) < _program.DrainLimit * (_hasStopped ? 1 : MostDrainLimits));
        WasCutOff = !pipes.IsCompleted && before != Volatile.Read(ref _read);
        await _abandoned.CancelAsync().ConfigureAwait(false);
    }

    private async Task ReadAsync(Stream pipe, ChildStream stream)
    {
        // Whoever starts a program is not kept by what is there to read at once.
        await Task.CompletedTask.ConfigureAwait(ConfigureAwaitOptions.ForceYielding);
        try
        {
            await LineReader.ReadAsync(pipe, (text, goesOn) => HandAsync(new ChildLine(stream, text) { GoesOn = goesOn }), _abandoned.Token).ConfigureAwait(false);
        }
        catch (Exception exception) when (_abandoned.IsCancellationRequested && exception is IOException or ObjectDisposedException)
        {
            // What still holds the pipe is none of the program's any more.
        }
        catch
        {
            _ = StopAsync(CancellationToken.None);
            throw;
        }
    }

    private async ValueTask HandAsync(ChildLine line)
    {
        Interlocked.Add(ref _read, line.Text.Length + 1);
        if (_onLine is null)
        {
            return;
        }

        Interlocked.Increment(ref _handling);
        try
        {
            await _onLine(line).ConfigureAwait(false);
        }
        finally
        {
            Interlocked.Decrement(ref _handling);
        }
    }

    private async Task StopOnceAsync()
    {
        if (_group.IsAlive)
        {
            _group.Terminate();
            bool hasEnded = await HasEndedAsync(_program.Grace).ConfigureAwait(false);
            for (int kills = 0; kills < MostKills && !hasEnded; kills++)
            {
                // What one of them started a moment ago was not among those that the last signal reached.
                _group.Kill();
                hasEnded = await HasEndedAsync(s_rarestLook).ConfigureAwait(false);
            }
        }

        _hasStopped = true;
        await ((Task)_completion).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
    }

    // The system tells of the end of a child, and not of the end of its children.
    private async Task<bool> HasEndedAsync(TimeSpan patience)
    {
        long start = Stopwatch.GetTimestamp();
        TimeSpan look = s_look;
        while (_group.IsAlive)
        {
            if (Stopwatch.GetElapsedTime(start) >= patience)
            {
                return false;
            }

            await Task.Delay(look, TimeProvider.System, CancellationToken.None).ConfigureAwait(false);
            look = look * 2 < s_rarestLook ? look * 2 : s_rarestLook;
        }

        return true;
    }
}
