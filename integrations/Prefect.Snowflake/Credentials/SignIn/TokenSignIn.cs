using System.Text.Json.Nodes;

namespace Prefect.Snowflake;

/// <summary>A token that somebody else gave: an authorization server, or Snowflake itself to a program.</summary>
/// <param name="signer">Who signs in.</param>
/// <param name="authenticator">What the service calls it.</param>
internal sealed class TokenSignIn(SnowflakeSigner signer, string authenticator) : SnowflakeSignIn
{
    public const string OAuth = "OAUTH";
    public const string Programmatic = "PROGRAMMATIC_ACCESS_TOKEN";

    public override async ValueTask FillAsync(JsonObject data, JsonObject parameters, CancellationToken cancellationToken)
    {
        data["AUTHENTICATOR"] = authenticator;
        data["LOGIN_NAME"] = signer.User;

        // Revealed anew each time, since a reference may lead to a newer one.
        data["TOKEN"] = await signer.TokenAsync(cancellationToken).ConfigureAwait(false);
    }
}
