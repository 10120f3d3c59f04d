namespace Prefect.Flows;

/// <summary>The store that runs are kept in when none is named.</summary>
public static class RunStore
{
    private static readonly AsyncLocal<IRunStore?> s_override = new();

    /// <summary>
    /// The ambient store: the one of the innermost <see cref="Use"/>, else the one that the settings choose, opened at first use
    /// and shared by the whole process.
    /// </summary>
    /// <exception cref="RunStoreException">The store that the settings choose cannot be opened.</exception>
    public static IRunStore Current => s_override.Value ?? ConfiguredRunStores.Get();

    /// <summary>Makes a store the ambient one, here and in what is called from here, until the result is disposed.</summary>
    /// <param name="store">The store; it is not disposed.</param>
    /// <exception cref="ArgumentNullException"><paramref name="store"/> is null.</exception>
    public static IDisposable Use(IRunStore store)
    {
        ArgumentNullException.ThrowIfNull(store);
        IRunStore? outer = s_override.Value;
        s_override.Value = store;
        return new Scope(outer);
    }

    private sealed class Scope(IRunStore? outer) : IDisposable
    {
        public void Dispose() => s_override.Value = outer;
    }
}
