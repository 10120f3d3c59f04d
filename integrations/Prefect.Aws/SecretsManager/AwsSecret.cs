using System.Text;
using Prefect.Blocks;

namespace Prefect.Aws;

/// <summary>A secret that AWS Secrets Manager keeps.</summary>
/// <example>
/// <code>
/// AwsSecret password = await AwsSecret.LoadAsync("database-password");
/// string value = Encoding.UTF8.GetString(await password.ReadSecretAsync());
/// </code>
/// </example>
[Block(
    "AWS Secret",
    Logo = "https://cdn.sanity.io/images/3ugk85nk/production/d74b16fe84ce626345adf235a47008fea2869a60-225x225.png",
    Documentation = "https://docs.prefect.io/integrations/prefect-aws")]
public sealed partial record AwsSecret : Block, ISecretStore, ICheckable
{
    /// <summary>How to sign in.</summary>
    public required AwsCredentials AwsCredentials { get; init; }

    /// <summary>Name or ARN of the secret.</summary>
    public required string SecretName { get; init; }

    /// <summary>Reads the current version of the secret.</summary>
    /// <param name="cancellationToken">Ends the operation.</param>
    /// <returns>The bytes of a binary secret, or a text in UTF-8.</returns>
    /// <exception cref="AwsConfigurationException">The secret has no name or no credentials, or those contradict themselves.</exception>
    /// <exception cref="AwsException">There is no such secret, it may not be read, or the service could not be reached.</exception>
    public Task<byte[]> ReadSecretAsync(CancellationToken cancellationToken = default) => ReadSecretAsync(null, null, cancellationToken);

    /// <summary>Reads one version of the secret.</summary>
    /// <param name="versionId">Id of the version. Default: the one that the stage says.</param>
    /// <param name="versionStage">Stage of the version, such as <c>AWSPREVIOUS</c>. Default: <c>AWSCURRENT</c>.</param>
    /// <param name="cancellationToken">Ends the operation.</param>
    /// <returns>The bytes of a binary secret, or a text in UTF-8.</returns>
    /// <exception cref="AwsConfigurationException">The secret has no name or no credentials, or those contradict themselves.</exception>
    /// <exception cref="AwsException">There is no such version, it may not be read, or the service could not be reached.</exception>
    public async Task<byte[]> ReadSecretAsync(string? versionId, string? versionStage = null, CancellationToken cancellationToken = default)
    {
        GetSecretValueResponse answer = await Connect()
            .GetAsync(new GetSecretValueRequest(SecretName, versionId, versionStage), cancellationToken).ConfigureAwait(false);
        return answer.SecretBinary is { } bytes
            ? RevealedSecret.Remember(bytes)
            : Encoding.UTF8.GetBytes(RevealedSecret.Remember(answer.SecretString ?? ""));
    }

    /// <summary>Writes a new version of the secret as bytes, creating the secret where there is none.</summary>
    /// <param name="value">The value, at most 65,536 bytes.</param>
    /// <param name="cancellationToken">Ends the operation.</param>
    /// <returns>ARN of the secret.</returns>
    /// <exception cref="ArgumentException">The value is empty or too long.</exception>
    /// <exception cref="AwsConfigurationException">The secret has no name or no credentials, or those contradict themselves.</exception>
    /// <exception cref="AwsException">The secret may not be written, or the service could not be reached.</exception>
    public async Task<string> WriteSecretAsync(ReadOnlyMemory<byte> value, CancellationToken cancellationToken = default)
    {
        AwsSecretValue secret = AwsSecretValue.FromByteArray(value.ToArray());
        (_, byte[]? bytes) = await secret.RevealCheckedAsync(nameof(value), cancellationToken).ConfigureAwait(false);
        SecretsManagerApi api = Connect();
        WriteSecretRequest put = new() { SecretId = SecretName, SecretBinary = bytes };
        try
        {
            return ArnOf(await api.PutAsync(put, cancellationToken).ConfigureAwait(false));
        }
        catch (AwsException exception) when (exception.ErrorCode == "ResourceNotFoundException" && !IsArn)
        {
            return await CreateAsync(api, put, cancellationToken).ConfigureAwait(false);
        }
    }

    /// <summary>Deletes the secret.</summary>
    /// <param name="recoveryWindowInDays">For how many days it can be restored, 7 to 30. Not looked at when deletion is forced.</param>
    /// <param name="forceDeleteWithoutRecovery">Deletes at once, so that nothing can be restored.</param>
    /// <param name="cancellationToken">Ends the operation.</param>
    /// <returns>ARN of the secret.</returns>
    /// <exception cref="ArgumentOutOfRangeException">The recovery window is not 7 to 30 days, and deletion is not forced.</exception>
    /// <exception cref="AwsConfigurationException">The secret has no name or no credentials, or those contradict themselves.</exception>
    /// <exception cref="AwsException">There is no such secret, it may not be deleted, or the service could not be reached.</exception>
    public async Task<string> DeleteSecretAsync(
        int recoveryWindowInDays = 30, bool forceDeleteWithoutRecovery = false, CancellationToken cancellationToken = default) =>
        ArnOf(await Connect().DeleteAsync(SecretName, recoveryWindowInDays, forceDeleteWithoutRecovery, cancellationToken).ConfigureAwait(false));

    /// <summary>Signs in and reads the secret; its value goes nowhere.</summary>
    /// <param name="cancellationToken">Ends the probe.</param>
    public Task<BlockCheckResult> CheckAsync(CancellationToken cancellationToken = default) =>
        AwsCheck.ResourceAsync(() => AwsClient.For(Checked(), AwsService.SecretsManager), FindAsync, cancellationToken);

    private bool IsArn => SecretName.StartsWith("arn:", StringComparison.Ordinal);

    private async Task<string> FindAsync(AwsClient client, CancellationToken cancellationToken)
    {
        await new SecretsManagerApi(client).GetAsync(new GetSecretValueRequest(SecretName), cancellationToken).ConfigureAwait(false);
        return $"The secret '{SecretName}' is there, and the credentials may read it.";
    }

    private async Task<string> CreateAsync(SecretsManagerApi api, WriteSecretRequest put, CancellationToken cancellationToken)
    {
        try
        {
            WriteSecretRequest create = new() { Name = SecretName, SecretBinary = put.SecretBinary };
            return ArnOf(await api.CreateAsync(create, cancellationToken).ConfigureAwait(false));
        }
        catch (AwsException exception) when (exception.ErrorCode == "ResourceExistsException")
        {
            // Somebody else created it in between.
            return ArnOf(await api.PutAsync(put, cancellationToken).ConfigureAwait(false));
        }
    }

    private string ArnOf(SecretResponse answer) => answer.Arn ?? SecretName;

    private SecretsManagerApi Connect() => SecretsManagerApi.For(Checked());

    private AwsCredentials Checked()
    {
        if (string.IsNullOrWhiteSpace(SecretName))
        {
            throw new AwsConfigurationException("secret_name", "The AWS secret has no secret_name.");
        }

        return AwsCredentials ?? throw new AwsConfigurationException("aws_credentials", $"The AWS secret '{SecretName}' has no aws_credentials.");
    }
}
