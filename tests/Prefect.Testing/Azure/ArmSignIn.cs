using System.Collections.Concurrent;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.Extensions.Primitives;

namespace Prefect.Testing;

/// <summary>Plays Microsoft's sign-in for one application of one tenant and for machines, and looks at the tokens of requests.</summary>
internal sealed class ArmSignIn
{
    private const string Vaults = ".vault.azure.net";
    private const string MachineLearning = ".api.azureml.ms";

    private readonly ConcurrentQueue<ArmRequest> _requests = new();
    private Func<ArmRequest, ArmReply?> _script = static _ => null;

    public ArmSignIn() => Identity = new ArmManagedIdentity(Tokens);

    public ArmTokens Tokens { get; } = new();

    public ArmManagedIdentity Identity { get; }

    public string TenantId { get; } = Guid.NewGuid().ToString();

    public string ClientId { get; } = Guid.NewGuid().ToString();

    public string ClientSecret { get; } = Canary.Generate("client secret").Value;

    /// <summary>What stands for the application's secret where the machine vouches for it.</summary>
    public string FederatedToken { get; } = Guid.NewGuid().ToString("N");

    /// <summary>What was asked of it: tokens, and nothing else.</summary>
    public IReadOnlyList<ArmRequest> Requests => [.. _requests];

    // Says to clients of Key Vault, which ask without a token first, where to get one.
    private Dictionary<string, string> Challenge => new(StringComparer.Ordinal)
    {
        ["WWW-Authenticate"] = $"Bearer authorization=\"https://login.microsoftonline.com/{TenantId}\", resource=\"https://vault.azure.net\"",
    };

    public static bool IsOfBlobs(string host) => host.EndsWith(".blob.core.windows.net", StringComparison.OrdinalIgnoreCase);

    /// <summary>Answers requests for tokens in place of what would be; null for what would be.</summary>
    public void Script(Func<ArmRequest, ArmReply?> script) => _script = script;

    /// <summary>The answer to a request of signing in; null for any other.</summary>
    public ArmReply? Answer(ArmRequest request)
    {
        if (ArmManagedIdentity.Plays(request))
        {
            return ArmManagedIdentity.AsksForToken(request) ? Asked(request, Identity.Answer) : Identity.Answer(request);
        }

        if (!request.Host.StartsWith("login.", StringComparison.OrdinalIgnoreCase))
        {
            return null;
        }

        return request.Path.EndsWith("/oauth2/v2.0/token", StringComparison.OrdinalIgnoreCase) ? Asked(request, Application) : Discovery(request);
    }

    /// <summary>The refusal of a request without a good token or without a version; null for a good request.</summary>
    public ArmReply? Refuse(ArmRequest request)
    {
        if (!Tokens.IsGood(request))
        {
            return IsOfBlobs(request.Host)
                ? ArmReply.BlobError("InvalidAuthenticationInfo", "Server failed to authenticate the request. Please refer to the information in the www-authenticate header.", 401)
                : Untokened(request);
        }

        return request.Query.ContainsKey("api-version") || IsOfBlobs(request.Host) || request.Host.EndsWith(MachineLearning, StringComparison.Ordinal)
            ? null
            : ArmReply.Error("MissingApiVersionParameter", "The api-version query parameter (?api-version=) is required for all requests.");
    }

    public static ArmReply Refusal(string error, string description, int status = 400) => ArmReply.Json(
        new JsonObject { ["error"] = error, ["error_description"] = description, ["error_codes"] = new JsonArray(0) }, status);

    private ArmReply Untokened(ArmRequest request)
    {
        ArmReply refusal = ArmReply.Error("InvalidAuthenticationToken", "The access token is invalid.", 401);
        return request.Host.EndsWith(Vaults, StringComparison.Ordinal) ? refusal with { Headers = Challenge } : refusal;
    }

    private ArmReply Asked(ArmRequest request, Func<ArmRequest, ArmReply> answer)
    {
        _requests.Enqueue(request);
        return _script(request) ?? answer(request);
    }

    private ArmReply Application(ArmRequest request)
    {
        Dictionary<string, StringValues> form = new FormReader(request.Text).ReadForm();
        if (!request.Path.StartsWith($"/{TenantId}/", StringComparison.OrdinalIgnoreCase))
        {
            return Refusal("invalid_request", "AADSTS90002: Tenant not found. Check to make sure you have the correct tenant ID.");
        }

        if (form["client_id"] != ClientId)
        {
            return Refusal("unauthorized_client", "AADSTS700016: Application was not found in the directory.");
        }

        if (form.GetValueOrDefault("client_secret") != ClientSecret && form.GetValueOrDefault("client_assertion") != FederatedToken)
        {
            return Refusal("invalid_client", "AADSTS7000215: Invalid client secret provided.", 401);
        }

        string scope = form["scope"].ToString().Split(' ').Single(part => part.EndsWith("/.default", StringComparison.Ordinal));
        (string token, TimeSpan lifetime) = Tokens.Give(scope[..^"/.default".Length]);
        return ArmReply.Json(new JsonObject
        {
            ["token_type"] = "Bearer",
            ["expires_in"] = (int)lifetime.TotalSeconds,
            ["ext_expires_in"] = (int)lifetime.TotalSeconds,
            ["access_token"] = token,
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
}
