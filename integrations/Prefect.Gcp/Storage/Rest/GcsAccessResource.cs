namespace Prefect.Gcp;

/// <summary>How rights on a bucket are given.</summary>
internal sealed record GcsAccessResource(GcsSwitch? UniformBucketLevelAccess, string? PublicAccessPrevention);
