using System.Text.Json.Nodes;
using Prefect.Testing;

namespace Prefect.Aws.Tests.Ecs;

/// <summary>A queue of a peer's: what is received stays in flight until it is deleted or a test lets it come again.</summary>
internal sealed class ScriptedQueue
{
    public const string Address = "https://sqs.eu-central-1.amazonaws.com/123456789012/prefect-ecs-tasks-events";
    public const string GetQueueUrl = "sqs.GetQueueUrl";
    public const string ReceiveMessage = "sqs.ReceiveMessage";
    public const string DeleteMessage = "sqs.DeleteMessage";
    public const string ChangeVisibility = "sqs.ChangeMessageVisibility";

    private readonly Lock _gate = new();
    private readonly Queue<string> _waiting = new();
    private readonly Dictionary<string, string> _inFlight = new(StringComparer.Ordinal);
    private TaskCompletionSource _drained = NewSignal();
    private int _receipts;

    public ScriptedQueue(AwsPeer peer)
    {
        peer.On(GetQueueUrl, AwsReply.Json(new JsonObject { ["QueueUrl"] = Address }));
        peer.On(ReceiveMessage, _ => Receive());
        peer.On(DeleteMessage, Delete);
        peer.On(ChangeVisibility, AwsReply.Json("{}"));
    }

    /// <summary>How many messages were received and not deleted.</summary>
    public int Left
    {
        get
        {
            lock (_gate)
            {
                return _inFlight.Count;
            }
        }
    }

    /// <summary>Ends when all messages were received, and more are asked for.</summary>
    public Task Drained => _drained.Task;

    public void Send(params IEnumerable<string> bodies)
    {
        lock (_gate)
        {
            _drained = NewSignal();
            foreach (string body in bodies)
            {
                _waiting.Enqueue(body);
            }
        }
    }

    /// <summary>Lets all that was not deleted come again.</summary>
    public void ComeAgain()
    {
        List<string> bodies;
        lock (_gate)
        {
            bodies = [.. _inFlight.Values];
            _inFlight.Clear();
        }

        Send(bodies);
    }

    public AwsReply Receive()
    {
        lock (_gate)
        {
            if (_waiting.TryDequeue(out string? body))
            {
                string receipt = $"receipt-{++_receipts}";
                _inFlight[receipt] = body;
                JsonObject message = new() { ["MessageId"] = $"message-{_receipts}", ["ReceiptHandle"] = receipt, ["Body"] = body };
                return AwsReply.Json(new JsonObject { ["Messages"] = new JsonArray(message) });
            }

            // As the service waits, so does the peer: until it is disposed.
            _drained.TrySetResult();
            return AwsReply.Json("{}") with { Held = NewSignal().Task };
        }
    }

    private AwsReply Delete(AwsExchange request)
    {
        lock (_gate)
        {
            return _inFlight.Remove((string)request.Json["ReceiptHandle"]!) ? AwsReply.Json("{}") : AwsReply.Error("ReceiptHandleIsInvalid");
        }
    }

    private static TaskCompletionSource NewSignal() => new(TaskCreationOptions.RunContinuationsAsynchronously);
}
