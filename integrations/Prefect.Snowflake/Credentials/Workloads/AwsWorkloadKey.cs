namespace Prefect.Snowflake;

/// <summary>An access key of Amazon's cloud.</summary>
internal sealed record AwsWorkloadKey(string Id, string Secret, string? Token)
{
    public override string ToString() => Id;
}
