namespace Prefect.Blocks;

/// <summary>A secret that a service keeps.</summary>
[SyncTwins]
public partial interface ISecretStore
{
    /// <summary>Reads the secret.</summary>
    /// <param name="cancellationToken">Ends the operation.</param>
    Task<byte[]> ReadSecretAsync(CancellationToken cancellationToken = default);

    /// <summary>Writes the secret, creating it where there is none.</summary>
    /// <param name="value">The value.</param>
    /// <param name="cancellationToken">Ends the operation.</param>
    /// <returns>What the service calls the secret.</returns>
    Task<string> WriteSecretAsync(ReadOnlyMemory<byte> value, CancellationToken cancellationToken = default);
}
