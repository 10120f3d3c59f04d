using System.Text.Json.Nodes;

namespace Prefect.Snowflake;

/// <summary>The passcode of a second factor.</summary>
internal static class SecondFactor
{
    /// <summary>Whether the caller has a passcode.</summary>
    public static bool HasPasscode(SnowflakeConnectOptions options) => options.PasscodeInPassword || SnowflakeRules.IsSet(options.Passcode);

    public static async ValueTask FillAsync(JsonObject data, SnowflakeConnectOptions options, CancellationToken cancellationToken)
    {
        if (!HasPasscode(options))
        {
            return;
        }

        data["EXT_AUTHN_DUO_METHOD"] = "passcode";
        if (!options.PasscodeInPassword)
        {
            data["PASSCODE"] = await options.Passcode!.Value.RevealAsync(cancellationToken).ConfigureAwait(false);
        }
    }
}
