namespace Prefect.Blocks;

/// <summary>Keeps nothing: every call succeeds without effect and gives nothing. Says that no storage is wanted.</summary>
public sealed class NullFileSystem : IWritableFileSystem, IDeploymentStorage
{
    /// <summary>The one instance.</summary>
    public static NullFileSystem Instance { get; } = new();

    private NullFileSystem()
    {
    }

    /// <inheritdoc/>
    public Task<byte[]> ReadPathAsync(string path, CancellationToken cancellationToken = default) =>
        Task.FromResult(Array.Empty<byte>());

    /// <inheritdoc/>
    public Task<string> WritePathAsync(string path, ReadOnlyMemory<byte> content, CancellationToken cancellationToken = default) =>
        Task.FromResult("");

    /// <inheritdoc/>
    public Task GetDirectoryAsync(
        string? fromPath = null, string? localPath = null, CancellationToken cancellationToken = default) =>
        Task.CompletedTask;

    /// <inheritdoc/>
    public Task<int> PutDirectoryAsync(
        string? localPath = null, string? toPath = null, string? ignoreFile = null, CancellationToken cancellationToken = default) =>
        Task.FromResult(0);
}
