using System.Collections.Concurrent;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.Extensions.Primitives;

namespace Prefect.Testing;

/// <summary>Plays the places where Google gives tokens: of OAuth, of the metadata server, of the Security Token Service and of IAM.</summary>
internal sealed class GoogleSignIn(GoogleAccount account, TimeProvider clock)
{
    private const string Scope = "https://www.googleapis.com/auth/cloud-platform";
    private const string ScopeOfIam = "https://www.googleapis.com/auth/iam";
    private const string Bearer = "urn:ietf:params:oauth:grant-type:jwt-bearer";
    private const string Exchange = "urn:ietf:params:oauth:grant-type:token-exchange";
    private const string Audience = "https://oauth2.googleapis.com/token";
    private const string Metadata = "computeMetadata/v1/";
    private const string Default = Metadata + "instance/service-accounts/default/";

    private readonly ConcurrentDictionary<string, bool> _good = new(StringComparer.Ordinal);
    private readonly ConcurrentQueue<string> _given = new();
    private readonly ConcurrentQueue<GoogleExchange> _requests = new();
    private readonly ConcurrentQueue<GoogleReply> _faults = new();

    public IReadOnlyList<string> Tokens => [.. _given];

    /// <summary>The requests that asked for tokens.</summary>
    public IReadOnlyList<GoogleExchange> Requests => [.. _requests];

    public TimeSpan Lifetime { get; set; } = TimeSpan.FromSeconds(3599);

    public ConcurrentDictionary<string, bool> SubjectTokens { get; } = new(StringComparer.Ordinal);

    public void Revoke() => _good.Clear();

    public void Fail(GoogleReply reply) => _faults.Enqueue(reply);

    public bool Knows(GoogleExchange exchange) =>
        exchange.Headers.GetValueOrDefault("Authorization", "") is var header
        && header.StartsWith("Bearer ", StringComparison.Ordinal)
        && _good.ContainsKey(header["Bearer ".Length..]);

    /// <summary>The answer to a request of signing in; null for any other.</summary>
    public GoogleReply? Answer(GoogleExchange exchange)
    {
        Func<GoogleReply>? asked = (exchange.Method, exchange.Host, exchange.Path) switch
        {
            ("POST", _, "token") => () => Token(exchange),
            ("POST", "sts.googleapis.com", "v1/token") => () => Exchanged(exchange),
            ("POST", "iamcredentials.googleapis.com", _) when exchange.Path.EndsWith(":generateAccessToken", StringComparison.Ordinal) => () => Impersonated(exchange),
            ("GET", _, Default + "token") => () => OfMachine(exchange),
            _ => null,
        };
        if (asked is not null)
        {
            _requests.Enqueue(exchange);
            return _faults.TryDequeue(out GoogleReply? fault) ? fault : asked();
        }

        return exchange.Path.Length == 0 || exchange.Path.StartsWith(Metadata, StringComparison.Ordinal) ? Machine(exchange) : null;
    }

    private GoogleReply Token(GoogleExchange exchange)
    {
        Dictionary<string, StringValues> form = new FormReader(exchange.Text).ReadForm();
        return form.GetValueOrDefault("grant_type").ToString() switch
        {
            Bearer => Problem(form.GetValueOrDefault("assertion").ToString(), exchange.Address) is { } problem ? Refusal("invalid_grant", problem) : Grant(),
            "refresh_token" when form.GetValueOrDefault("refresh_token") == account.RefreshToken && form.GetValueOrDefault("client_secret") == account.ClientSecret => Grant(),
            "refresh_token" => Refusal("invalid_grant", "Bad Request"),
            _ => Refusal("unsupported_grant_type", "Invalid grant_type."),
        };
    }

