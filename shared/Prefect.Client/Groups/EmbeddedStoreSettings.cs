namespace Prefect.Client;

/// <summary>Where the embedded store is. Only .NET knows these settings: they come from variables <c>PREFECT_DOTNET_…</c>.</summary>
public sealed class EmbeddedStoreSettings
{
    internal EmbeddedStoreSettings(SettingReader read)
    {
        StorePath = read.Required("dotnet.store_path");
        KeysPath = read.Required("dotnet.keys_path");
        KeyRing = read.Secret("dotnet.key_ring");
    }

    /// <summary>File of the store; <c>dotnet/store.db</c> in the home folder by default.</summary>
    public string StorePath { get; }

    /// <summary>Folder of the keys that encrypt it; <c>keys</c> in the home folder by default.</summary>
    public string KeysPath { get; }

    /// <summary>The key ring itself, in place of the folder, or <see langword="null"/>.</summary>
    public SecretSetting? KeyRing { get; }
}
