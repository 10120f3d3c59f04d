namespace Prefect.Gcp;

/// <summary>What objects of a bucket are encrypted with.</summary>
internal sealed record GcsEncryptionResource(string DefaultKmsKeyName);
