using System.Collections.Concurrent;
using System.Globalization;
using System.Text.Json.Nodes;

namespace Prefect.Testing;

/// <summary>Who gets into a <see cref="SnowflakePeer"/>.</summary>
internal sealed class SnowflakeDoor(SnowflakeUser user, string account, SnowflakeOkta okta, TimeProvider clock)
{
    private readonly ConcurrentDictionary<string, bool> _proofs = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<string, bool> _pushes = new(StringComparer.Ordinal);

    /// <summary>Says where users of another provider sign in.</summary>
    public RestReply Ask(RestExchange request)
    {
        JsonObject data = request.Login();
        string way = (string?)data["AUTHENTICATOR"] ?? "";
        string proof = $"proof-{Guid.NewGuid():N}";
        _proofs[proof] = true;
        if (way == "EXTERNALBROWSER")
        {
            string port = (string)data["BROWSER_MODE_REDIRECT_PORT"]!;
            return SnowflakeReply.Success(new JsonObject { ["tokenUrl"] = null, ["ssoUrl"] = $"https://identity.example/saml?RelayState={port}", ["proofKey"] = proof });
        }

        string there = okta.StatedEndpoint ?? okta.Endpoint;
        return way == okta.Endpoint
            ? SnowflakeReply.Success(new JsonObject { ["tokenUrl"] = $"{there}/api/v1/authn", ["ssoUrl"] = $"{there}/app/snowflake/abc123/sso/saml", ["proofKey"] = null })
            : SnowflakeReply.Error("390139", "The specified authenticator is not accepted by your Snowflake account configuration.  Please contact your local system administrator to get the correct URL to use.");
    }

    /// <summary>Refuses who does not prove to be the user; null lets in.</summary>
    public RestReply? Refusal(RestExchange request)
    {
        JsonObject data = request.Login();
        if (Missing(request, data) is { } missing)
        {
            return SnowflakeReply.Error("390400", $"The sign-in lacks {missing}.");
        }

        return (string?)data["AUTHENTICATOR"] switch
        {
            null when data.ContainsKey("RAW_SAML_RESPONSE") => okta.Redeem((string?)data["RAW_SAML_RESPONSE"]) ? null : SnowflakeReply.Error("390133", "SAML response is invalid or matching user is not found."),
            null or "SNOWFLAKE" => Password(request, data),
            "USERNAME_PASSWORD_MFA" => KeptOrSecondFactor(request, data),
            "SNOWFLAKE_JWT" => SnowflakeTokens.Problem((string?)data["TOKEN"], user, account, clock) is { } problem ? SnowflakeReply.Error("390144", $"JWT token is invalid. [{problem}]") : null,
            "OAUTH" => (string?)data["TOKEN"] == user.OAuthToken ? null : SnowflakeReply.Error("390303", "Invalid OAuth access token."),
            "PROGRAMMATIC_ACCESS_TOKEN" => (string?)data["TOKEN"] == user.ProgrammaticToken ? null : SnowflakeReply.Error("394400", "Programmatic access token is invalid."),
            "EXTERNALBROWSER" => Browser(data),
            "ID_TOKEN" => user.KeptTokens.ContainsKey((string?)data["TOKEN"] ?? "") ? null : SnowflakeReply.Error("390195", "The provided ID Token is invalid."),
            "WORKLOAD_IDENTITY" => Workload(data),
            var other => SnowflakeReply.Error("390106", $"Unknown authenticator {other}."),
        };
    }

    /// <summary>Adds what the next sign-in may bring in place of a person.</summary>
    public JsonObject Welcome(RestExchange request, JsonObject session)
    {
        JsonObject data = request.Login();
        JsonObject parameters = data["SESSION_PARAMETERS"] as JsonObject ?? [];
        (string way, string parameter, string token) = (string?)data["AUTHENTICATOR"] switch
        {
            "USERNAME_PASSWORD_MFA" => ("mfaToken", "CLIENT_REQUEST_MFA_TOKEN", $"kept-mfa-{Guid.NewGuid():N}"),
            "EXTERNALBROWSER" => ("idToken", "CLIENT_STORE_TEMPORARY_CREDENTIAL", $"kept-id-{Guid.NewGuid():N}"),
            _ => ("", "", ""),
        };
        if (way.Length > 0 && parameters[parameter] is JsonValue value && bool.TryParse(value.ToString(), out bool wanted) && wanted)
        {
            user.KeptTokens[token] = true;
            session[way] = token;
        }

        return session;
    }

