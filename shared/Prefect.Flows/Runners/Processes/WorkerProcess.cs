using System.Diagnostics;
using System.IO.Pipes;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;

namespace Prefect.Flows;

/// <summary>A worker, seen from the process that started it. It runs one body at a time.</summary>
internal sealed class WorkerProcess : IAsyncDisposable
{
    private static readonly TimeSpan s_startLimit = TimeSpan.FromSeconds(60);
    private static readonly TimeSpan s_exitLimit = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan s_exitSoon = TimeSpan.FromMilliseconds(200);

    /// <summary>How long a body may take to heed its token before its process is ended.</summary>
    private static readonly TimeSpan s_grace = TimeSpan.FromSeconds(2);

    private readonly Process _process;
    private readonly MessageChannel _channel;
    private readonly Lock _gate = new();
    private readonly int _id;
    private Task<int>? _end;

    private WorkerProcess(Process process, MessageChannel channel)
    {
        _process = process;
        _id = process.Id;
        _channel = channel;
    }

    /// <summary>Whether it can be given another body.</summary>
    public bool IsUsable
    {
        get
        {
            lock (_gate)
            {
                return _end is null && !_process.HasExited;
            }
        }
    }

    private bool IsBusy { get; set; }

    /// <summary>Starts a worker.</summary>
    /// <exception cref="TaskWorkerException">It cannot be started, or does not report.</exception>
    public static async Task<WorkerProcess> StartAsync(FlowTask task, CancellationToken cancellationToken)
    {
        if (Worker.IsHere || WorkerInvitation.IsIgnored)
        {
            throw new TaskWorkerException(
                $"The task '{task.Name}' cannot be given to a process: this process is a worker itself. {WorkerInvitation.Advice}");
        }

        WorkerInvitation invitation = new($"prefect-{Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(8))}", Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(32)));
#pragma warning disable CA2000 // The channel owns the pipe, and the worker or the handler below ends the channel.
        NamedPipeServerStream pipe = new(
            invitation.Pipe, PipeDirection.InOut, maxNumberOfServerInstances: 1, PipeTransmissionMode.Byte, PipeOptions.Asynchronous | PipeOptions.CurrentUserOnly);
#pragma warning restore CA2000
        MessageChannel channel = new(pipe);
        Process? process = null;
        try
        {
            process = Launch(task, invitation);
            await MeetAsync(pipe, channel, process, invitation, cancellationToken).ConfigureAwait(false);
            return new WorkerProcess(process, channel);
        }
        catch
        {
            process?.Kill(entireProcessTree: true);
            process?.Dispose();
            await channel.DisposeAsync().ConfigureAwait(false);
            throw;
        }
    }

    /// <summary>Runs a body and gives its result, or throws what it threw.</summary>
    /// <exception cref="TaskWorkerException">The process ended before the body did.</exception>
    public async Task<WireValue> RunAsync(TaskRunContext context, byte[] job, CancellationToken cancellationToken)
    {
        IsBusy = true;
        using CancellationTokenSource ended = new();
        Task<Message?> answer = AnswerAsync(context, job);
        using (cancellationToken.UnsafeRegister(static state => _ = ((WorkerProcess)state!).CancelAsync(), this))
        {
            await Task.WhenAny(answer, GraceAsync(cancellationToken, ended.Token)).ConfigureAwait(false);
        }

        await ended.CancelAsync().ConfigureAwait(false);
        if (!answer.IsCompleted)
        {
            // The body does not heed its token: its process is all that can be ended.
            await EndAsync(TimeSpan.Zero).ConfigureAwait(false);
            throw new OperationCanceledException(cancellationToken);
        }

        Message message = await answer.ConfigureAwait(false) ?? throw await LostAsync(context.Task).ConfigureAwait(false);
        IsBusy = false;
        if (message.Kind == MessageKind.Done)
        {
            return JsonSerializer.Deserialize(message.Content, SnapshotJson.Default.WireValue);
        }

        Exception failure = JsonSerializer.Deserialize(message.Content, SnapshotJson.Default.ExceptionDocument)!.Rebuild();
        throw failure is OperationCanceledException && cancellationToken.IsCancellationRequested
            ? new OperationCanceledException(failure.Message, failure, cancellationToken)
            : failure;
    }

    /// <summary>Ends the worker: without its pipe an idle one goes by itself, one that still runs a body is ended.</summary>
    public async ValueTask DisposeAsync()
    {
        TimeSpan patience = IsBusy ? TimeSpan.Zero : s_exitLimit;
        await EndAsync(patience).ConfigureAwait(false);
    }

    private static Process Launch(FlowTask task, WorkerInvitation invitation)
    {
        ProcessStartInfo start = WorkerProgram.StartInfo(invitation);
        try
        {
            Process process = Process.Start(start)!;
            process.StandardInput.Close();
            return process;
        }
        catch (Exception exception) when (exception is System.ComponentModel.Win32Exception or IOException or PlatformNotSupportedException)
        {
            throw new TaskWorkerException($"The task '{task.Name}' cannot be given to a process: {start.FileName} cannot be started. Run the flow on threads.", exception);
        }
    }

    /// <summary>Waits until the worker has connected and shown the token that it was started with.</summary>
    private static async Task MeetAsync(
        NamedPipeServerStream pipe, MessageChannel channel, Process process, WorkerInvitation invitation, CancellationToken cancellationToken)
    {
        using CancellationTokenSource limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        limit.CancelAfter(s_startLimit);
        Task connected = pipe.WaitForConnectionAsync(limit.Token);
        Task exited = process.WaitForExitAsync(limit.Token);
        try
        {
            Task first = await Task.WhenAny(connected, exited).ConfigureAwait(false);
            await first.ConfigureAwait(false);
            Message? hello = connected.IsCompletedSuccessfully ? await channel.ReceiveAsync(limit.Token).ConfigureAwait(false) : null;
            if (hello is { Kind: MessageKind.Hello } && CryptographicOperations.FixedTimeEquals(hello.Value.Content, Encoding.UTF8.GetBytes(invitation.Token)))
            {
                return;
            }
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            throw new TaskWorkerException($"Process {process.Id} was started to run tasks and did not report within {s_startLimit.TotalSeconds} seconds. {WorkerInvitation.Advice}");
        }

        throw new TaskWorkerException($"Process {process.Id} was started to run tasks and ended, or did something else. {WorkerInvitation.Advice}");
    }

    /// <summary>Sends the body, hands on what is logged, and gives the answer; null when the worker is gone.</summary>
    private async Task<Message?> AnswerAsync(TaskRunContext context, byte[] job)
    {
        AssetContext? assets = AssetContext.Current;
        try
        {
            await _channel.SendAsync(MessageKind.Run, job).ConfigureAwait(false);
        }
        catch (IOException)
        {
            return null;
        }

        while (await _channel.ReceiveAsync().ConfigureAwait(false) is { } message)
        {
            switch (message.Kind)
            {
                case MessageKind.Done or MessageKind.Failed:
                    return message;
                case MessageKind.Log:
                    ForwardedLogs.Write(JsonSerializer.Deserialize(message.Content, SnapshotJson.Default.ForwardedLog)!);
                    break;
                case MessageKind.RunLog when context.Store.KeepsRuns:
                    context.Store.Report(JsonSerializer.Deserialize(message.Content, SnapshotJson.Default.RunLog)!);
                    break;
                case MessageKind.AssetMetadata when assets is not null:
                    JsonSerializer.Deserialize(message.Content, SnapshotJson.Default.AssetMetadata)!.AddTo(assets);
                    break;
                default:
                    break;
            }
        }

        return null;
    }

    private async Task CancelAsync()
    {
        try
        {
            await _channel.SendAsync(MessageKind.Cancel, ReadOnlyMemory<byte>.Empty).ConfigureAwait(false);
        }
        catch (Exception exception) when (exception is IOException or ObjectDisposedException)
        {
            // The worker is gone; whoever waits for its answer is told so.
        }
    }

    /// <summary>Ends some time after the body was told to end.</summary>
    private static async Task GraceAsync(CancellationToken cancelled, CancellationToken ended)
    {
        using CancellationTokenSource either = CancellationTokenSource.CreateLinkedTokenSource(cancelled, ended);
        await Task.Delay(Timeout.InfiniteTimeSpan, TimeProvider.System, either.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        await Task.Delay(s_grace, TimeProvider.System, ended).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
    }

    private async Task<TaskWorkerException> LostAsync(FlowTask task)
    {
        int id = _id;
        int exitCode = await EndAsync(s_exitSoon).ConfigureAwait(false);
        return new TaskWorkerException(
            $"The task '{task.Name}' was not finished: process {id}, which ran it, ended with exit code {exitCode}. "
            + "It was ended from outside, ran out of memory or ended itself; a task with retries is begun again in a new process.");
    }

    /// <summary>Ends the process, once; gives its exit code.</summary>
    private Task<int> EndAsync(TimeSpan patience)
    {
        lock (_gate)
        {
            return _end ??= EndOnceAsync(patience);
        }
    }

    private async Task<int> EndOnceAsync(TimeSpan patience)
    {
        await _channel.DisposeAsync().ConfigureAwait(false);
        try
        {
            await _process.WaitForExitAsync(CancellationToken.None).WaitAsync(patience, TimeProvider.System).ConfigureAwait(false);
        }
        catch (TimeoutException)
        {
            _process.Kill(entireProcessTree: true);
            await _process.WaitForExitAsync(CancellationToken.None).ConfigureAwait(false);
        }

        int exitCode = _process.ExitCode;
        _process.Dispose();
        return exitCode;
    }
}
