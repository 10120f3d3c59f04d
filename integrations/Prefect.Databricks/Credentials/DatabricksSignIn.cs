using System.Net.Http.Headers;
using System.Text;
using Prefect.Blocks;
using Prefect.Http;

namespace Prefect.Databricks;

/// <summary>Signs requests in, as the credentials say.</summary>
internal static class DatabricksSignIn
{
    private const string AzureLogin = "https://login.microsoftonline.com/";

    // The scope of Azure Databricks, the same in every tenant.
    private const string AzureScope = "2ff814a6-3304-4ab8-85cb-cd0e6f879c1d/.default";

    private static readonly TimeSpan s_usualLife = TimeSpan.FromHours(1);

    /// <summary>Looks whether the properties can be used, as far as that can be told without a request.</summary>
    /// <exception cref="DatabricksConfigurationException">The properties contradict each other, or none says who signs in.</exception>
    public static void Check(DatabricksCredentials credentials)
    {
        bool hasId = !string.IsNullOrEmpty(credentials.ClientId);
        bool hasSecret = IsSet(credentials.ClientSecret);
        if (IsSet(credentials.Token) && (hasId || hasSecret))
        {
            throw new DatabricksConfigurationException("token", "Set token, or client_id and client_secret, not both.");
        }

        if (hasId != hasSecret)
        {
            throw new DatabricksConfigurationException(
                hasId ? "client_secret" : "client_id", $"A service principal has client_id and client_secret, and {(hasId ? "client_secret" : "client_id")} is missing.");
        }

        if (!IsSet(credentials.Token) && !hasId)
        {
            throw new DatabricksConfigurationException("token", "Nothing says who signs in: set token, or client_id and client_secret.");
        }
    }

    /// <summary>Gives what signs requests in. The credentials were checked.</summary>
    public static RestSignIn Of(DatabricksCredentials credentials, Uri host, RestOptions options)
    {
        if (credentials.Token is { IsEmpty: false } token)
        {
            return async (_, cancellationToken) => Bearer(await token.RevealAsync(cancellationToken).ConfigureAwait(false));
        }

        bool isAzure = !string.IsNullOrEmpty(credentials.TenantId);
        Uri login = isAzure ? new Uri(AzureLogin) : host;
        RestClient client = new(options with { Address = login, SignIn = null }, DatabricksDialect.Instance);
        return new RestTokens(AskAsync, options.TimeProvider).SignInAsync;

        async Task<RestToken> AskAsync(CancellationToken cancellationToken)
        {
            string secret = await credentials.ClientSecret!.Value.RevealAsync(cancellationToken).ConfigureAwait(false);
            RestRequest request = isAzure ? OfAzure(credentials, secret) : OfDatabricks(credentials, secret);
            DateTimeOffset asked = options.TimeProvider.GetUtcNow();
            TokenAnswer answer = await client
                .SendAsync(DatabricksOperation.SignIn(login.Authority), request, DatabricksWire.Type<TokenAnswer>(), cancellationToken).ConfigureAwait(false);
            return string.IsNullOrEmpty(answer.AccessToken)
                ? throw new DatabricksException($"Could not get a token from '{login.Authority}': the answer has no access_token.", ServiceFault.Unknown, null)
                : new RestToken(answer.AccessToken, asked + (answer.ExpiresIn is > 0 and < 1e8 and var seconds ? TimeSpan.FromSeconds(seconds) : s_usualLife));
        }
    }

    // What .NET says about a value that no header can have shows it.
    private static AuthenticationHeaderValue Bearer(string token) => token.All(static letter => letter is > ' ' and <= '~')
        ? new AuthenticationHeaderValue("Bearer", token)
        : throw new DatabricksConfigurationException("token", "token has a character that no token has, such as a space or a line break at its end: save it again without.");

    private static RestRequest OfDatabricks(DatabricksCredentials credentials, string secret)
    {
        string basic = Convert.ToBase64String(Encoding.UTF8.GetBytes($"{credentials.ClientId}:{secret}"));
        SecretMasker.Add(basic);
        return Ask("oidc/v1/token", [new("grant_type", "client_credentials"), new("scope", "all-apis")]).WithHeader("Authorization", $"Basic {basic}");
    }

    private static RestRequest OfAzure(DatabricksCredentials credentials, string secret) => Ask(
        RestPath.Of($"{credentials.TenantId}/oauth2/v2.0/token"),
        [new("grant_type", "client_credentials"), new("client_id", credentials.ClientId!), new("client_secret", secret), new("scope", AzureScope)]);

    // A second token harms nobody.
    private static RestRequest Ask(string path, IEnumerable<KeyValuePair<string, string>> form) => RestRequest.Post(path, RestBody.Form(form)) with { MayRepeat = true };

    private static bool IsSet(SecretString? secret) => secret is { IsEmpty: false };
}
