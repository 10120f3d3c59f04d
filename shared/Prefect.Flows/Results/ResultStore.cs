using Prefect.Blocks;
using Prefect.Client;

namespace Prefect.Flows;

/// <summary>Keeps results by key. It never changes: <c>store with { Serializer = "compressed/json" }</c> makes another one.</summary>
[SyncTwins]
public sealed partial record ResultStore
{
    private static readonly ResultStore s_default = new();

    /// <summary>Where results are kept. Default: what the settings say, which is a folder of this machine unless they name a block.</summary>
    public ResultStorage? Storage { get; init; }

    /// <summary>Where the metadata of results is kept. Default: in one file with the result.</summary>
    public ResultStorage? MetadataStorage { get; init; }

    /// <summary>How results are written. Default: what the settings say.</summary>
    public ResultSerializer? Serializer { get; init; }

    /// <summary>Locks keys. Default: none, and transactions on this store cannot be serializable.</summary>
    public ILockManager? LockManager { get; init; }

    /// <summary>Whether results also stay in memory: the thousand that were used last. Default: yes.</summary>
    public bool CacheInMemory { get; init; } = true;

    /// <summary>The store of the run that goes on here, else one that goes by the settings.</summary>
    public static ResultStore Current => RunContext.Current?.ResultStore ?? s_default;

    /// <summary>Makes keys for results that are given none. Default: 32 random hexadecimal digits.</summary>
    public Func<string> NewKey { get; init; } = static () => Guid.NewGuid().ToString("N");

    internal ResultMemory Memory { get; init; } = new();

    /// <summary>The serializer that is used.</summary>
    internal ResultSerializer EffectiveSerializer => Serializer ?? ResultSerializers.Default(PrefectSettings.Current);

    private ResultStorage EffectiveStorage => Storage ?? ResultStorage.Default(PrefectSettings.Current);

    /// <summary>Keeps a result.</summary>
    /// <param name="value">The result.</param>
    /// <param name="key">Its key. Default: a random one.</param>
    /// <param name="expiration">When it stops being used. Default: never.</param>
    /// <param name="holder">Who writes, where the key may be locked. Default: <see cref="LockHolder.Current"/>.</param>
    /// <param name="cancellationToken">Ends the operation.</param>
    /// <typeparam name="T">Type of the result.</typeparam>
    /// <exception cref="ArgumentException">The key is empty, or leads out of the storage.</exception>
    /// <exception cref="ResultSerializationException">The result cannot be written, or holds a secret in clear.</exception>
    /// <exception cref="InvalidOperationException">Somebody else holds the lock of the key.</exception>
    public Task<ResultRecord<T>> WriteAsync<T>(
        T value, string? key = null, DateTimeOffset? expiration = null, string? holder = null, CancellationToken cancellationToken = default)
    {
        ThrowIfEmpty(key, nameof(key));
        return WriteRecordAsync(value, key ?? NewKey(), expiration, holder ?? LockHolder.Current, cancellationToken);
    }

    /// <summary>Gives a result. Waits while somebody else holds the lock of its key.</summary>
    /// <param name="key">Its key.</param>
    /// <param name="holder">Who reads. Default: <see cref="LockHolder.Current"/>.</param>
    /// <param name="cancellationToken">Ends the operation.</param>
    /// <typeparam name="T">Type of the result.</typeparam>
    /// <exception cref="ArgumentException">The key is empty, or leads out of the storage.</exception>
    /// <exception cref="MissingResultException">There is no result of that key.</exception>
    /// <exception cref="ResultSerializationException">The result is not of that type.</exception>
    /// <exception cref="UnsupportedSerializerException">It was written by a serializer that .NET does not have.</exception>
    public Task<ResultRecord<T>> ReadAsync<T>(string key, string? holder = null, CancellationToken cancellationToken = default)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(key);
        return ReadRecordAsync<T>(key, holder ?? LockHolder.Current, cancellationToken);
    }

    /// <summary>Tells whether there is a result of a key that can still be used.</summary>
    /// <param name="key">The key.</param>
    /// <param name="cancellationToken">Ends the operation.</param>
    /// <returns>Whether it is there; false also when it has expired, or cannot be read.</returns>
    /// <exception cref="ArgumentException">The key is empty.</exception>
    public async Task<bool> ExistsAsync(string key, CancellationToken cancellationToken = default)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(key);
        return await FindUnlockedAsync(key, cancellationToken).ConfigureAwait(false) is not null;
    }

    /// <summary>Takes the lock of a key.</summary>
    /// <param name="key">The key.</param>
    /// <param name="holder">Who takes it. Default: <see cref="LockHolder.Current"/>.</param>
    /// <param name="timeout">How long to wait for it. Default: for ever.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <returns>Whether it is taken.</returns>
    /// <exception cref="FlowConfigurationException">The store has no lock manager.</exception>
    public ValueTask<bool> AcquireLockAsync(string key, string? holder = null, TimeSpan? timeout = null, CancellationToken cancellationToken = default) =>
        RequiredLocks.AcquireLockAsync(key, holder ?? LockHolder.Current, timeout, null, cancellationToken);

    /// <summary>Releases the lock of a key.</summary>
    /// <param name="key">The key.</param>
    /// <param name="holder">Who holds it. Default: <see cref="LockHolder.Current"/>.</param>
    /// <param name="cancellationToken">Ends the operation.</param>
    /// <exception cref="ArgumentException">The holder does not hold it.</exception>
    /// <exception cref="FlowConfigurationException">The store has no lock manager.</exception>
    public ValueTask ReleaseLockAsync(string key, string? holder = null, CancellationToken cancellationToken = default) =>
        RequiredLocks.ReleaseLockAsync(key, holder ?? LockHolder.Current, cancellationToken);

    /// <summary>Tells whether somebody holds the lock of a key.</summary>
    /// <param name="key">The key.</param>
    /// <param name="cancellationToken">Ends the operation.</param>
    /// <exception cref="FlowConfigurationException">The store has no lock manager.</exception>
    public ValueTask<bool> IsLockedAsync(string key, CancellationToken cancellationToken = default) => RequiredLocks.IsLockedAsync(key, cancellationToken);

    /// <summary>Waits until nobody holds the lock of a key.</summary>
    /// <param name="key">The key.</param>
    /// <param name="timeout">How long to wait. Default: for ever.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <returns>Whether it is free now.</returns>
    /// <exception cref="FlowConfigurationException">The store has no lock manager.</exception>
    public ValueTask<bool> WaitForLockAsync(string key, TimeSpan? timeout = null, CancellationToken cancellationToken = default) =>
        RequiredLocks.WaitForLockAsync(key, timeout, cancellationToken);

    private ILockManager RequiredLocks => LockManager ?? throw new FlowConfigurationException(
        "The store of results has no lock manager. Give it one, as in store with { LockManager = MemoryLockManager.Shared }.");

    private static void ThrowIfEmpty(string? key, string parameter)
    {
        if (key is not null)
        {
            ArgumentException.ThrowIfNullOrWhiteSpace(key, parameter);
        }
    }
}
