namespace Prefect.Aws;

/// <summary>The requests to Secrets Manager that this package sends.</summary>
internal sealed class SecretsManagerApi(AwsClient client)
{
    private static readonly AwsAction<GetSecretValueRequest, GetSecretValueResponse> s_get = new(
        AwsService.SecretsManager, "GetSecretValue", SecretsManagerJson.Default.GetSecretValueRequest, SecretsManagerJson.Default.GetSecretValueResponse);

    private static readonly AwsAction<WriteSecretRequest, SecretResponse> s_put = Write("PutSecretValue");

    private static readonly AwsAction<WriteSecretRequest, SecretResponse> s_create = Write("CreateSecret");

    private static readonly AwsAction<WriteSecretRequest, SecretResponse> s_update = Write("UpdateSecret");

    private static readonly AwsAction<DeleteSecretRequest, SecretResponse> s_delete = new(
        AwsService.SecretsManager, "DeleteSecret", SecretsManagerJson.Default.DeleteSecretRequest, SecretsManagerJson.Default.SecretResponse);

    /// <exception cref="AwsConfigurationException">The credentials contradict themselves, or have a value that cannot be used.</exception>
    public static SecretsManagerApi For(AwsCredentials credentials) => new(AwsClient.For(credentials, AwsService.SecretsManager));

    public Task<GetSecretValueResponse> GetAsync(GetSecretValueRequest request, CancellationToken cancellationToken) =>
        client.SendAsync(s_get, request, $"read the secret '{request.SecretId}'", cancellationToken);

    public Task<SecretResponse> PutAsync(WriteSecretRequest request, CancellationToken cancellationToken) =>
        client.SendAsync(s_put, request, $"write the secret '{request.SecretId}'", cancellationToken);

    public Task<SecretResponse> CreateAsync(WriteSecretRequest request, CancellationToken cancellationToken) =>
        client.SendAsync(s_create, request, $"create the secret '{request.Name}'", cancellationToken);

    public Task<SecretResponse> UpdateAsync(WriteSecretRequest request, CancellationToken cancellationToken) =>
        client.SendAsync(s_update, request, $"update the secret '{request.SecretId}'", cancellationToken);

    /// <exception cref="ArgumentOutOfRangeException">The recovery window is not 7 to 30 days, and deletion is not forced.</exception>
    public Task<SecretResponse> DeleteAsync(
        string secretName, int recoveryWindowInDays, bool forceDeleteWithoutRecovery, CancellationToken cancellationToken)
    {
        if (!forceDeleteWithoutRecovery && recoveryWindowInDays is not (>= 7 and <= 30))
        {
            throw new ArgumentOutOfRangeException(
                nameof(recoveryWindowInDays), recoveryWindowInDays, "The recovery window must be 7 to 30 days. To delete at once, set forceDeleteWithoutRecovery.");
        }

        DeleteSecretRequest request = forceDeleteWithoutRecovery
            ? new(secretName) { ForceDeleteWithoutRecovery = true }
            : new(secretName) { RecoveryWindowInDays = recoveryWindowInDays };
        return client.SendAsync(s_delete, request, $"delete the secret '{secretName}'", cancellationToken);
    }

    private static AwsAction<WriteSecretRequest, SecretResponse> Write(string name) => new(
        AwsService.SecretsManager, name, SecretsManagerJson.Default.WriteSecretRequest, SecretsManagerJson.Default.SecretResponse);
}