    private static readonly string[] s_needed = ["CLIENT_APP_ID", "CLIENT_APP_VERSION", "ACCOUNT_NAME", "CLIENT_ENVIRONMENT"];

    private string? Missing(RestExchange request, JsonObject data) =>
        s_needed.FirstOrDefault(name => data[name] is null)
        ?? (request.QueryValue("requestId") is null ? "requestId" : null)
        ?? (string.Equals((string?)data["ACCOUNT_NAME"], account, StringComparison.OrdinalIgnoreCase) ? null : "the name of this account");

    private RestReply? Password(RestExchange request, JsonObject data) =>
        !Knows(data) ? WrongPassword()
        : !user.NeedsSecondFactor ? null
        : SecondFactor(request, data);

    private RestReply? KeptOrSecondFactor(RestExchange request, JsonObject data) =>
        !Knows(data) ? WrongPassword()
        : (string?)data["TOKEN"] is not { } kept ? SecondFactor(request, data)
        : user.KeptTokens.ContainsKey(kept) ? null
        : SnowflakeReply.Error("390120", "The cached token for the second factor is not valid.");

    private RestReply? SecondFactor(RestExchange request, JsonObject data)
    {
        if ((string?)request.Document()["inFlightCtx"] is { } flight)
        {
            return Lead(flight, data);
        }

        bool isInPassword = (string?)data["PASSWORD"] == user.Password + user.Passcode;
        return (string?)data["EXT_AUTHN_DUO_METHOD"] switch
        {
            "push" => null,
            "passcode" => isInPassword || (string?)data["PASSCODE"] == user.Passcode ? null : SnowflakeReply.Error("390127", "Incorrect passcode was specified."),
            _ when user.IsLedToSecondFactor => Step("EXT_AUTHN_DUO_ALL"),
            _ => SnowflakeReply.Error("390129", "Multi-factor authentication is required for this account."),
        };
    }

    private RestReply? Lead(string flight, JsonObject data) =>
        !_pushes.TryRemove(flight, out bool isPushed) ? SnowflakeReply.Error("390121", "The request is not known.")
        : isPushed ? null
        : (string?)data["EXT_AUTHN_DUO_METHOD"] == "push" ? Step("EXT_AUTHN_SUCCESS")
        : SnowflakeReply.Error("390123", "Nobody answered.");

    private RestReply Step(string next)
    {
        string flight = $"flight-{Guid.NewGuid():N}";
        _pushes[flight] = next == "EXT_AUTHN_SUCCESS";
        return SnowflakeReply.Success(new JsonObject { ["nextAction"] = next, ["inFlightCtx"] = flight, ["authnMethod"] = "DUO_SECURITY" });
    }

    private RestReply? Browser(JsonObject data) =>
        (string?)data["PROOF_KEY"] is { } proof && _proofs.TryRemove(proof, out _) && (string?)data["TOKEN"] == "token of the browser+/="
            ? null
            : SnowflakeReply.Error("390191", "The proof or the token of the browser is not valid.");

    private RestReply? Workload(JsonObject data)
    {
        string provider = (string?)data["PROVIDER"] ?? "";
        string token = (string?)data["TOKEN"] ?? "";
        string? problem = provider == "AWS" ? SnowflakeTokens.AwsProblem(token, user, clock)
            : user.WorkloadTokens.GetValueOrDefault(provider) == token ? null
            : string.Create(CultureInfo.InvariantCulture, $"the token of {provider} is another");
        return problem is null ? null : SnowflakeReply.Error("390144", $"Workload identity is invalid. [{problem}]");
    }

    private bool Knows(JsonObject data) =>
        string.Equals((string?)data["LOGIN_NAME"], user.Name, StringComparison.OrdinalIgnoreCase)
        && ((string?)data["PASSWORD"] == user.Password || (string?)data["PASSWORD"] == user.Password + user.Passcode);

    private static RestReply WrongPassword() => SnowflakeReply.Error("390100", "Incorrect username or password was specified.", new JsonObject { ["nextAction"] = "RETRY_LOGIN" });
}
