using System.Diagnostics.CodeAnalysis;
using System.Text.Json;
using Microsoft.Extensions.Logging;

namespace Prefect.Aws;

/// <summary>Does what a message asks for.</summary>
internal sealed class EcsMessageHandling(EcsTaskTags tags, IReadOnlyList<IEcsEventHandler> handlers, ILogger logger)
{
    /// <returns>Whether all is done, so that the message may be deleted.</returns>
    [SuppressMessage("Design", "CA1031", Justification = "Whatever one message does, the next is read; the message stays in the queue.")]
    public async Task<bool> HandleAsync(SqsMessage message, CancellationToken cancellationToken)
    {
        try
        {
            if (EcsTaskEvent.Read(string.IsNullOrWhiteSpace(message.Body) ? "null" : message.Body) is not { } change)
            {
                EcsObserverLog.Foreign(logger, message.MessageId);
                return true;
            }

            change = change with { Tags = await tags.ReadAsync(change, cancellationToken).ConfigureAwait(false) };
            Tell(change);
            bool[] done = await Task.WhenAll(handlers.Where(handler => handler.Wants(change)).Select(handler => RunAsync(handler, change, cancellationToken)))
                .ConfigureAwait(false);
            return Array.TrueForAll(done, isDone => isDone);
        }
        catch (JsonException exception)
        {
            EcsObserverLog.Unreadable(logger, message.MessageId, exception.Path);
            return false;
        }
        catch (Exception exception)
        {
            cancellationToken.ThrowIfCancellationRequested();
            EcsObserverLog.NotHandled(logger, message.MessageId, exception.Message, exception);
            return false;
        }
    }

    [SuppressMessage("Design", "CA1031", Justification = "One handler's failing is no reason for another's not to be run.")]
    private async Task<bool> RunAsync(IEcsEventHandler handler, EcsTaskEvent change, CancellationToken cancellationToken)
    {
        try
        {
            await handler.HandleAsync(change, cancellationToken).ConfigureAwait(false);
            return true;
        }
        catch (Exception exception)
        {
            cancellationToken.ThrowIfCancellationRequested();
            EcsObserverLog.HandlerFailed(logger, handler.Purpose, change.Identifier.TaskArn, change.Status, exception.Message, exception);
            return false;
        }
    }

    private void Tell(EcsTaskEvent change)
    {
        if (!change.IsOfFlowRun && change.Tags.TryGetValue(EcsTaskEvent.FlowRunTag, out string? value))
        {
            EcsObserverLog.NoFlowRun(logger, change.Identifier.TaskArn, EcsTaskEvent.FlowRunTag, value);
        }
    }
}
