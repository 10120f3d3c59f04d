using Azure.Core.Pipeline;

namespace Prefect.Azure;

/// <summary>Where an account is, and how to sign in to it.</summary>
/// <param name="Endpoint">Address of the account without a query, with a slash at its end.</param>
/// <param name="SignIn">How requests are signed.</param>
internal sealed record BlobAccount(Uri Endpoint, BlobSignIn SignIn)
{
    /// <summary>Sends the requests; null for the package's own.</summary>
    public HttpPipelineTransport? Transport { get; init; }

    public static Uri WithSlash(Uri address)
    {
        UriBuilder builder = new(address) { Query = "", Fragment = "" };
        builder.Path = builder.Path.TrimEnd('/') + "/";
        return builder.Uri;
    }
}
