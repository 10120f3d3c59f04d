using System.Globalization;
using System.Text.Json.Nodes;

namespace Prefect.Testing;

/// <summary>
/// Plays what gives tokens to machines: the metadata of virtual machines, and the endpoint that an App Service has in its environment.
/// There is the system's identity, and one that a user assigned.
/// </summary>
internal sealed class ArmManagedIdentity(ArmTokens tokens)
{
    public const string MetadataPath = "/metadata/identity/oauth2/token";
    public const string AppServicePath = "/msi/token";

    public string ClientId { get; } = Guid.NewGuid().ToString();

    /// <summary>What an App Service has to send along.</summary>
    public string Header { get; } = Guid.NewGuid().ToString("N");

    public static bool Plays(ArmRequest request) => request.Path is MetadataPath or AppServicePath;

    /// <summary>Whether it is a token that is asked for, and not whether there is anybody.</summary>
    public static bool AsksForToken(ArmRequest request) => request.Headers.ContainsKey("Metadata") || request.Headers.ContainsKey("X-IDENTITY-HEADER");

    public ArmReply Answer(ArmRequest request)
    {
        bool isKnown = request.Path == MetadataPath
            ? request.Headers.GetValueOrDefault("Metadata") is "true"
            : request.Headers.GetValueOrDefault("X-IDENTITY-HEADER") == Header;
        if (!isKnown)
        {
            return ArmSignIn.Refusal("invalid_request", "Required metadata header not specified");
        }

        string? client = request.Query.GetValueOrDefault("client_id");
        if (client is not null && client != ClientId)
        {
            return ArmSignIn.Refusal("invalid_request", "Identity not found");
        }

        (string token, TimeSpan lifetime) = tokens.Give(request.Query["resource"]);
        return ArmReply.Json(new JsonObject
        {
            ["access_token"] = token,
            ["expires_in"] = ((int)lifetime.TotalSeconds).ToString(CultureInfo.InvariantCulture),
            ["expires_on"] = (TimeProvider.System.GetUtcNow() + lifetime).ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture),
            ["resource"] = request.Query["resource"],
            ["token_type"] = "Bearer",
            ["client_id"] = client ?? Guid.Empty.ToString(),
        });
    }
}
