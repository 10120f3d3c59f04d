using System.Collections.Concurrent;
using Prefect.Blocks;

namespace Prefect.Flows.Tests.Results;

/// <summary>A file system in memory that can be made to fail.</summary>
internal sealed class FailingFiles : IWritableFileSystem
{
    public ConcurrentDictionary<string, byte[]> Content { get; } = new(StringComparer.Ordinal);

    public int FailingReads { get; set; }

    public bool FailsToWrite { get; set; }

    public int Reads { get; private set; }

    public Task<byte[]> ReadPathAsync(string path, CancellationToken cancellationToken = default)
    {
        Reads++;
        return FailingReads-- > 0 || !Content.TryGetValue(path, out byte[]? content)
            ? throw new FileNotFoundException($"There is no '{path}'.")
            : Task.FromResult(content);
    }

    public Task<string> WritePathAsync(string path, ReadOnlyMemory<byte> content, CancellationToken cancellationToken = default)
    {
        if (FailsToWrite)
        {
            throw new IOException("The disk is full.");
        }

        Content[path] = content.ToArray();
        return Task.FromResult(path);
    }
}
