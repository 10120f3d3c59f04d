using System.Collections.Concurrent;
using System.Text.Json.Nodes;

namespace Prefect.Testing;

/// <summary>The sessions of a <see cref="SnowflakePeer"/>, with their tokens.</summary>
internal sealed class SnowflakeSessions
{
    private readonly ConcurrentDictionary<string, string> _masters = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<string, string> _masterOf = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<string, bool> _expired = new(StringComparer.Ordinal);
    private long _count = 4711;

    /// <summary>How many are open.</summary>
    public int Count => _masters.Count;

    public IReadOnlyDictionary<string, string> Parameters { get; set; } = new Dictionary<string, string>();

    /// <summary>Begins a session, and says so as the service does.</summary>
    public JsonObject Begin(RestExchange login)
    {
        long id = Interlocked.Increment(ref _count);
        (string token, string master) = (NewToken("session"), NewToken("master"));
        _masters[master] = token;
        _masterOf[token] = master;
        return new JsonObject
        {
            ["masterToken"] = master,
            ["token"] = token,
            ["validityInSeconds"] = 3599,
            ["masterValidityInSeconds"] = 14399,
            ["displayUserName"] = "LOADER",
            ["serverVersion"] = "9.35.1",
            ["firstLogin"] = false,
            ["remMeToken"] = null,
            ["remMeValidityInSeconds"] = 0,
            ["healthCheckInterval"] = 45,
            ["newClientForUpgrade"] = null,
            ["sessionId"] = id,
            ["parameters"] = Given(login),
            ["sessionInfo"] = new JsonObject
            {
                ["databaseName"] = login.QueryValue("databaseName"),
                ["schemaName"] = login.QueryValue("schemaName"),
                ["warehouseName"] = login.QueryValue("warehouse"),
                ["roleName"] = login.QueryValue("roleName") ?? "PUBLIC",
            },
            ["idToken"] = null,
            ["idTokenValidityInSeconds"] = 0,
            ["responseData"] = null,
            ["mfaToken"] = null,
            ["mfaTokenValidityInSeconds"] = 0,
        };
    }

    /// <summary>Refuses a request whose token is none that holds; null lets it pass.</summary>
    public RestReply? Refusal(RestExchange request) => request.Token() switch
    {
        { } token when _expired.ContainsKey(token) => _masterOf.ContainsKey(token) ? SnowflakeReply.TokenExpired() : Gone(),
        { } token when _masterOf.ContainsKey(token) => null,
        _ => RestReply.Json("""{"data":null,"code":"390104","message":"Session token is not valid.","success":false}""", 401),
    };

    /// <summary>Gives another token for a master token.</summary>
    public RestReply Renew(RestExchange request)
    {
        JsonObject body = request.Document();
        if ((string?)body["requestType"] != "RENEW" || request.Token() is not { } master || !_masters.TryGetValue(master, out string? old))
        {
            return SnowflakeReply.MasterTokenExpired();
        }

        if ((string?)body["oldSessionToken"] != old)
        {
            return SnowflakeReply.Error("390113", "The old session token is not that of the master token.");
        }

        _ = _masters.TryRemove(master, out _);
        _ = _masterOf.TryRemove(old, out _);
        (string token, string next) = (NewToken("session"), NewToken("master"));
        _masters[next] = token;
        _masterOf[token] = next;
        return SnowflakeReply.Success(new JsonObject
        {
            ["sessionToken"] = token,
            ["validityInSecondsST"] = 3600,
            ["masterToken"] = next,
            ["validityInSecondsMT"] = 14400,
            ["sessionId"] = _count,
        });
    }

    public RestReply End(RestExchange request)
    {
        if (request.Token() is { } token && _masterOf.TryRemove(token, out string? master))
        {
            _ = _masters.TryRemove(master, out _);
        }

        return SnowflakeReply.Success();
    }

    /// <summary>Lets the tokens of all sessions run out; their master tokens still give others.</summary>
    public void ExpireTokens()
    {
        foreach (string token in _masterOf.Keys)
        {
            _expired[token] = true;
        }
    }

    /// <summary>Lets the master tokens of all sessions run out, too.</summary>
    public void ExpireMasters()
    {
        ExpireTokens();
        _masters.Clear();
    }

    /// <summary>Ends all sessions.</summary>
    public void EndAll()
    {
        ExpireTokens();
        _masters.Clear();
        _masterOf.Clear();
    }

    private static RestReply Gone() => SnowflakeReply.Error("390111", "Session no longer exists. New login required to access the service.");

    private static string NewToken(string kind) => $"ver:1-hint:{kind}-{Guid.NewGuid():N}{Guid.NewGuid():N}";

    private JsonArray Given(RestExchange login)
    {
        Dictionary<string, JsonNode?> parameters = new(StringComparer.Ordinal)
        {
            ["TIMEZONE"] = "America/Los_Angeles",
            ["AUTOCOMMIT"] = true,
            ["CLIENT_SESSION_KEEP_ALIVE"] = false,
            ["QUERY_CONTEXT_CACHE_SIZE"] = 5,
            ["CLIENT_STAGE_ARRAY_BINDING_THRESHOLD"] = 65280,
        };
        foreach ((string name, string value) in Parameters)
        {
            parameters[name] = value;
        }

        foreach ((string name, JsonNode? value) in login.Login()["SESSION_PARAMETERS"] as JsonObject ?? [])
        {
            parameters[name] = value?.DeepClone();
        }

        return [.. parameters.Select(static pair => new JsonObject { ["name"] = pair.Key, ["value"] = pair.Value })];
    }
}
