using System.Collections.Concurrent;
using Prefect.Blocks;
using Prefect.Client;

namespace Prefect.Flows;

/// <summary>Opens the store that the settings choose, once per process and place.</summary>
internal static class ConfiguredRunStores
{
    private static readonly ConcurrentDictionary<Place, Lazy<IRunStore>> s_stores = new();

    /// <summary>Gives the store of <see cref="PrefectSettings.Current"/>.</summary>
    /// <exception cref="RunStoreException">The settings cannot be read, choose a server, or name a store that cannot be opened.</exception>
    public static IRunStore Get()
    {
        (PrefectSettings settings, Place place) = Settings();
        if (settings.StoreKind != StoreKind.Embedded)
        {
            throw Server(settings);
        }

        if (s_stores.TryGetValue(place, out Lazy<IRunStore>? known) && known.IsValueCreated)
        {
            return known.Value;
        }

        Lazy<IRunStore> store = s_stores.GetOrAdd(place, place => new Lazy<IRunStore>(() => Open(settings, place)));
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

    private static (PrefectSettings Settings, Place Place) Settings()
    {
        try
        {
            PrefectSettings settings = PrefectSettings.Current;
            EmbeddedStoreSettings embedded = settings.EmbeddedStore;
            return (settings, new Place(embedded.RunsPath, embedded.RecordsRuns, embedded.ReadRunRetention()));
        }
        catch (SettingsException exception)
        {
            throw new RunStoreException($"The settings do not tell which run store to use. {exception.Message}", exception);
        }
    }

    private static IRunStore Open(PrefectSettings settings, Place place)
    {
        IRunStore store = place.RecordsRuns ? Open(settings, place.File, place.Retention)
            : new UnrecordedRunStore(place.File, () => Open(settings, place.File, place.Retention));

        // A program that ends in an orderly way loses nothing that it reported.
        AppDomain.CurrentDomain.ProcessExit += (_, _) => Close(store);
        return store;
    }

    private static void Close(IRunStore store)
    {
        try
        {
            Sync.Run(() => store.DisposeAsync().AsTask());
        }
        catch (RunStoreException)
        {
            // The file is gone or cannot be written any more, which was logged: no reason for the program to end in any other way than it does.
        }
    }

    private static EmbeddedRunStore Open(PrefectSettings settings, string file, TimeSpan? retention)
    {
        try
        {
            settings.Home.Create();
        }
        catch (SettingsException exception)
        {
            throw new RunStoreException(exception.Message, exception);
        }

        return EmbeddedRunStore.Open(file, retention);
    }

    private static RunStoreException Server(PrefectSettings settings)
    {
        SettingValue address = settings["PREFECT_API_URL"];
        return new RunStoreException(
            $"The settings choose the Prefect server at {address.Display()} (PREFECT_API_URL, from {address.Origin ?? address.Source.ToString()}), "
            + "but this version keeps runs in the embedded store only. Unset PREFECT_API_URL there, "
            + "or switch to a profile without it: dotnet prefect profile use ephemeral");
    }

    private readonly record struct Place(string File, bool RecordsRuns, TimeSpan? Retention);
}
