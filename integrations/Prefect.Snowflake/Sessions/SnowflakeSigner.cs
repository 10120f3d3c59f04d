using System.Net;
using System.Text.Json.Nodes;
using Prefect.Blocks;
using Prefect.Http;

namespace Prefect.Snowflake;

/// <summary>Who signs in where, and how requests get there.</summary>
internal sealed class SnowflakeSigner
{
    public SnowflakeSigner(SnowflakeCredentials credentials, SnowflakeConnectOptions options, SnowflakeAccess access)
    {
        SnowflakeRules.Check(credentials);
        Credentials = credentials;
        Options = options;
        Access = access;
        SnowflakeAccount account = SnowflakeAccount.Parse(credentials.Account);
        Account = options.Host is { } host ? account with { Host = CheckedHost(host) } : account;
        Address = new Uri($"https://{Account.Host}/");
        Wire = new SnowflakeWire(Address, access, options.SignInTimeout);
    }

    public SnowflakeCredentials Credentials { get; }

    public SnowflakeConnectOptions Options { get; }

    public SnowflakeAccess Access { get; }

    public SnowflakeAccount Account { get; }

    /// <summary>Where the account is.</summary>
    public Uri Address { get; }

    /// <summary>The way of requests that belong to the sign-in.</summary>
    public SnowflakeWire Wire { get; }

    /// <summary>Name of the user; null for a workload without one.</summary>
    public string? User => SnowflakeRules.IsBlank(Credentials.User) ? null : Credentials.User;

    /// <summary>Who it is, in the words of errors.</summary>
    public string Who => User is { } user ? $"{user}@{Account.Host}" : Account.Host;

    public async ValueTask<string> PasswordAsync(CancellationToken cancellationToken) =>
        await RevealAsync(Credentials.Password, "password", cancellationToken).ConfigureAwait(false);

    public async ValueTask<string> TokenAsync(CancellationToken cancellationToken) =>
        await RevealAsync(Credentials.Token, "token", cancellationToken).ConfigureAwait(false);

    /// <summary>Under which a token of the user is kept that stands in for a person.</summary>
    public string KeyOf(string kind) => $"{kind}/{Account.Host}/{User?.ToUpperInvariant()}";

    public void KeepToken(string key, string? token)
    {
        if (token is { Length: > 0 })
        {
            SecretMasker.Add(token);
            Access.Tokens[key] = token;
        }
    }

    /// <summary>Asks the service where its users of another provider sign in.</summary>
    /// <exception cref="SnowflakeException">It refused, or could not be reached.</exception>
    public async Task<SnowflakeAnswer> AskAuthenticatorAsync(JsonObject data, CancellationToken cancellationToken)
    {
        data["CLIENT_APP_ID"] = SnowflakeDriver.Name;
        data["CLIENT_APP_VERSION"] = SnowflakeDriver.Version;
        RestRequest request = RestRequest.Post("session/authenticator-request", JsonBody.Of(new JsonObject { ["data"] = data })) with { MayRepeat = true };
        ServiceOperation operation = new("Session", "Authenticator", "ask where to sign in", Who);
        SnowflakeAnswer answer = await Wire.SendAsync(operation, request.With("requestId", Guid.NewGuid().ToString()).WithHeader("Accept", "application/json"), 0, cancellationToken).ConfigureAwait(false);
        if (answer.Success)
        {
            return answer;
        }

        using (answer)
        {
            throw SnowflakeFailure.Of(operation, answer);
        }
    }

    /// <summary>Makes the exception for an answer on the way that does not do.</summary>
    public SnowflakeException Refused(string what) => new($"Could not sign in as '{Who}': {what}", new ServiceFault(HttpStatusCode.OK, null, null, IsTransient: false));

    private static async ValueTask<string> RevealAsync(SecretString? secret, string field, CancellationToken cancellationToken) =>
        secret is { IsEmpty: false } value
            ? await value.RevealAsync(cancellationToken).ConfigureAwait(false)
            : throw new SnowflakeConfigurationException(field, $"Set {field}: this way of signing in needs it.");

    private static string CheckedHost(string host) =>
        Uri.TryCreate($"https://{host}/", UriKind.Absolute, out Uri? address) && address is { AbsolutePath: "/", Query: "", UserInfo: "", Fragment: "" }
            ? address.Authority
            : throw new SnowflakeConfigurationException("host", $"'{host}' is no name of a host.");
}
