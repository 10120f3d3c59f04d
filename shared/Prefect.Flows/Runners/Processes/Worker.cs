using System.Collections.ObjectModel;
using System.IO.Pipes;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Prefect.Blocks;

namespace Prefect.Flows;

/// <summary>The worker's side: runs bodies one after another, until the process that started it is gone.</summary>
internal sealed class Worker : IDisposable
{
    private readonly MessageChannel _channel;
    private readonly ForwardingLoggerFactory _loggers;
    private CancellationTokenSource? _cancel;

    private Worker(MessageChannel channel)
    {
        _channel = channel;
        _loggers = new ForwardingLoggerFactory(log => Send(MessageKind.Log, JsonSerializer.SerializeToUtf8Bytes(log, SnapshotJson.Default.ForwardedLog)));
    }

    /// <summary>Whether this process is a worker.</summary>
    public static bool IsHere { get; private set; }

    public static async Task RunAsync(WorkerInvitation invitation)
    {
        IsHere = true;

        // A terminal tells all processes of the program about Ctrl+C; the one that started this one decides what ends.
        using PosixSignalRegistration interrupt = PosixSignalRegistration.Create(PosixSignal.SIGINT, static signal => signal.Cancel = true);
        NamedPipeClientStream pipe = new(".", invitation.Pipe, PipeDirection.InOut, PipeOptions.Asynchronous | PipeOptions.CurrentUserOnly);
        await using (pipe.ConfigureAwait(false))
        {
            await pipe.ConnectAsync(TimeSpan.FromSeconds(30), CancellationToken.None).ConfigureAwait(false);
            MessageChannel channel = new(pipe);
            await using ConfiguredAsyncDisposable closing = channel.ConfigureAwait(false);
            await channel.SendAsync(MessageKind.Hello, Encoding.UTF8.GetBytes(invitation.Token)).ConfigureAwait(false);
            using Worker worker = new(channel);
            await worker.ServeAsync().ConfigureAwait(false);
        }
    }

    public void Dispose()
    {
        _cancel?.Dispose();
        _loggers.Dispose();
    }

    private async Task ServeAsync()
    {
        PrefectLogging.LoggerFactory = _loggers;
        while (await _channel.ReceiveAsync().ConfigureAwait(false) is { } message)
        {
            switch (message.Kind)
            {
                case MessageKind.Run:
                    _cancel?.Dispose();
                    _cancel = new CancellationTokenSource();
                    _ = AnswerAsync(message.Content, _cancel.Token);
                    break;
                case MessageKind.Cancel when _cancel is not null:
                    await _cancel.CancelAsync().ConfigureAwait(false);
                    break;
                default:
                    break;
            }
        }
    }

    private async Task AnswerAsync(byte[] content, CancellationToken cancellationToken)
    {
        await Task.CompletedTask.ConfigureAwait(ConfigureAwaitOptions.ForceYielding);
        MessageKind kind = MessageKind.Done;
        byte[] answer;
        try
        {
            answer = await ExecuteAsync(content, cancellationToken).ConfigureAwait(false);
        }
#pragma warning disable CA1031 // Whatever a body throws belongs to the task, which lives in the other process.
        catch (Exception exception)
#pragma warning restore CA1031
        {
            kind = MessageKind.Failed;
            answer = JsonSerializer.SerializeToUtf8Bytes(ExceptionDocument.Of(exception), SnapshotJson.Default.ExceptionDocument);
        }

        Send(kind, answer);
    }

    private async Task<byte[]> ExecuteAsync(byte[] content, CancellationToken cancellationToken)
    {
        WorkerJob job = JsonSerializer.Deserialize(content, SnapshotJson.Default.WorkerJob)
            ?? throw new TaskTransferException("What arrived is no task.");
        _loggers.Least = job.LogLevel;
        System.Reflection.MethodInfo body = job.Body.Find();
        WorkerRunStore store = new(job.KeepsRuns, log => Send(MessageKind.RunLog, JsonSerializer.SerializeToUtf8Bytes(log, SnapshotJson.Default.RunLog)));
        HydrationOptions options = new()
        {
            Store = store,
            CancellationToken = cancellationToken,

            // What a body submits in turn runs beside it: a worker starts no workers.
            RunnerFor = static _ => new ThreadPoolTaskRunner(),
        };
        object? result;
        using (RunStore.Use(store))
        using (new ContextSnapshot(job.Context).HydrateWith(options))
        {
            object?[] arguments = job.ReadArguments(body);
            TaskRunContext? run = TaskRunContext.Current;
            if (run is { LogPrints: true })
            {
                ConsoleCapture.EnsureInstalled();
            }

            try
            {
                result = await BodyMethod.InvokeAsync(body, arguments, cancellationToken).ConfigureAwait(false);
                await EndTransactionAsync(run, null).ConfigureAwait(false);
            }
            catch (Exception failure)
            {
                await EndTransactionAsync(run, failure).ConfigureAwait(false);
                throw;
            }
            finally
            {
                if (run is { LogPrints: true })
                {
                    ConsoleCapture.Flush(run);
                }

                SendMetadata();
            }
        }

        await store.FlushAsync(cancellationToken).ConfigureAwait(false);
        return job.WriteResult(result, BodyMethod.ResultType(body));
    }

    /// <summary>Decides about what the body and the tasks that it called staged here: the other process knows nothing of it.</summary>
    private static async ValueTask EndTransactionAsync(TaskRunContext? run, Exception? failure)
    {
        if (run?.OwnTransaction is not { } transaction)
        {
            return;
        }

        Ambient.Current = Ambient.Current with { Transaction = transaction };
        run.OwnTransaction = null;
        await transaction.EndAsync(failure).ConfigureAwait(false);
    }

    private void SendMetadata()
    {
        foreach ((string key, JsonObject metadata) in AssetContext.Current?.Metadata ?? ReadOnlyDictionary<string, JsonObject>.Empty)
        {
            Send(MessageKind.AssetMetadata, JsonSerializer.SerializeToUtf8Bytes(AssetMetadata.Of(key, metadata), SnapshotJson.Default.AssetMetadata));
        }
    }

    /// <summary>Sends from code that cannot wait, a logger for one. When the other process is gone this one ends anyway.</summary>
    private void Send(MessageKind kind, byte[] content)
    {
        try
        {
            Sync.Run(() => _channel.SendAsync(kind, content).AsTask());
        }
        catch (Exception exception) when (exception is IOException or ObjectDisposedException)
        {
            Environment.Exit(1);
        }
    }
}
