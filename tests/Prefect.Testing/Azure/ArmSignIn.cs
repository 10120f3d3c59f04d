using System.Collections.Concurrent;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.Extensions.Primitives;

namespace Prefect.Testing;

/// <summary>Plays Microsoft's sign-in for one application of one tenant, and looks at the tokens of requests.</summary>
internal sealed class ArmSignIn
{
    private const string Metadata = "169.254.169.254";
    private const string Vaults = ".vault.azure.net";
    private const string MachineLearning = ".api.azureml.ms";

    private readonly ConcurrentDictionary<string, string> _audiences = new(StringComparer.Ordinal);
    private readonly ConcurrentQueue<string> _given = new();
    private int _count;

    public string TenantId { get; } = Guid.NewGuid().ToString();

    public string ClientId { get; } = Guid.NewGuid().ToString();

    public string ClientSecret { get; } = Canary.Generate("client secret").Value;

    public IReadOnlyList<string> Tokens => [.. _given];

    public int Count => Volatile.Read(ref _count);

    // Says to clients of Key Vault, which ask without a token first, where to get one.
    private Dictionary<string, string> Challenge => new(StringComparer.Ordinal)
    {
        ["WWW-Authenticate"] = $"Bearer authorization=\"https://login.microsoftonline.com/{TenantId}\", resource=\"https://vault.azure.net\"",
    };

    public void Revoke() => _audiences.Clear();

    /// <summary>The answer to a request of signing in; null for any other.</summary>
    public ArmReply? Answer(ArmRequest request)
    {
        if (request.Host == Metadata)
        {
            return Identity(request);
        }

        if (!request.Host.StartsWith("login.", StringComparison.OrdinalIgnoreCase))
        {
            return null;
        }

        return request.Path.EndsWith("/oauth2/v2.0/token", StringComparison.OrdinalIgnoreCase) ? Application(request) : Discovery(request);
    }

    /// <summary>The refusal of a request without a good token or without a version; null for a good request.</summary>
    public ArmReply? Refuse(ArmRequest request)
    {
        string token = request.Headers.GetValueOrDefault("Authorization", "").Replace("Bearer ", "", StringComparison.Ordinal);
        bool isGood = _audiences.TryGetValue(token, out string? audience) && IsFor(new Uri(audience).Host, request.Host);
        if (!isGood)
        {
            ArmReply refusal = ArmReply.Error("InvalidAuthenticationToken", "The access token is invalid.", 401);
            return request.Host.EndsWith(Vaults, StringComparison.Ordinal) ? refusal with { Headers = Challenge } : refusal;
        }

        return request.Query.ContainsKey("api-version") || request.Host.EndsWith(MachineLearning, StringComparison.Ordinal)
            ? null
            : ArmReply.Error("MissingApiVersionParameter", "The api-version query parameter (?api-version=) is required for all requests.");
    }

    private static bool IsFor(string audience, string host) =>
        host.Equals(audience, StringComparison.OrdinalIgnoreCase)
        || host.EndsWith("." + audience, StringComparison.OrdinalIgnoreCase)
        || (audience == "management.azure.com" && host.EndsWith(MachineLearning, StringComparison.OrdinalIgnoreCase));

    private ArmReply Application(ArmRequest request)
    {
        Interlocked.Increment(ref _count);
        Dictionary<string, StringValues> form = new FormReader(request.Text).ReadForm();
        if (!request.Path.StartsWith($"/{TenantId}/", StringComparison.OrdinalIgnoreCase))
        {
            return Refusal("invalid_request", "AADSTS90002: Tenant not found. Check to make sure you have the correct tenant ID.");
        }

        if (form["client_id"] != ClientId)
        {
            return Refusal("unauthorized_client", "AADSTS700016: Application was not found in the directory.");
        }

        if (form["client_secret"] != ClientSecret)
        {
            return Refusal("invalid_client", "AADSTS7000215: Invalid client secret provided.", 401);
        }

        string scope = form["scope"].ToString().Split(' ').Single(part => part.EndsWith("/.default", StringComparison.Ordinal));
        return ArmReply.Json(new JsonObject
        {
            ["token_type"] = "Bearer",
            ["expires_in"] = 3599,
            ["ext_expires_in"] = 3599,
            ["access_token"] = Give(scope[..^"/.default".Length]),
        });
    }

    private ArmReply Identity(ArmRequest request)
    {
        if (request.Headers.GetValueOrDefault("Metadata") is not "true")
        {
            return Refusal("invalid_request", "Required metadata header not specified");
        }

        Interlocked.Increment(ref _count);
        return ArmReply.Json(new JsonObject
        {
            ["access_token"] = Give(request.Query["resource"]),
            ["expires_in"] = "3599",
            ["expires_on"] = DateTimeOffset.UtcNow.AddHours(1).ToUnixTimeSeconds().ToString(),
            ["resource"] = request.Query["resource"],
            ["token_type"] = "Bearer",
        });
    }

    private static ArmReply Discovery(ArmRequest request) => ArmReply.Json(new JsonObject
    {
        ["tenant_discovery_endpoint"] = $"https://{request.Host}/common/v2.0/.well-known/openid-configuration",
        ["api-version"] = "1.1",
        ["metadata"] = new JsonArray(new JsonObject
        {
            ["preferred_network"] = request.Host,
            ["preferred_cache"] = request.Host,
            ["aliases"] = new JsonArray(request.Host),
        }),
    });

    private static ArmReply Refusal(string error, string description, int status = 400) => ArmReply.Json(
        new JsonObject { ["error"] = error, ["error_description"] = description, ["error_codes"] = new JsonArray(0) }, status);

    private string Give(string audience)
    {
        string token = $"eyJ0eXAi.{Guid.NewGuid():N}.{Guid.NewGuid():N}";
        _audiences[token] = audience;
        _given.Enqueue(token);
        return token;
    }
}
