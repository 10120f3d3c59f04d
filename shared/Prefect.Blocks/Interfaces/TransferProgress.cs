namespace Prefect.Blocks;

/// <summary>How far a transfer is.</summary>
/// <param name="Path">What is being transferred.</param>
/// <param name="BytesTransferred">Bytes done, of all files together.</param>
/// <param name="TotalBytes">Bytes in all; null when not known.</param>
/// <param name="FilesTransferred">Files done.</param>
/// <param name="TotalFiles">Files in all; null when not known.</param>
public sealed record TransferProgress(
    string Path, long BytesTransferred, long? TotalBytes, int FilesTransferred = 0, int? TotalFiles = null);
