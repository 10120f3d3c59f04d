namespace Prefect.Aws;

/// <summary>What was written.</summary>
/// <param name="Arn">ARN of the secret.</param>
/// <param name="Name">Name of the secret.</param>
/// <param name="VersionId">Id of the version; null when the value was left as it is.</param>
public sealed record AwsSecretVersion(string Arn, string Name, string? VersionId)
{
    internal static AwsSecretVersion Of(SecretResponse answer, string name) => new(answer.Arn ?? "", answer.Name ?? name, answer.VersionId);
}
