using System.Globalization;
using Amazon;
using Amazon.Runtime.Signing;
using Prefect.Blocks;

namespace Prefect.Aws;

/// <summary>
/// Makes tokens that Amazon RDS and Aurora take in place of a database password. A token is made on this machine, from the credentials
/// alone; the database checks it against the rights of the identity.
/// </summary>
[SyncTwins]
public static partial class RdsIamToken
{
    /// <summary>How long a token is good for signing in: 15 minutes. Connections last longer.</summary>
    public static readonly TimeSpan Lifetime = TimeSpan.FromMinutes(15);

    /// <summary>Makes a token.</summary>
    /// <param name="awsCredentials">How to sign in to Amazon Web Services.</param>
    /// <param name="host">Address of the database server, without scheme and port.</param>
    /// <param name="user">Name of the database user, who must be one that signs in by identity (<c>GRANT rds_iam TO …</c>).</param>
    /// <param name="port">Port of the database server, 1 to 65535.</param>
    /// <param name="regionName">Region of the database. Default: what the address says, then that of the credentials.</param>
    /// <param name="cancellationToken">Ends the operation.</param>
    /// <exception cref="ArgumentException">An argument is null, empty or out of its range, or the host no name of a server.</exception>
    /// <exception cref="AwsConfigurationException">The credentials contradict themselves, or have a value that cannot be used.</exception>
    /// <exception cref="AwsException">There are no credentials, or temporary ones could not be had.</exception>
    public static async Task<SecretString> GenerateAsync(
        AwsCredentials awsCredentials,
        string host,
        string user,
        int port = RdsEndpoint.DefaultPort,
        string? regionName = null,
        CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(awsCredentials);
        RdsEndpoint endpoint = RdsEndpoint.Of(host, port, user);
        string token = await SignAsync(awsCredentials, endpoint, regionName, TimeProvider.System, cancellationToken).ConfigureAwait(false);

        // A host that is called like a kind of reference must not make one.
        return new SecretString("literal:" + token);
    }

    internal static Task<string> SignAsync(
        AwsCredentials credentials, RdsEndpoint endpoint, string? region, TimeProvider time, CancellationToken cancellationToken)
    {
        AwsSession session = credentials.Session();
        AWSSigV4Parameters parameters = new()
        {
            Credentials = session.Credentials,
            Region = RegionEndpoint.GetBySystemName(string.IsNullOrEmpty(region) ? endpoint.Region ?? credentials.Region() : region),
            Service = "rds-db",
            SignedAt = time.GetUtcNow().UtcDateTime,
        };
        AWSSigningRequest request = new() { HttpMethod = HttpMethod.Get, RequestUri = Address(endpoint) };
        return AwsCall.RunAsync(
            Operation(endpoint),
            async token =>
            {
                PresignResult result = await AWSSigV4Signer.PresignAsync(request, parameters, Lifetime, token).ConfigureAwait(false);
                return result.Uri.AbsoluteUri["https://".Length..];
            },
            cancellationToken);
    }

    /// <summary>Id of the access key that tokens are signed with at the moment.</summary>
    internal static async Task<string> KeyAsync(AwsCredentials credentials, RdsEndpoint endpoint, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        try
        {
            return (await credentials.Session().Credentials.GetCredentialsAsync().WaitAsync(cancellationToken).ConfigureAwait(false)).AccessKey;
        }
        catch (Exception exception) when (AwsCall.IsOfService(exception) && !cancellationToken.IsCancellationRequested)
        {
            throw AwsCall.Describe(exception, Operation(endpoint));
        }
    }

    private static AwsOperation Operation(RdsEndpoint endpoint) => new("RDS", "GenerateDBAuthToken", $"make a sign-in token for {endpoint}");

    private static Uri Address(RdsEndpoint endpoint) => new(string.Create(
        CultureInfo.InvariantCulture, $"https://{endpoint.Host}:{endpoint.Port}/?Action=connect&DBUser={Uri.EscapeDataString(endpoint.User)}"));
}
