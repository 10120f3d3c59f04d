using System.Collections.Concurrent;
using Prefect.Client;

namespace Prefect.Blocks;

/// <summary>Opens the store that the settings choose, once per process and place.</summary>
internal static class ConfiguredStores
{
    private static readonly ConcurrentDictionary<Place, Lazy<IBlockStore>> s_stores = new();

    /// <summary>Gives the store of <see cref="PrefectSettings.Current"/>.</summary>
    /// <exception cref="BlockStoreException">The settings cannot be read, choose a server, or name a store that cannot be opened.</exception>
    public static IBlockStore Get()
    {
        PrefectSettings settings = Settings();
        if (settings.StoreKind != StoreKind.Embedded)
        {
            throw Server(settings);
        }

        EmbeddedStoreSettings embedded = settings.EmbeddedStore;
        Place place = new(embedded.StorePath, embedded.KeysPath, embedded.KeyRing?.Reveal());
        if (s_stores.TryGetValue(place, out Lazy<IBlockStore>? known) && known.IsValueCreated)
        {
            return known.Value;
        }

        Lazy<IBlockStore> store = s_stores.GetOrAdd(place, place => new Lazy<IBlockStore>(() => Open(settings, place)));
        try
        {
            return store.Value;
        }
        catch
        {
            // What failed once may be put right: the next caller tries again.
            s_stores.TryRemove(KeyValuePair.Create(place, store));
            throw;
        }
    }

    private static PrefectSettings Settings()
    {
        try
        {
            return PrefectSettings.Current;
        }
        catch (SettingsException exception)
        {
            throw new BlockStoreException($"The settings do not tell which block store to use. {exception.Message}", exception);
        }
    }

    private static EmbeddedBlockStore Open(PrefectSettings settings, Place place)
    {
        try
        {
            settings.Home.Create();
        }
        catch (SettingsException exception)
        {
            throw new BlockStoreException(exception.Message, exception);
        }

        EmbeddedStoreOptions options = new() { KeysFolder = place.KeysFolder };
        return EmbeddedBlockStore.Open(place.File, place.Keys is { } keys ? options with { Keys = keys } : options);
    }

    private static BlockStoreException Server(PrefectSettings settings)
    {
        SettingValue address = settings["PREFECT_API_URL"];
        return new BlockStoreException(
            $"The settings choose the Prefect server at {address.Display()} (PREFECT_API_URL, from {address.Origin ?? address.Source.ToString()}), "
            + "but this version keeps blocks in the embedded store only. Unset PREFECT_API_URL there, "
            + "or switch to a profile without it: dotnet prefect profile use ephemeral");
    }

    /// <summary>Not a record: its text would hold the keys.</summary>
    private readonly struct Place(string file, string keysFolder, string? keys) : IEquatable<Place>
    {
        public string File { get; } = file;

        public string KeysFolder { get; } = keysFolder;

        public string? Keys { get; } = keys;

        public bool Equals(Place other) => File == other.File && KeysFolder == other.KeysFolder && Keys == other.Keys;

        public override bool Equals(object? obj) => obj is Place other && Equals(other);

        public override int GetHashCode() => HashCode.Combine(File, KeysFolder, Keys);
    }
}
