namespace Prefect.Client;

/// <summary>How results are kept.</summary>
public sealed class ResultSettings
{
    internal ResultSettings(SettingReader read)
    {
        DefaultSerializer = read.Required("results.default_serializer");
        PersistByDefault = read.Switch("results.persist_by_default");
        DefaultStorageBlock = read.Text("results.default_storage_block");
        LocalStoragePath = read.Required("results.local_storage_path");
    }

    /// <summary>Serializer of results that name none; <c>pickle</c> by default, which only Python can honour.</summary>
    public string DefaultSerializer { get; }

    /// <summary>Whether results are kept unless a flow or task says otherwise. Off by default.</summary>
    public bool PersistByDefault { get; }

    /// <summary>Block, as <c>type-slug/name</c>, that keeps results, or <see langword="null"/>.</summary>
    public string? DefaultStorageBlock { get; }

    /// <summary>Folder of results kept on this machine; <c>storage</c> in the home folder by default.</summary>
    public string LocalStoragePath { get; }
}
