using Microsoft.Extensions.Logging;

namespace Prefect.Aws;

/// <summary>A queue of Amazon SQS that is read one message at a time, through whatever keeps it from being read for a while.</summary>
internal sealed class SqsQueue
{
    private const int WaitSeconds = 20;
    private const int VisibilitySeconds = 300;

    // Longer than the service waits, whatever read_timeout says.
    private static readonly TimeSpan s_patience = TimeSpan.FromSeconds(WaitSeconds + 10);

    // An answer without messages comes after the wait. From what does not wait it is not asked for without pause.
    private static readonly TimeSpan s_atOnce = TimeSpan.FromSeconds(1);

    private readonly AwsClient _client;
    private readonly string _name;
    private readonly string _address;
    private readonly TimeProvider _clock;
    private readonly SqsBackoff _receiving;
    private readonly SqsBackoff _deleting;
    private readonly SqsBackoff _extending;

    private SqsQueue(AwsClient client, string name, string address, TimeProvider clock, ILogger logger)
    {
        _client = client;
        _name = name;
        _address = address;
        _clock = clock;
        _receiving = new SqsBackoff($"read the queue '{name}'", clock, logger);
        _deleting = new SqsBackoff($"delete messages of the queue '{name}'", clock, logger);
        _extending = new SqsBackoff($"keep messages of the queue '{name}' from others", clock, logger);
    }

    /// <summary>How long nobody else gets a message that was received or kept.</summary>
    public static TimeSpan Visibility { get; } = TimeSpan.FromSeconds(VisibilitySeconds);

    /// <summary>Finds a queue; null when there is none of that name.</summary>
    /// <exception cref="AwsException">The service refused the request or could not be reached.</exception>
    public static async Task<SqsQueue?> FindAsync(
        AwsCredentials credentials, string name, TimeProvider clock, ILogger logger, CancellationToken cancellationToken)
    {
        AwsClient client = credentials.ClientForWaiting(AwsService.Sqs, s_patience);
        string attempt = $"find the queue '{name}'";
        try
        {
            SqsQueueAnswer answer = await client.SendAsync(SqsActions.GetQueueUrl, new SqsQueueQuestion(name), attempt, cancellationToken).ConfigureAwait(false);
            return string.IsNullOrEmpty(answer.QueueUrl)
                ? throw EcsApi.Empty(attempt, reason: null)
                : new SqsQueue(client, name, answer.QueueUrl, clock, logger);
        }
        catch (AwsException exception) when (exception.ErrorCode is "QueueDoesNotExist" or "AWS.SimpleQueueService.NonExistentQueue")
        {
            return null;
        }
    }

    /// <summary>Waits for a message; gives none when there was none for a while, or the queue could not be read.</summary>
    /// <exception cref="AwsException">The queue could not be read too often.</exception>
    public async Task<IReadOnlyList<SqsMessage>> ReceiveAsync(CancellationToken cancellationToken)
    {
        SqsReceipt request = new(_address, MaxNumberOfMessages: 1, WaitSeconds, VisibilitySeconds);
        long began = _clock.GetTimestamp();
        SqsMessages? answer = null;
        await TryAsync(
            _receiving,
            async () => answer = await _client.SendAsync(SqsActions.ReceiveMessage, request, $"read the queue '{_name}'", cancellationToken).ConfigureAwait(false),
            cancellationToken).ConfigureAwait(false);
        IReadOnlyList<SqsMessage> messages = [.. (answer?.Messages ?? []).Where(message => !string.IsNullOrEmpty(message?.ReceiptHandle))];
        if (answer is not null && messages.Count == 0 && _clock.GetElapsedTime(began) < s_atOnce)
        {
            await Task.Delay(s_atOnce, _clock, cancellationToken).ConfigureAwait(false);
        }

        return messages;
    }

    /// <summary>Keeps a message from others for longer.</summary>
    /// <returns>Whether that was possible.</returns>
    /// <exception cref="AwsException">It was not possible too often.</exception>
    public Task<bool> ExtendAsync(SqsMessage message, CancellationToken cancellationToken)
    {
        SqsVisibility request = new(_address, message.ReceiptHandle!, VisibilitySeconds);
        string attempt = $"keep the message '{message.MessageId}' from others";
        return TryAsync(
            _extending, () => _client.SendAsync(SqsActions.ChangeMessageVisibility, request, attempt, cancellationToken), cancellationToken);
    }

    /// <summary>Deletes a message.</summary>
    /// <returns>Whether that was possible; if not, it comes again.</returns>
    /// <exception cref="AwsException">It was not possible too often.</exception>
    public Task<bool> DeleteAsync(SqsMessage message, CancellationToken cancellationToken)
    {
        SqsDeletion request = new(_address, message.ReceiptHandle!);
        string attempt = $"delete the message '{message.MessageId}'";
        return TryAsync(_deleting, () => _client.SendAsync(SqsActions.DeleteMessage, request, attempt, cancellationToken), cancellationToken);
    }

    private static async Task<bool> TryAsync(SqsBackoff backoff, Func<Task> send, CancellationToken cancellationToken)
    {
        try
        {
            await send().ConfigureAwait(false);
            backoff.Succeeded();
            return true;
        }
        catch (AwsException exception)
        {
            await backoff.FailedAsync(exception, cancellationToken).ConfigureAwait(false);
            return false;
        }
    }
}
