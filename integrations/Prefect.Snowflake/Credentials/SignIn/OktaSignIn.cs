using System.Net;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Prefect.Blocks;
using Prefect.Http;

namespace Prefect.Snowflake;

/// <summary>
/// Okta itself: Snowflake says where Okta is asked, Okta gives a token for user and password, and an assertion for the token, which signs
/// in to Snowflake. An assertion serves once, so that each try gets its own.
/// </summary>
internal sealed partial class OktaSignIn(SnowflakeSigner signer) : SnowflakeSignIn
{
    private Uri Endpoint { get; } = new(signer.Credentials.Endpoint!);

    public override async ValueTask FillAsync(JsonObject data, JsonObject parameters, CancellationToken cancellationToken)
    {
        (Uri token, Uri assertion) = await FindAsync(cancellationToken).ConfigureAwait(false);
        string once = await AskAsync(token, cancellationToken).ConfigureAwait(false);
        data["RAW_SAML_RESPONSE"] = await AssertAsync(assertion, once, cancellationToken).ConfigureAwait(false);
    }

    private async Task<(Uri Token, Uri Assertion)> FindAsync(CancellationToken cancellationToken)
    {
        JsonObject question = new()
        {
            ["ACCOUNT_NAME"] = signer.Account.Name,
            ["LOGIN_NAME"] = signer.User,
            ["AUTHENTICATOR"] = signer.Credentials.Endpoint,
        };
        using SnowflakeAnswer answer = await signer.AskAuthenticatorAsync(question, cancellationToken).ConfigureAwait(false);
        return (Own(answer, "tokenUrl"), Own(answer, "ssoUrl"));
    }

    // The password goes to the address that the credentials name, and to no other that anybody may put in its place.
    private Uri Own(SnowflakeAnswer answer, string name) =>
        Uri.TryCreate(SnowflakeAnswer.Text(answer.Data, name), UriKind.Absolute, out Uri? address) && IsAt(address, Endpoint)
            ? address
            : throw signer.Refused($"the account is not set up for Okta at '{Endpoint.GetLeftPart(UriPartial.Authority)}', but for another address. Check endpoint.");

    private async Task<string> AskAsync(Uri address, CancellationToken cancellationToken)
    {
        JsonObject question = new()
        {
            ["username"] = signer.User,
            ["password"] = await signer.PasswordAsync(cancellationToken).ConfigureAwait(false),
        };
        RestRequest request = RestRequest.Post("") with { Address = address, Body = JsonBody.Of(question), MayRepeat = true };
        ServiceOperation operation = new("SignIn", "OktaToken", "sign in to Okta", address.Host);
        using JsonDocument answer = await signer.Wire.ReadAsync(operation, request.WithHeader("Accept", "application/json"), cancellationToken).ConfigureAwait(false);
        string? token = SnowflakeAnswer.Text(answer.RootElement, "sessionToken") ?? SnowflakeAnswer.Text(answer.RootElement, "cookieToken");
        SecretMasker.Add(token);
        return token ?? throw signer.Refused($"Okta at '{address.Host}' gave no token: its status is {SnowflakeAnswer.Text(answer.RootElement, "status") ?? "unknown"}. A second factor of Okta's own cannot be asked for: sign in by 'externalbrowser'.");
    }

    private async Task<string> AssertAsync(Uri address, string once, CancellationToken cancellationToken)
    {
        RestRequest request = new RestRequest(HttpMethod.Get, "") { Address = address, MayRepeat = false }
            .With("RelayState", "/some/deep/link")
            .With("onetimetoken", once)
            .WithHeader("Accept", "*/*");
        string page = await signer.Wire.ReadTextAsync(new ServiceOperation("SignIn", "OktaAssertion", "read Okta's assertion", address.Host), request, cancellationToken).ConfigureAwait(false);
        Match form = FormAction().Match(page);
        bool isForUs = form.Success
            && Uri.TryCreate(WebUtility.HtmlDecode(form.Groups["action"].Value), UriKind.Absolute, out Uri? target)
            && IsAt(target, signer.Address);
        return isForUs ? page : throw signer.Refused($"Okta's assertion is for another address than '{signer.Address.GetLeftPart(UriPartial.Authority)}'. Check account and endpoint.");
    }

    private static bool IsAt(Uri one, Uri other) =>
        Uri.Compare(one, other, UriComponents.SchemeAndServer, UriFormat.Unescaped, StringComparison.OrdinalIgnoreCase) == 0;

    [GeneratedRegex("<form[^>]*?\\baction=\"(?<action>[^\"]*)\"", RegexOptions.IgnoreCase | RegexOptions.Singleline, 1000)]
    private static partial Regex FormAction();
}