    // What is wrong with a signed claim; null for nothing.
    private string? Problem(string assertion, string address)
    {
        string[] parts = assertion.Split('.');
        if (parts.Length != 3)
        {
            return "Invalid JWT.";
        }

        JsonObject header = JsonNode.Parse(WebEncoders.Base64UrlDecode(parts[0]))!.AsObject();
        JsonObject claims = JsonNode.Parse(WebEncoders.Base64UrlDecode(parts[1]))!.AsObject();
        using RSA key = RSA.Create(GoogleAccount.Key.ExportParameters(includePrivateParameters: false));
        bool isSigned = key.VerifyData(
            Encoding.ASCII.GetBytes($"{parts[0]}.{parts[1]}"), WebEncoders.Base64UrlDecode(parts[2]), HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
        long issued = (long?)claims["iat"] ?? 0;
        long ends = (long?)claims["exp"] ?? 0;
        long now = clock.GetUtcNow().ToUnixTimeSeconds();
        return !isSigned || (string?)header["alg"] != "RS256" ? "Invalid JWT Signature."
            : (string?)header["kid"] != account.KeyId ? "Invalid key id."
            : (string?)claims["iss"] != account.Email ? "Invalid grant: account not found"
            : (string?)claims["aud"] != address && (string?)claims["aud"] != Audience ? $"Invalid audience: {claims["aud"]}"
            : ends - issued > 3600 || ends < now || issued > now + 300 ? "Invalid JWT: Token must be a short-lived token (60 minutes) and in a reasonable timeframe."
            : !((string?)claims["scope"] ?? "").Split(' ').Any(scope => scope is Scope or ScopeOfIam) ? "Invalid scope."
            : null;
    }

    private GoogleReply Exchanged(GoogleExchange exchange)
    {
        Dictionary<string, StringValues> form = new FormReader(exchange.Text).ReadForm();
        string[] lacking = [.. new[] { "audience", "scope", "subject_token_type", "requested_token_type" }.Where(name => StringValues.IsNullOrEmpty(form.GetValueOrDefault(name)))];
        return form.GetValueOrDefault("grant_type") != Exchange || lacking.Length > 0
            ? Refusal("invalid_request", $"Lacking: {string.Join(", ", lacking)}")
            : SubjectTokens.ContainsKey(form.GetValueOrDefault("subject_token").ToString())
                ? Grant(("issued_token_type", "urn:ietf:params:oauth:token-type:access_token"))
                : Refusal("invalid_grant", "The subject token is not known.");
    }

    private GoogleReply Impersonated(GoogleExchange exchange)
    {
        if (!Knows(exchange))
        {
            return GoogleReply.Error(401, "UNAUTHENTICATED", "Request had invalid authentication credentials.");
        }

        bool isKnown = Uri.UnescapeDataString(exchange.Path) == $"v1/projects/-/serviceAccounts/{account.ImpersonatedEmail}:generateAccessToken";
        return isKnown && exchange.Json["scope"] is JsonArray { Count: > 0 }
            ? GoogleReply.Json(new JsonObject { ["accessToken"] = Give(), ["expireTime"] = (clock.GetUtcNow() + Lifetime).ToString("yyyy-MM-ddTHH:mm:ssZ") })
            : GoogleReply.Error(403, "PERMISSION_DENIED", "Permission 'iam.serviceAccounts.getAccessToken' denied on resource (or it may not exist).");
    }

    private GoogleReply OfMachine(GoogleExchange exchange) => IsAsked(exchange) ? Flavored(Grant()) : Machine(exchange);

    private GoogleReply Machine(GoogleExchange exchange) => (IsAsked(exchange), exchange.Path) switch
    {
        (false, _) => GoogleReply.Status(403),
        (_, "") => Flavored(GoogleReply.Status(200)),
        (_, Metadata + "project/project-id") => Plain(account.Project),
        (_, Default + "email") => Plain(account.Email),
        (_, Metadata + "universe/universe-domain" or Metadata + "universe/universe_domain") => Plain("googleapis.com"),
        _ => Flavored(GoogleReply.Status(404)),
    };

    private static bool IsAsked(GoogleExchange exchange) => exchange.Headers.GetValueOrDefault("Metadata-Flavor") == "Google";

    private static GoogleReply Plain(string text) => Flavored(GoogleReply.Bytes(Encoding.UTF8.GetBytes(text), "application/text"));

    private static GoogleReply Flavored(GoogleReply reply) =>
        reply with { Headers = new Dictionary<string, string>(reply.Headers, StringComparer.Ordinal) { ["Metadata-Flavor"] = "Google" } };

    private GoogleReply Grant(params IReadOnlyList<(string Name, string Value)> more)
    {
        JsonObject answer = new() { ["access_token"] = Give(), ["expires_in"] = (int)Lifetime.TotalSeconds, ["token_type"] = "Bearer" };
        foreach ((string name, string value) in more)
        {
            answer[name] = value;
        }

        return GoogleReply.Json(answer);
    }

    private static GoogleReply Refusal(string error, string description) =>
        GoogleReply.Json(new JsonObject { ["error"] = error, ["error_description"] = description }, 400);

    private string Give()
    {
        string token = $"ya29.{Guid.NewGuid():N}{Guid.NewGuid():N}";
        _good[token] = true;
        _given.Enqueue(token);
        return token;
    }
}
