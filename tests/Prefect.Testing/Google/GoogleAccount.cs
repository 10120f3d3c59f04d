using System.Security.Cryptography;
using System.Text.Json.Nodes;

namespace Prefect.Testing;

/// <summary>Who a <see cref="GooglePeer"/> knows: a service account with its key, one that it may stand in for, and a person.</summary>
public sealed class GoogleAccount
{
    private const string Universe = "googleapis.com";

    // Making one takes a tenth of a second.
    private static readonly Lazy<RSA> s_key = new(() => RSA.Create(2048));

    internal GoogleAccount()
    {
    }

    /// <summary>Project of the service account.</summary>
    public string Project { get; } = "harbour-" + Guid.NewGuid().ToString("N")[..8];

    /// <summary>Address of the service account.</summary>
    public string Email => $"crane@{Project}.iam.gserviceaccount.com";

    /// <summary>Address of the service account that others may stand in for.</summary>
    public string ImpersonatedEmail => $"stand-in@{Project}.iam.gserviceaccount.com";

    /// <summary>Id of the key.</summary>
    public string KeyId { get; } = Guid.NewGuid().ToString("N");

    /// <summary>A person's token, that new ones are asked for with.</summary>
    public string RefreshToken { get; } = Canary.Generate("refresh token").Value;

    /// <summary>Secret of the program that the person signed in with.</summary>
    public string ClientSecret { get; } = Canary.Generate("client secret").Value;

    internal static RSA Key => s_key.Value;

    /// <summary>The key's file.</summary>
    /// <param name="tokenUri">Where tokens are asked for.</param>
    /// <param name="universe">Domain of the services' hosts.</param>
    public JsonObject KeyFile(Uri tokenUri, string universe = Universe) => new()
    {
        ["type"] = "service_account",
        ["project_id"] = Project,
        ["private_key_id"] = KeyId,
        ["private_key"] = Key.ExportPkcs8PrivateKeyPem(),
        ["client_email"] = Email,
        ["client_id"] = "100000000000000000001",
        ["auth_uri"] = "https://accounts.google.com/o/oauth2/auth",
        ["token_uri"] = tokenUri.AbsoluteUri,
        ["universe_domain"] = universe,
    };
}
