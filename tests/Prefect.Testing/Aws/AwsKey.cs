namespace Prefect.Testing;

/// <summary>An access key that a peer knows.</summary>
/// <param name="AccessKeyId">Id of the key.</param>
/// <param name="SecretAccessKey">Secret part of the key.</param>
/// <param name="SessionToken">Token of the session, which requests must then bring; null for a lasting key, with which they must bring none.</param>
public sealed record AwsKey(string AccessKeyId, string SecretAccessKey, string? SessionToken = null)
{
    /// <summary>Gives the id alone.</summary>
    public override string ToString() => AccessKeyId;
}
