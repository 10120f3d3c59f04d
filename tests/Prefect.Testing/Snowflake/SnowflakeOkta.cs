using System.Collections.Concurrent;
using System.Net;
using System.Text.Json.Nodes;

namespace Prefect.Testing;

/// <summary>The Okta of a <see cref="SnowflakePeer"/>: a token for user and password, and an assertion for the token.</summary>
public sealed class SnowflakeOkta
{
    private readonly ConcurrentDictionary<string, bool> _tokens = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<string, bool> _assertions = new(StringComparer.Ordinal);

    /// <summary>Where it is.</summary>
    public string Endpoint { get; set; } = "https://harbour.okta.com";

    /// <summary>Where the account says that it is, which a wicked one may change.</summary>
    public string? StatedEndpoint { get; set; }

    /// <summary>Where its assertions are to be posted.</summary>
    public string Target { get; set; } = "https://harbour-cranes.snowflakecomputing.com:443/fed/login";

    /// <summary>The password there.</summary>
    public string Password { get; } = $"peer-okta-password-{Guid.NewGuid():N}";

    internal RestReply GiveToken(RestExchange request)
    {
        JsonObject body = request.Document();
        if (!string.Equals((string?)body["username"], "loader", StringComparison.OrdinalIgnoreCase) || (string?)body["password"] != Password)
        {
            return RestReply.Json("""{"errorCode":"E0000004","errorSummary":"Authentication failed","errorLink":"E0000004","errorId":"oae1","errorCauses":[]}""", 401);
        }

        string token = $"20111-{Guid.NewGuid():N}";
        _tokens[token] = true;
        return RestReply.Json(new JsonObject { ["expiresAt"] = "2026-11-20T12:05:00.000Z", ["status"] = "SUCCESS", ["sessionToken"] = token });
    }

    internal RestReply GiveAssertion(RestExchange request)
    {
        // A token serves once.
        if (request.QueryValue("onetimetoken") is not { } token || !_tokens.TryRemove(token, out _))
        {
            return RestReply.Html(403);
        }

        string assertion = Convert.ToBase64String(Guid.NewGuid().ToByteArray());
        _assertions[assertion] = true;
        string target = WebUtility.HtmlEncode(Target).Replace(":", "&#x3a;", StringComparison.Ordinal).Replace("/", "&#x2f;", StringComparison.Ordinal);
        return RestReply.Text(
            $"""<html><body><form id="appForm" action="{target}" method="POST"><input name="SAMLResponse" type="hidden" value="{assertion}"/></form></body></html>""",
            "text/html;charset=utf-8");
    }

    internal bool Redeem(string? page) => page is not null && _assertions.Keys.Where(page.Contains).ToList() is [var assertion] && _assertions.TryRemove(assertion, out _);
}
