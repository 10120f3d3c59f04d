namespace Prefect.Blocks;

/// <summary>How an embedded store is opened.</summary>
public sealed record EmbeddedStoreOptions
{
    /// <summary>Folder of the keys. Default: <c>keys</c> beside the database file.</summary>
    public string? KeysFolder { get; init; }

    /// <summary>
    /// Keys in place of those of the folder: <c>id:base64,id2:base64</c>, 32 bytes each, the current one first. Default: what the
    /// environment variable <c>PREFECT_DOTNET_KEY_RING</c> holds, if it is set.
    /// </summary>
    public SecretString? Keys { get; init; }

    /// <summary>
    /// How long an operation waits while other processes write, before it fails; more than zero. Default: five minutes.
    /// </summary>
    public TimeSpan BusyTimeout { get; init; } = TimeSpan.FromMinutes(5);

    /// <summary>Tells when a document was saved. Default: the system's clock.</summary>
    public TimeProvider TimeProvider { get; init; } = TimeProvider.System;

    /// <summary>Gives the folder and the time, never the keys.</summary>
    public override string ToString() => $"{nameof(EmbeddedStoreOptions)} {{ KeysFolder = {KeysFolder}, BusyTimeout = {BusyTimeout} }}";
}
