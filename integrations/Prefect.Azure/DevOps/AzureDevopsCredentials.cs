using System.Net.Http.Headers;
using System.Text;
using Prefect.Blocks;

namespace Prefect.Azure;

/// <summary>Signs in to Azure DevOps by a personal access token.</summary>
/// <example>
/// <code>
/// AzureDevopsCredentials credentials = await AzureDevopsCredentials.LoadAsync("code-reader");
/// request.Headers.Authorization = await credentials.GetAuthHeaderAsync();
/// </code>
/// </example>
[Block(
    "AzureDevops Credentials",
    Logo = "https://cdn.sanity.io/images/3ugk85nk/production/54e3fa7e00197a4fbd1d82ed62494cb58d08c96a-250x250.png",
    Documentation = "https://docs.prefect.io/integrations/prefect-azure")]
public sealed partial record AzureDevopsCredentials : Block
{
    /// <summary>A personal access token. To read repositories it needs the scope Code (read).</summary>
    [BlockField(Title = "AzureDevops Personal Access Token")]
    public SecretString? Token { get; init; }

    /// <summary>
    /// Gives the Authorization header of requests to the REST interface. It holds the token, in Base64: print it nowhere.
    /// </summary>
    /// <param name="cancellationToken">Ends the look-up of a token that is kept elsewhere.</param>
    /// <exception cref="AzureConfigurationException">There is no token.</exception>
    /// <exception cref="SecretReferenceException">The token is a reference that leads nowhere.</exception>
    public async Task<AuthenticationHeaderValue> GetAuthHeaderAsync(CancellationToken cancellationToken = default)
    {
        string pair = ":" + await RequiredToken.RevealAsync(cancellationToken).ConfigureAwait(false);
        SecretMasker.Add(pair);
        return new AuthenticationHeaderValue("Basic", Convert.ToBase64String(Encoding.UTF8.GetBytes(pair)));
    }

    internal SecretString RequiredToken =>
        Token is { IsEmpty: false } token
            ? token
            : throw new AzureConfigurationException("token", "The Azure DevOps credentials have no token: set it to a personal access token.");
}
