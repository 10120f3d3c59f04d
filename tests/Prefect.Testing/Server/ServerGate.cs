using System.Text;
using System.Text.Json.Nodes;

namespace Prefect.Testing;

/// <summary>Lets in who signs in, and changing requests that bring a token.</summary>
internal sealed class ServerGate(PrefectServerOptions options)
{
    private readonly Dictionary<string, (string Token, DateTimeOffset Expiration)> _tokens = new(StringComparer.Ordinal);

    /// <summary>Gives the refusal of a request; null lets it in.</summary>
    public ServerReply? Refuse(ServerRequest request)
    {
        if (Wanted is { } wanted && request.Headers.GetValueOrDefault("Authorization") != wanted)
        {
            return ServerReply.Exception(401, "Unauthorized");
        }

        if (!options.WantsCsrfToken || !request.ChangesSomething)
        {
            return null;
        }

        string? client = request.Headers.GetValueOrDefault("Prefect-Csrf-Client");
        string? token = request.Headers.GetValueOrDefault("Prefect-Csrf-Token");
        return token is null ? ServerReply.Refused(403, "Missing CSRF token.")
            : client is null ? ServerReply.Refused(403, "Missing client identifier.")
            : !_tokens.TryGetValue(client, out (string Token, DateTimeOffset Expiration) known) || known.Token != token || known.Expiration <= options.Clock.GetUtcNow()
                ? ServerReply.Refused(403, "Invalid CSRF token or client identifier.")
            : null;
    }

    public ServerReply GiveToken(ServerCall call)
    {
        if (!options.WantsCsrfToken)
        {
            return ServerReply.Refused(422, "CSRF protection is disabled.");
        }

        string client = call.QueryValue("client") ?? throw call.Fault("missing", ["client"], "Field required");
        DateTimeOffset now = options.Clock.GetUtcNow();
        _tokens[client] = (Guid.NewGuid().ToString("N") + Guid.NewGuid().ToString("N"), now + options.CsrfTokenLifetime);
        return ServerReply.Json(new JsonObject
        {
            ["id"] = Guid.NewGuid(),
            ["created"] = ServerTime.Text(now),
            ["updated"] = ServerTime.Text(now),
            ["token"] = _tokens[client].Token,
            ["client"] = client,
            ["expiration"] = ServerTime.Text(_tokens[client].Expiration),
        });
    }

    /// <summary>Makes every token that was given worthless.</summary>
    public void RevokeTokens() => _tokens.Clear();

    private string? Wanted =>
        options.AuthString is { } pair ? "Basic " + Convert.ToBase64String(Encoding.UTF8.GetBytes(pair))
        : options.ApiKey is { } key ? "Bearer " + key
        : null;
}
