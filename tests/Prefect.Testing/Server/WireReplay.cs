namespace Prefect.Testing;

/// <summary>Answers requests as they were answered in a recording, and says where they differ from the recorded ones.</summary>
public sealed class WireReplay
{
    private const string Token = "/csrf-token";
    private readonly Queue<WireExchange> _ahead;
    // Python's client still sends these two in the policies of task runs, always as zero; servers have given them up.
    private static readonly HashSet<string> s_givenUp = new(StringComparer.Ordinal) { "max_retries", "retry_delay_seconds" };

    private readonly WireComparison _ids = new() { IgnoredKeys = s_givenUp };
    private readonly WireComparison _changes = new() { IgnoresNulls = false };
    private readonly WireExchange? _token;

    /// <summary>Begins a replay.</summary>
    /// <param name="exchanges">The exchanges, in order. Those about tokens are answered whenever they come: who asks how often is his own affair.</param>
    public WireReplay(IEnumerable<WireExchange> exchanges)
    {
        WireExchange[] all = [.. exchanges];
        _token = Array.Find(all, exchange => exchange.Path == Token);
        _ahead = new Queue<WireExchange>(all.Where(exchange => exchange.Path != Token));
    }

    /// <summary>How the requests differed from the recorded ones.</summary>
    public IReadOnlyList<string> Differences => _differences;

    /// <summary>What did not come yet.</summary>
    public IReadOnlyCollection<WireExchange> Ahead => _ahead;

    private readonly List<string> _differences = [];

    internal ServerReply Answer(ServerRequest request)
    {
        if (request.Path == Token)
        {
            return _token is null ? ServerReply.Refused(422, "CSRF protection is disabled.") : Reply(_token);
        }

        if (!_ahead.TryDequeue(out WireExchange? expected))
        {
            _differences.Add($"{request} came after the last one.");
            return ServerReply.Exception(400, "The recording is over.");
        }

        if (Difference(expected, request) is { } difference)
        {
            _differences.Add($"{expected}: {difference}");
        }

        return Reply(expected);
    }

    private string? Difference(WireExchange expected, ServerRequest request) =>
        (expected.Method == request.Method ? null : $"{request} is said")
        ?? _ids.Difference(expected.Path, request.Path, '/')
        ?? _ids.Difference(expected.Query, request.Query, '&')
        ?? (expected.Method == "PATCH" ? _changes : _ids).Difference(expected.Body, request.Body);

    private static ServerReply Reply(WireExchange exchange)
    {
        ServerReply reply = exchange.Status == 204 || exchange is { Status: 201, Answer: null }
            ? ServerReply.Status(exchange.Status)
            : ServerReply.Json(exchange.Answer?.DeepClone(), exchange.Status);
        return exchange.RetryAfter is { } wait ? reply.With("Retry-After", wait) : reply;
    }
}
