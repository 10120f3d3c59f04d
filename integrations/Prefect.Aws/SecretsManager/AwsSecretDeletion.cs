namespace Prefect.Aws;

/// <summary>What is deleted, and when.</summary>
/// <param name="Arn">ARN of the secret.</param>
/// <param name="Name">Name of the secret.</param>
/// <param name="DeletionDate">From when on the secret is gone; until then it can be restored. Null when the service did not say.</param>
public sealed record AwsSecretDeletion(string Arn, string Name, DateTimeOffset? DeletionDate)
{
    internal static AwsSecretDeletion Of(SecretResponse answer, string name) => new(
        answer.Arn ?? "",
        answer.Name ?? name,
        answer.DeletionDate is { } seconds ? DateTimeOffset.UnixEpoch.AddSeconds(seconds) : null);
}
