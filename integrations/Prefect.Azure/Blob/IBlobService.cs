namespace Prefect.Azure;

/// <summary>The requests that this package sends to Blob Storage: the one place where the vendor's package could stand instead.</summary>
/// <remarks>All throw <see cref="AzureException"/> when the service refuses or cannot be reached.</remarks>
internal interface IBlobService
{
    /// <summary>Address of the account, with a slash at its end.</summary>
    Uri Endpoint { get; }

    Task<IReadOnlyList<string>> ListContainersAsync(int most, CancellationToken cancellationToken);

    /// <returns>Whether it was made; false when it was there.</returns>
    Task<bool> CreateContainerAsync(string container, CancellationToken cancellationToken);

    /// <returns>Whether it was there.</returns>
    Task<bool> DeleteContainerAsync(string container, CancellationToken cancellationToken);

    Task<bool> ContainerExistsAsync(string container, CancellationToken cancellationToken);

    /// <param name="container">The container.</param>
    /// <param name="query">What is listed.</param>
    /// <param name="marker">Where the page begins; null for the first.</param>
    /// <param name="cancellationToken">Ends the operation.</param>
    Task<BlobPage> ListAsync(string container, BlobListQuery query, string? marker, CancellationToken cancellationToken);

    /// <summary>Asks for a blob, or a range of it, and gives the answer as soon as its head is there.</summary>
    Task<BlobAnswer> GetAsync(BlobAddress blob, BlobRange? range, CancellationToken cancellationToken);

    /// <returns>The blob; null when it is not there.</returns>
    Task<AzureBlobInfo?> FindAsync(BlobAddress blob, CancellationToken cancellationToken);

    Task PutAsync(BlobAddress blob, BlobBody body, BlobWrite write, CancellationToken cancellationToken);

    Task PutBlockAsync(BlobAddress blob, string blockId, BlobBody body, CancellationToken cancellationToken);

    Task PutBlockListAsync(BlobAddress blob, IReadOnlyList<string> blockIds, BlobWrite write, CancellationToken cancellationToken);

    /// <returns>Whether it was there.</returns>
    Task<bool> DeleteAsync(BlobAddress blob, CancellationToken cancellationToken);
}
