namespace Prefect.Blocks;

/// <summary>Keeps, outside the database, the keys that the data keys of documents are wrapped with.</summary>
internal abstract class KeyRing
{
    public const int KeySize = 32;
    private const int LongestId = 64;

    /// <summary>Where the keys are, in words for messages.</summary>
    public abstract string Place { get; }

    /// <summary>Id of the key that new documents must be wrapped with; null leaves the choice to the store.</summary>
    public abstract string? CurrentId { get; }

    /// <summary>Gives a copy of a key, or null.</summary>
    /// <exception cref="BlockStoreException">The key is there but cannot be read.</exception>
    public abstract byte[]? Find(string id);

    /// <summary>Makes a key and writes it down so that it outlives a crash.</summary>
    /// <param name="version">Stands in the id.</param>
    /// <returns>Id of the key.</returns>
    /// <exception cref="BlockStoreException">The ring cannot be written.</exception>
    public abstract string Create(long version);

    /// <summary>Forgets a key; one that is not there is no error.</summary>
    public abstract void Remove(string id);

    /// <summary>What to do about a key that is not there.</summary>
    public abstract string Remedy(string id);

    /// <summary>An id stands in file names and in an environment variable, so it is kept plain.</summary>
    protected static bool IsPlain(string id) =>
        id.Length is > 0 and <= LongestId && id[0] != '.'
        && id.AsSpan().IndexOfAnyExcept(s_plain) < 0;

    private static readonly System.Buffers.SearchValues<char> s_plain =
        System.Buffers.SearchValues.Create("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-_.");
}
