using Prefect.Client;

namespace Prefect.Flows;

public sealed partial record ResultStore
{
    private const int LoadAttempts = 10;
    private static readonly TimeSpan s_loadDelay = TimeSpan.FromSeconds(0.25);

    /// <summary>The same store for records of keys: metadata is kept with the result again.</summary>
    internal ResultStore WithRecords() => ResultStorage.None.Equals(MetadataStorage) ? this with { MetadataStorage = null } : this;

    /// <summary>The store of a flow's own results, which are written bare: their metadata is in the state of the run.</summary>
    internal static async ValueTask<ResultStore> ForFlowAsync(Flow flow, CancellationToken cancellationToken)
    {
        ResultStore outer = Current;
        FlowOptions options = flow.Options;
        ResultStore store = outer with
        {
            Storage = options.ResultStorage ?? outer.Storage ?? ResultStorage.Default(PrefectSettings.Current),
            Serializer = options.ResultSerializer ?? outer.Serializer,
            CacheInMemory = options.CacheResultInMemory,
            MetadataStorage = ResultStorage.None,
            NewKey = s_default.NewKey,
        };

        if (ResultPersistence.ShouldPersist(flow))
        {
            // A block that is not there is found here, and not when the work is done.
            await store.Storage!.OpenAsync(cancellationToken).ConfigureAwait(false);
        }

        return store;
    }

    /// <summary>Gives the result that the state of a run tells of; it may be written just now.</summary>
    /// <exception cref="MissingResultException">There is none.</exception>
    internal static Task<T> LoadAsync<T>(ResultRecordMetadata metadata, CancellationToken cancellationToken)
    {
        ResultStore store = new() { Storage = ResultStorage.Of(metadata), Serializer = metadata.Serializer, CacheInMemory = false };
        return store.LoadFromAsync<T>(metadata, cancellationToken);
    }

    /// <summary>Makes a record, without keeping it.</summary>
    internal async ValueTask<ResultRecord<T>> CreateRecordAsync<T>(T value, string? key, DateTimeOffset? expiration, CancellationToken cancellationToken)
    {
        ResultStorage.Opened storage = await EffectiveStorage.OpenAsync(cancellationToken).ConfigureAwait(false);
        return new ResultRecord<T>(value, new ResultRecordMetadata
        {
            StorageKey = storage.Name(key ?? NewKey()),
            Expiration = expiration,
            Serializer = EffectiveSerializer,
            StorageBlockId = storage.BlockId,
        });
    }

    /// <summary>Keeps a record.</summary>
    /// <param name="record">The record.</param>
    /// <param name="key">The key that its metadata is kept under where that is kept by itself.</param>
    /// <param name="holder">Who writes.</param>
    /// <param name="cancellationToken">Ends the operation.</param>
    internal async Task PersistAsync<T>(ResultRecord<T> record, string key, string holder, CancellationToken cancellationToken)
    {
        if (LockManager is not null && await IsLockedByOtherAsync(key, holder, cancellationToken).ConfigureAwait(false))
        {
            throw new InvalidOperationException($"The result '{key}' cannot be written: somebody else holds its lock.");
        }

        ResultStorage.Opened storage = await EffectiveStorage.OpenAsync(cancellationToken).ConfigureAwait(false);
        ResultRecordMetadata metadata = record.Metadata;
        string path = metadata.StorageKey ?? storage.Name(key);
        byte[] content = ResultContent.Write(metadata.Serializer, record.Result);
        if (MetadataStorage is null)
        {
            await storage.Files.WritePathAsync(path, ResultRecordJson.WriteCombined(metadata, content), cancellationToken).ConfigureAwait(false);
        }
        else
        {
            ResultStorage.Opened metadataStorage = await MetadataStorage.OpenAsync(cancellationToken).ConfigureAwait(false);
            await storage.Files.WritePathAsync(path, content, cancellationToken).ConfigureAwait(false);
            await metadataStorage.Files.WritePathAsync(metadataStorage.Name(key), ResultRecordJson.WriteMetadata(metadata), cancellationToken).ConfigureAwait(false);
        }

        if (CacheInMemory)
        {
            Memory.Keep(MemoryKey(path), record);
        }
        else
        {
            Memory.Forget(MemoryKey(path));
        }
    }

    /// <summary>Finds the record of a key that can still be used, after waiting for others to release its lock; null when there is none.</summary>
    internal async ValueTask<StoredResult?> FindAsync(string key, string? holder, CancellationToken cancellationToken)
    {
        await WaitForOthersAsync(key, holder, cancellationToken).ConfigureAwait(false);
        return await FindUnlockedAsync(key, cancellationToken).ConfigureAwait(false);
    }

    internal void Remember(string path, ResultRecord record)
    {
        if (CacheInMemory)
        {
            Memory.Keep(path, record);
        }
    }

    private async Task<ResultRecord<T>> WriteRecordAsync<T>(
        T value, string key, DateTimeOffset? expiration, string holder, CancellationToken cancellationToken)
    {
        ResultRecord<T> record = await CreateRecordAsync(value, key, expiration, cancellationToken).ConfigureAwait(false);
        await PersistAsync(record, key, holder, cancellationToken).ConfigureAwait(false);
        return record;
    }

