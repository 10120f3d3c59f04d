namespace Prefect.Azure;

/// <summary>How a blob is written.</summary>
/// <param name="Overwrite">Whether one that is there is replaced; otherwise the service refuses.</param>
/// <param name="Settings">What is set on it.</param>
internal sealed record BlobWrite(bool Overwrite, BlobSettings Settings);
