using Prefect.Http;

namespace Prefect.Snowflake;

/// <summary>What to do about an error, by the service's code.</summary>
internal static class SnowflakeAdvice
{
    private static readonly Dictionary<string, string> s_byCode = new(StringComparer.Ordinal)
    {
        [SnowflakeCode.WrongPassword] = "Check user and password; too many tries lock the user for a while.",
        ["390144"] = "Check that the user has the public half of the private key (DESC USER shows its fingerprint), the account's name, and this machine's clock.",
        ["394300"] = "Check that the user has the public half of the private key (DESC USER shows its fingerprint), the account's name, and this machine's clock.",
        ["394304"] = "The user has another public key: set it with ALTER USER … SET RSA_PUBLIC_KEY.",
        ["390186"] = "Check role: the user has none of this name.",
        ["390189"] = "Check role: the user has none of this name.",
        ["390422"] = "The account takes no requests from this machine's address: ask for it to be let in by the network policy.",
        ["390303"] = "Get a new token from the authorization server.",
        ["390318"] = "Get a new token from the authorization server.",
        ["390120"] = "Somebody refused the second factor.",
        ["390123"] = "Nobody answered the second factor in time.",
        ["390127"] = "The passcode is not valid any more, or was used already: give the present one.",
        ["390129"] = "Sign in by the authenticator 'username_password_mfa', or give a passcode.",
        ["390195"] = "Sign in with the browser again.",
        ["394400"] = "The programmatic token is not accepted: it ran out, was taken back, or its user has no network policy.",
    };

    public static string For(ServiceFault fault, Func<ServiceFault, string> otherwise) =>
        fault.ErrorCode is { } code && s_byCode.TryGetValue(code, out string? advice) ? advice
        : fault.StatusCode is System.Net.HttpStatusCode.Forbidden or System.Net.HttpStatusCode.NotFound ? "Check the account's name: there is none at this address, or it takes no requests from here."
        : otherwise(fault);
}
