using Prefect.Testing;

namespace Prefect.Blocks.Tests.BuiltIn;

public sealed class LocalFileSystemFilesTests : FileSystemConformance, IDisposable
{
    private readonly TemporaryDirectory _folder = new();

    public void Dispose() => _folder.Dispose();

    protected override IWritableFileSystem Create() => new LocalFileSystem { Basepath = _folder.Path };
}
