using System.Text.Json.Nodes;

namespace Prefect.Snowflake;

/// <summary>User and password, with the passcode of a second factor where the caller has one.</summary>
internal sealed class PasswordSignIn(SnowflakeSigner signer) : SnowflakeSignIn
{
    public override async ValueTask FillAsync(JsonObject data, JsonObject parameters, CancellationToken cancellationToken)
    {
        data["AUTHENTICATOR"] = "SNOWFLAKE";
        data["LOGIN_NAME"] = signer.User;
        data["PASSWORD"] = await signer.PasswordAsync(cancellationToken).ConfigureAwait(false);
        await SecondFactor.FillAsync(data, signer.Options, cancellationToken).ConfigureAwait(false);
    }
}
