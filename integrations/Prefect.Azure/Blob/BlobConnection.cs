using Microsoft.Extensions.Logging;

namespace Prefect.Azure;

/// <summary>A container, the service that has it, and how blobs are moved.</summary>
internal sealed record BlobConnection(IBlobService Service, string Container, BlobTransferOptions Options, ILogger Logger)
{
    public BlobAddress Blob(string name) => new(Container, name);
}
