using System.Text.Json;
using System.Text.Json.Nodes;

namespace Prefect.Snowflake;

/// <summary>User, password and a second factor: a passcode, or else a push to the phone. The token that the service gives for it saves the next one.</summary>
internal sealed class MfaSignIn(SnowflakeSigner signer) : SnowflakeSignIn
{
    private readonly string _key = signer.KeyOf("mfa");

    public override bool AsksPerson => true;

    // Each further request would ring the phone again.
    public override bool MayRepeat => false;

    public override TimeSpan? Patience => TimeSpan.FromMinutes(2);

    public override async ValueTask FillAsync(JsonObject data, JsonObject parameters, CancellationToken cancellationToken)
    {
        data["AUTHENTICATOR"] = "USERNAME_PASSWORD_MFA";
        data["LOGIN_NAME"] = signer.User;
        data["PASSWORD"] = await signer.PasswordAsync(cancellationToken).ConfigureAwait(false);
        parameters["CLIENT_REQUEST_MFA_TOKEN"] = true;
        if (signer.Access.Tokens.TryGetValue(_key, out string? kept))
        {
            data["TOKEN"] = kept;
        }

        await SecondFactor.FillAsync(data, signer.Options, cancellationToken).ConfigureAwait(false);
        if (!SecondFactor.HasPasscode(signer.Options))
        {
            data["EXT_AUTHN_DUO_METHOD"] = "push";
        }
    }

    // A password stays wrong: sent once more, it would ring the phone, and be one try nearer to locking the user.
    public override bool Forget(string? code) => code != SnowflakeCode.WrongPassword && signer.Access.Tokens.TryRemove(_key, out _);

    public override void Keep(JsonElement data) => signer.KeepToken(_key, SnowflakeAnswer.Text(data, "mfaToken"));
}
