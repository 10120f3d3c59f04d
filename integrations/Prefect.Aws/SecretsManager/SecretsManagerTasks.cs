using Prefect.Blocks;
using Prefect.Flows;

namespace Prefect.Aws;

/// <summary>
/// Work on single secrets by name, for flows that need no <see cref="AwsSecret"/> block: as methods, and as tasks to be run, submitted
/// or mapped.
/// </summary>
[SyncTwins]
public static partial class SecretsManagerTasks
{
    /// <summary>Reads a secret. The value is masked wherever it is printed, and no result storage takes it.</summary>
    /// <param name="secretName">Name or ARN of the secret.</param>
    /// <param name="awsCredentials">How to sign in.</param>
    /// <param name="versionId">Id of the version. Default: the one that the stage says.</param>
    /// <param name="versionStage">Stage of the version, such as <c>AWSPREVIOUS</c>. Default: <c>AWSCURRENT</c>.</param>
    /// <param name="cancellationToken">Ends the operation.</param>
    /// <exception cref="ArgumentException">An argument is null or empty.</exception>
    /// <exception cref="AwsException">There is no such version, it may not be read, or the service could not be reached.</exception>
    [FlowTask]
    public static async Task<AwsSecretValue> ReadSecretAsync(
        string secretName,
        AwsCredentials awsCredentials,
        string? versionId = null,
        string? versionStage = null,
        CancellationToken cancellationToken = default) =>
        AwsSecretValue.Of(await Open(secretName, awsCredentials)
            .GetAsync(new GetSecretValueRequest(secretName, versionId, versionStage), cancellationToken).ConfigureAwait(false));

    /// <summary>Gives a secret a new value.</summary>
    /// <param name="secretName">Name or ARN of the secret.</param>
    /// <param name="secretValue">The value: a text or bytes, at most 65,536 bytes.</param>
    /// <param name="awsCredentials">How to sign in.</param>
    /// <param name="description">What the secret is for. Default: as it is.</param>
    /// <param name="cancellationToken">Ends the operation.</param>
    /// <exception cref="ArgumentException">An argument is null or empty, or the value is too long.</exception>
    /// <exception cref="AwsException">There is no such secret, it may not be written, or the service could not be reached.</exception>
    [FlowTask]
    public static async Task<AwsSecretVersion> UpdateSecretAsync(
        string secretName,
        AwsSecretValue secretValue,
        AwsCredentials awsCredentials,
        string? description = null,
        CancellationToken cancellationToken = default)
    {
        SecretsManagerApi api = Open(secretName, awsCredentials);
        (string? text, byte[]? bytes) = await RevealAsync(secretValue, cancellationToken).ConfigureAwait(false);
        WriteSecretRequest request = new() { SecretId = secretName, SecretString = text, SecretBinary = bytes, Description = description };
        return AwsSecretVersion.Of(await api.UpdateAsync(request, cancellationToken).ConfigureAwait(false), secretName);
    }

    /// <summary>Creates a secret.</summary>
    /// <param name="secretName">Name of the secret.</param>
    /// <param name="secretValue">The value: a text or bytes, at most 65,536 bytes.</param>
    /// <param name="awsCredentials">How to sign in.</param>
    /// <param name="description">What the secret is for. Default: nothing is said.</param>
    /// <param name="tags">Tags of the secret by their keys. Default: none.</param>
    /// <param name="cancellationToken">Ends the operation.</param>
    /// <exception cref="ArgumentException">An argument is null or empty, or the value is too long.</exception>
    /// <exception cref="AwsException">There is such a secret already, it may not be written, or the service could not be reached.</exception>
    [FlowTask]
    public static async Task<AwsSecretVersion> CreateSecretAsync(
        string secretName,
        AwsSecretValue secretValue,
        AwsCredentials awsCredentials,
        string? description = null,
        IReadOnlyDictionary<string, string>? tags = null,
        CancellationToken cancellationToken = default)
    {
        SecretsManagerApi api = Open(secretName, awsCredentials);
        (string? text, byte[]? bytes) = await RevealAsync(secretValue, cancellationToken).ConfigureAwait(false);
        WriteSecretRequest request = new()
        {
            Name = secretName,
            SecretString = text,
            SecretBinary = bytes,
            Description = description,
            Tags = tags?.Select(tag => new SecretTag(tag.Key, tag.Value)).ToList(),
        };
        return AwsSecretVersion.Of(await api.CreateAsync(request, cancellationToken).ConfigureAwait(false), secretName);
    }

    /// <summary>Deletes a secret.</summary>
    /// <param name="secretName">Name or ARN of the secret.</param>
    /// <param name="awsCredentials">How to sign in.</param>
    /// <param name="recoveryWindowInDays">For how many days it can be restored, 7 to 30. Not looked at when deletion is forced.</param>
    /// <param name="forceDeleteWithoutRecovery">Deletes at once, so that nothing can be restored.</param>
    /// <param name="cancellationToken">Ends the operation.</param>
    /// <exception cref="ArgumentException">An argument is null or empty, or the recovery window is not 7 to 30 days and deletion not forced.</exception>
    /// <exception cref="AwsException">There is no such secret, it may not be deleted, or the service could not be reached.</exception>
    [FlowTask]
    public static async Task<AwsSecretDeletion> DeleteSecretAsync(
        string secretName,
        AwsCredentials awsCredentials,
        int recoveryWindowInDays = 30,
        bool forceDeleteWithoutRecovery = false,
        CancellationToken cancellationToken = default) =>
        AwsSecretDeletion.Of(
            await Open(secretName, awsCredentials)
                .DeleteAsync(secretName, recoveryWindowInDays, forceDeleteWithoutRecovery, cancellationToken).ConfigureAwait(false),
            secretName);

    private static SecretsManagerApi Open(string secretName, AwsCredentials awsCredentials)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(secretName);
        ArgumentNullException.ThrowIfNull(awsCredentials);
        return SecretsManagerApi.For(awsCredentials);
    }

    private static ValueTask<(string? Text, byte[]? Bytes)> RevealAsync(AwsSecretValue secretValue, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(secretValue);
        return secretValue.RevealCheckedAsync(nameof(secretValue), cancellationToken);
    }
}
