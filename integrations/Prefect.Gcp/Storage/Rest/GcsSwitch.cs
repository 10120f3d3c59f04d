namespace Prefect.Gcp;

/// <summary>Something of a bucket that is on or off.</summary>
internal sealed record GcsSwitch(bool Enabled);
