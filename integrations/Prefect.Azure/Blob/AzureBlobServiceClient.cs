using Microsoft.Extensions.Logging;

namespace Prefect.Azure;

/// <summary>Reaches the containers of a storage account. It is thread-safe, and nothing of it is to be disposed.</summary>
public sealed class AzureBlobServiceClient
{
    private readonly IBlobService _service;
    private readonly ILogger _logger;

    internal AzureBlobServiceClient(IBlobService service, ILogger logger)
    {
        _service = service;
        _logger = logger;
    }

    /// <summary>Address of the account's blobs, with a slash at its end.</summary>
    public Uri Endpoint => _service.Endpoint;

    /// <summary>Gives a client of a container, which need not exist.</summary>
    /// <param name="container">Name of the container.</param>
    /// <exception cref="ArgumentException">The name is none that a container can have.</exception>
    public AzureBlobContainerClient GetContainerClient(string container)
    {
        ArgumentException.ThrowIfNullOrEmpty(container);
        return BlobNames.IsContainer(container)
            ? new AzureBlobContainerClient(new BlobConnection(_service, container, BlobTransferOptions.Default, _logger))
            : throw new ArgumentException(BlobNames.NotAContainer(container), nameof(container));
    }
}
