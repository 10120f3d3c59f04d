using System.Collections.Concurrent;
using System.Text;
using System.Text.Json.Nodes;

namespace Prefect.Testing;

/// <summary>The tokens that a peer gave, and what each is good for. Emulators take them, too.</summary>
internal sealed class ArmTokens
{
    private const string MachineLearning = ".api.azureml.ms";

    private readonly ConcurrentDictionary<string, string> _audiences = new(StringComparer.Ordinal);
    private readonly ConcurrentQueue<string> _given = new();
    private readonly ConcurrentQueue<TimeSpan> _lifetimes = new();

    public IReadOnlyList<string> Given => [.. _given];

    public void Revoke() => _audiences.Clear();

    /// <summary>Says how long the next tokens are good, one after another; those after them are good for an hour.</summary>
    public void Last(params ReadOnlySpan<TimeSpan> lifetimes)
    {
        foreach (TimeSpan lifetime in lifetimes)
        {
            _lifetimes.Enqueue(lifetime);
        }
    }

    /// <summary>Makes a token, and says how long it is good.</summary>
    public (string Token, TimeSpan Lifetime) Give(string audience)
    {
        TimeSpan lifetime = _lifetimes.TryDequeue(out TimeSpan scripted) ? scripted : TimeSpan.FromHours(1);
        DateTimeOffset now = TimeProvider.System.GetUtcNow();
        JsonObject claims = new()
        {
            ["aud"] = audience,
            ["iss"] = "https://sts.windows.net/ab1f708d-50f6-404c-a006-d71b2ac7a606/",
            ["nbf"] = now.AddMinutes(-5).ToUnixTimeSeconds(),
            ["iat"] = now.AddMinutes(-5).ToUnixTimeSeconds(),
            ["exp"] = (now + lifetime).ToUnixTimeSeconds(),
            ["uti"] = Guid.NewGuid().ToString("N"),
        };
        string token = $"{Encode("""{"alg":"RS256","typ":"JWT"}""")}.{Encode(claims.ToJsonString())}.{Encode(Guid.NewGuid().ToString())}";
        _audiences[token] = audience;
        _given.Enqueue(token);
        return (token, lifetime);
    }

    /// <summary>Whether a request has a token that was given for the host that it is meant for.</summary>
    public bool IsGood(ArmRequest request)
    {
        string token = request.Headers.GetValueOrDefault("Authorization", "").Replace("Bearer ", "", StringComparison.Ordinal);
        return _audiences.TryGetValue(token, out string? audience) && IsFor(new Uri(audience).Host, request.Host);
    }

    private static bool IsFor(string audience, string host) =>
        host.Equals(audience, StringComparison.OrdinalIgnoreCase)
        || host.EndsWith("." + audience, StringComparison.OrdinalIgnoreCase)
        || (audience == "management.azure.com" && host.EndsWith(MachineLearning, StringComparison.OrdinalIgnoreCase))
        || (audience == "storage.azure.com" && ArmSignIn.IsOfBlobs(host));

    private static string Encode(string text) => Convert.ToBase64String(Encoding.UTF8.GetBytes(text)).TrimEnd('=').Replace('+', '-').Replace('/', '_');
}
