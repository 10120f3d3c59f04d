using System.Text.Json;
using System.Text.Json.Nodes;
using Prefect.Blocks;

namespace Prefect.Snowflake;

/// <summary>
/// The identity provider of the account, in a browser: it sends the token of whoever signed in there to a listener of this machine. The
/// token that the service gives for it saves the next one.
/// </summary>
internal sealed class BrowserSignIn(SnowflakeSigner signer) : SnowflakeSignIn
{
    private readonly string _key = signer.KeyOf("browser");

    // Nobody is to sign in once more because a gateway stumbled.
    private (string Token, string Proof)? _shown;

    public override bool AsksPerson => true;

    public override async ValueTask FillAsync(JsonObject data, JsonObject parameters, CancellationToken cancellationToken)
    {
        data["LOGIN_NAME"] = signer.User;
        parameters["CLIENT_STORE_TEMPORARY_CREDENTIAL"] = true;
        if (_shown is null && signer.Access.Tokens.TryGetValue(_key, out string? kept))
        {
            data["AUTHENTICATOR"] = "ID_TOKEN";
            data["TOKEN"] = kept;
            return;
        }

        _shown ??= await ShowAsync(cancellationToken).ConfigureAwait(false);
        data["AUTHENTICATOR"] = "EXTERNALBROWSER";
        data["TOKEN"] = _shown.Value.Token;
        data["PROOF_KEY"] = _shown.Value.Proof;
    }

    public override bool Forget(string? code) => signer.Access.Tokens.TryRemove(_key, out _);

    public override void Keep(JsonElement data)
    {
        // What the browser gave serves once.
        _shown = null;
        signer.KeepToken(_key, SnowflakeAnswer.Text(data, "idToken"));
    }

    private async Task<(string Token, string Proof)> ShowAsync(CancellationToken cancellationToken)
    {
        using BrowserListener listener = new(signer.Address);
        JsonObject question = new()
        {
            ["ACCOUNT_NAME"] = signer.Account.Name,
            ["LOGIN_NAME"] = signer.User,
            ["AUTHENTICATOR"] = "EXTERNALBROWSER",
            ["BROWSER_MODE_REDIRECT_PORT"] = listener.Port.ToString(System.Globalization.CultureInfo.InvariantCulture),
        };
        using SnowflakeAnswer answer = await signer.AskAuthenticatorAsync(question, cancellationToken).ConfigureAwait(false);
        string? proof = SnowflakeAnswer.Text(answer.Data, "proofKey");
        if (proof is null || !Uri.TryCreate(SnowflakeAnswer.Text(answer.Data, "ssoUrl"), UriKind.Absolute, out Uri? address) || address.Scheme != Uri.UriSchemeHttps)
        {
            throw signer.Refused("the account names no address with https:// where people sign in. Check that it is set up for an identity provider.");
        }

        SecretMasker.Add(proof);
        await (signer.Options.OpenBrowser ?? signer.Access.OpenBrowser)(address, cancellationToken).ConfigureAwait(false);
        return (await ListenAsync(listener, cancellationToken).ConfigureAwait(false), proof);
    }

    private async Task<string> ListenAsync(BrowserListener listener, CancellationToken cancellationToken)
    {
        using CancellationTokenSource limit = new(signer.Options.BrowserTimeout, signer.Access.Clock);
        using CancellationTokenSource ended = CancellationTokenSource.CreateLinkedTokenSource(limit.Token, cancellationToken);
        try
        {
            string token = await listener.WaitAsync(ended.Token).ConfigureAwait(false);
            SecretMasker.Add(token);
            return token;
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            throw signer.Refused($"nobody signed in with the browser within {signer.Options.BrowserTimeout.TotalSeconds:0} seconds.");
        }
    }
}
