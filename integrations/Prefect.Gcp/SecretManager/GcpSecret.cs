using System.Net;
using Prefect.Blocks;

namespace Prefect.Gcp;

/// <summary>A secret that Google Cloud's Secret Manager keeps.</summary>
/// <example>
/// <code>
/// GcpSecret password = await GcpSecret.LoadAsync("database-password");
/// string value = Encoding.UTF8.GetString(await password.ReadSecretAsync());
/// </code>
/// </example>
[Block(
    "GcpSecret",
    Logo = "https://cdn.sanity.io/images/3ugk85nk/production/10424e311932e31c477ac2b9ef3d53cefbaad708-250x250.png",
    Documentation = "https://docs.prefect.io/integrations/prefect-gcp")]
public sealed partial record GcpSecret : Block, ISecretStore, ICheckable
{
    /// <summary>How to sign in.</summary>
    public required GcpCredentials GcpCredentials { get; init; }

    /// <summary>Name of the secret, or its resource name: <c>projects/PROJECT/secrets/NAME</c>.</summary>
    public required string SecretName { get; init; }

    /// <summary>Version that is read: a number, an alias or <c>latest</c>.</summary>
    public string SecretVersion { get; init; } = SecretManagerApi.Latest;

    /// <summary>Reads the secret.</summary>
    /// <param name="cancellationToken">Ends the operation.</param>
    /// <returns>The value; a text in UTF-8.</returns>
    /// <exception cref="GcpConfigurationException">A property is missing, or has a value that cannot be used.</exception>
    /// <exception cref="GcpException">There is no such version, it may not be read, or the service could not be reached.</exception>
    public async Task<byte[]> ReadSecretAsync(CancellationToken cancellationToken = default)
    {
        SecretManagerApi api = Connect();
        return RevealedSecret.Remember(await api.AccessAsync(CheckedVersion(), cancellationToken).ConfigureAwait(false));
    }

    /// <summary>Writes a new version of the secret, creating the secret where there is none.</summary>
    /// <param name="value">The value, 1 to 65,536 bytes.</param>
    /// <param name="cancellationToken">Ends the operation.</param>
    /// <returns>Resource name of the version.</returns>
    /// <exception cref="ArgumentException">The value is empty or too long.</exception>
    /// <exception cref="GcpConfigurationException">A property is missing, or has a value that cannot be used.</exception>
    /// <exception cref="GcpException">The secret may not be written, or the service could not be reached.</exception>
    public async Task<string> WriteSecretAsync(ReadOnlyMemory<byte> value, CancellationToken cancellationToken = default)
    {
        byte[] bytes = await GcpSecretValue.FromByteArray(value.ToArray()).RevealCheckedAsync(nameof(value), cancellationToken).ConfigureAwait(false);
        SecretManagerApi api = Connect();
        try
        {
            return await api.AddVersionAsync(bytes, cancellationToken).ConfigureAwait(false);
        }
        catch (GcpException exception) when (exception.StatusCode == HttpStatusCode.NotFound)
        {
            await CreateAsync(api, cancellationToken).ConfigureAwait(false);
            return await api.AddVersionAsync(bytes, cancellationToken).ConfigureAwait(false);
        }
    }

    /// <summary>Deletes the secret, with all its versions.</summary>
    /// <param name="cancellationToken">Ends the operation.</param>
    /// <returns>Resource name of the secret.</returns>
    /// <exception cref="GcpConfigurationException">A property is missing, or has a value that cannot be used.</exception>
    /// <exception cref="GcpException">There is no such secret, it may not be deleted, or the service could not be reached.</exception>
    public Task<string> DeleteSecretAsync(CancellationToken cancellationToken = default) => Connect().DeleteAsync(cancellationToken);

    /// <summary>Signs in and reads the secret; its value goes nowhere.</summary>
    /// <param name="cancellationToken">Ends the probe.</param>
    public Task<BlockCheckResult> CheckAsync(CancellationToken cancellationToken = default) =>
        GcpCheck.RunAsync(
            () =>
            {
                _ = CheckedVersion();
                return Connect().Service;
            },
            FindAsync,
            cancellationToken);

    private static async Task CreateAsync(SecretManagerApi api, CancellationToken cancellationToken)
    {
        try
        {
            await api.CreateAsync(cancellationToken).ConfigureAwait(false);
        }
        catch (GcpException exception) when (exception.StatusCode == HttpStatusCode.Conflict)
        {
            // Somebody else created it in between.
        }
    }

    private async Task<string> FindAsync(GoogleService service, CancellationToken cancellationToken)
    {
        await Connect().AccessAsync(CheckedVersion(), cancellationToken).ConfigureAwait(false);
        return $"The secret '{SecretName}' is there, and the credentials may read it.";
    }

    private SecretManagerApi Connect()
    {
        if (GcpCredentials is null)
        {
            throw new GcpConfigurationException("gcp_credentials", $"The secret '{SecretName}' has no gcp_credentials.");
        }

        try
        {
            return new SecretManagerApi(GcpCredentials, SecretName ?? "");
        }
        catch (ArgumentException exception) when (exception is not GcpConfigurationException)
        {
            throw new GcpConfigurationException("secret_name", $"'{SecretName}' is no name of a secret: it has 1 to 255 letters, digits, dashes and underscores.");
        }
    }

    private string CheckedVersion() =>
        SecretManagerApi.IsVersion(SecretVersion)
            ? SecretVersion
            : throw new GcpConfigurationException("secret_version", $"'{SecretVersion}' is no version of a secret: it is a number, an alias or '{SecretManagerApi.Latest}'.");
}
