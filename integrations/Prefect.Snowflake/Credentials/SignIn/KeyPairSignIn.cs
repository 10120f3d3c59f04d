using System.Text.Json.Nodes;

namespace Prefect.Snowflake;

/// <summary>A token that is signed here with a private key, for each try anew: it lasts a minute.</summary>
internal sealed class KeyPairSignIn(SnowflakeSigner signer) : SnowflakeSignIn
{
    public override async ValueTask FillAsync(JsonObject data, JsonObject parameters, CancellationToken cancellationToken)
    {
        byte[] key = await signer.Credentials.ResolvePrivateKeyAsync(cancellationToken).ConfigureAwait(false)
            ?? throw new SnowflakeConfigurationException("private_key", "There is no private key.");
        data["AUTHENTICATOR"] = "SNOWFLAKE_JWT";
        data["LOGIN_NAME"] = signer.User;
        data["TOKEN"] = KeyPairToken.Create(key, signer.Account.Name, signer.User!, signer.Access.Clock.GetUtcNow());
    }
}