    private async Task<ResultRecord<T>> ReadRecordAsync<T>(string key, string holder, CancellationToken cancellationToken)
    {
        await WaitForOthersAsync(key, holder, cancellationToken).ConfigureAwait(false);
        ResultStorage.Opened storage = await EffectiveStorage.OpenAsync(cancellationToken).ConfigureAwait(false);
        string path = storage.Name(key);
        if (Memory.Find(MemoryKey(path)) is ResultRecord<T> remembered)
        {
            return remembered;
        }

        try
        {
            return (await FetchAsync(key, path, storage, cancellationToken).ConfigureAwait(false)).Read<T>(this);
        }
        catch (Exception missing) when (missing is FileNotFoundException or DirectoryNotFoundException)
        {
            throw new MissingResultException($"There is no result '{key}' in {EffectiveStorage}.", missing);
        }
    }

    /// <summary>Reads what is kept under a key, whatever it is.</summary>
    /// <exception cref="ResultSerializationException">Its metadata is broken.</exception>
    private async Task<StoredResult> FetchAsync(string key, string path, ResultStorage.Opened storage, CancellationToken cancellationToken)
    {
        try
        {
            return await FetchRecordAsync(key, path, storage, cancellationToken).ConfigureAwait(false);
        }
        catch (FormatException broken)
        {
            throw new ResultSerializationException($"The result '{key}' cannot be read: {broken.Message}", broken);
        }
    }

    private async Task<StoredResult> FetchRecordAsync(string key, string path, ResultStorage.Opened storage, CancellationToken cancellationToken)
    {
        if (MetadataStorage is not null)
        {
            ResultStorage.Opened metadataStorage = await MetadataStorage.OpenAsync(cancellationToken).ConfigureAwait(false);
            if (!metadataStorage.KeepsNothing)
            {
                byte[] json = await metadataStorage.Files.ReadPathAsync(metadataStorage.Name(key), cancellationToken).ConfigureAwait(false);
                ResultRecordMetadata metadata = ResultRecordMetadata.Parse(System.Text.Encoding.UTF8.GetString(json));
                string at = metadata.StorageKey ?? path;
                return new StoredResult(metadata, await storage.Files.ReadPathAsync(at, cancellationToken).ConfigureAwait(false)) { MemoryKey = MemoryKey(at) };
            }
        }

        byte[] content = await storage.Files.ReadPathAsync(path, cancellationToken).ConfigureAwait(false);
        StoredResult stored = ResultRecordJson.TryReadCombined(content) ?? new StoredResult(
            new ResultRecordMetadata { StorageKey = path, Serializer = EffectiveSerializer, StorageBlockId = storage.BlockId }, content);
        return stored with { MemoryKey = MemoryKey(path) };
    }

    private async ValueTask<StoredResult?> FindUnlockedAsync(string key, CancellationToken cancellationToken)
    {
        try
        {
            ResultStorage.Opened storage = await EffectiveStorage.OpenAsync(cancellationToken).ConfigureAwait(false);
            string path = storage.Name(key);
            StoredResult stored = await FetchAsync(key, path, storage, cancellationToken).ConfigureAwait(false);
            bool isUsable = !stored.Metadata.IsExpired && stored.Metadata.Serializer is not UnknownSerializer && stored.IsReadable;
            return isUsable ? stored with { Remembered = Memory.Find(stored.MemoryKey!) } : null;
        }
        catch (Exception unreadable) when (unreadable is not OperationCanceledException)
        {
            // A storage that cannot be read has no record: the work is done, and writing says what is wrong.
            return null;
        }
    }

    private async Task<T> LoadFromAsync<T>(ResultRecordMetadata metadata, CancellationToken cancellationToken)
    {
        string key = metadata.StorageKey ?? throw new MissingResultException("The state of the run does not say where its result is kept.");
        for (int attempt = 1; ; attempt++)
        {
            try
            {
                ResultStorage.Opened storage = await EffectiveStorage.OpenAsync(cancellationToken).ConfigureAwait(false);
                return (await FetchAsync(key, key, storage, cancellationToken).ConfigureAwait(false)).Read<T>(this).Result;
            }
            catch (Exception failure) when (failure is not (OperationCanceledException or FlowException or ArgumentException))
            {
                if (attempt == LoadAttempts)
                {
                    throw new MissingResultException($"The result '{key}' cannot be read from {EffectiveStorage}: {failure.Message}", failure);
                }
            }

            await Task.Delay(s_loadDelay, FlowClock.Current, cancellationToken).ConfigureAwait(false);
        }
    }

    private async ValueTask WaitForOthersAsync(string key, string? holder, CancellationToken cancellationToken)
    {
        if (LockManager is not null && await IsLockedByOtherAsync(key, holder ?? LockHolder.Current, cancellationToken).ConfigureAwait(false))
        {
            await LockManager.WaitForLockAsync(key, null, cancellationToken).ConfigureAwait(false);
        }
    }

    private async ValueTask<bool> IsLockedByOtherAsync(string key, string holder, CancellationToken cancellationToken) =>
        await LockManager!.IsLockedAsync(key, cancellationToken).ConfigureAwait(false)
        && !await LockManager.IsLockHolderAsync(key, holder, cancellationToken).ConfigureAwait(false);

    /// <summary>Stores that share a memory may keep results in different places.</summary>
    private string MemoryKey(string path) => Path.IsPathFullyQualified(path) ? path : $"{EffectiveStorage}:{path}";
}
