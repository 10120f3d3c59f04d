namespace Prefect.Blocks;

/// <summary>Keys given as a text, <c>id:base64,id2:base64</c>, the first of which is current; other keys are looked for in a folder.</summary>
internal sealed class EnvironmentKeyRing : KeyRing
{
    public const string Variable = "PREFECT_DOTNET_KEY_RING";

    private readonly Dictionary<string, byte[]> _keys = new(StringComparer.Ordinal);
    private readonly KeyRing _others;

    /// <summary>Reads the text.</summary>
    /// <exception cref="BlockStoreException">The text is not of that form.</exception>
    public EnvironmentKeyRing(string text, KeyRing others)
    {
        _others = others;
        int position = 0;
        foreach (string part in text.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries))
        {
            position++;
            int colon = part.IndexOf(':', StringComparison.Ordinal);
            string id = colon > 0 ? part[..colon].Trim() : "";
            byte[] key = new byte[KeySize];
            bool isKey = colon > 0 && Convert.TryFromBase64String(part[(colon + 1)..].Trim(), key, out int length) && length == KeySize;
            if (!IsPlain(id) || !isKey || !_keys.TryAdd(id, key))
            {
                throw Invalid(position);
            }

            CurrentId ??= id;
        }

        if (CurrentId is null)
        {
            throw Invalid(1);
        }
    }

    public override string Place => $"the environment variable {Variable}";

    public override string? CurrentId { get; }

    public override byte[]? Find(string id) =>
        _keys.TryGetValue(id, out byte[]? key) ? (byte[])key.Clone() : _others.Find(id);

    public override string Create(long version) => throw new BlockStoreException(
        $"The keys of the block store come from {Variable}, so no new one is made. "
        + "Put a new key (id, colon, 32 random bytes in Base64) first in it, keep the old ones behind it, and run this again.");

    public override void Remove(string id)
    {
        if (!_keys.ContainsKey(id))
        {
            _others.Remove(id);
        }
    }

    public override string Remedy(string id) => $"Add it to {Variable} as {id}:BASE64, behind the first key";

    // The text itself is secret, so that only the place of the mistake is named.
    private static BlockStoreException Invalid(int position) => new(
        $"Key {position} in {Variable} is not of the form id:base64 with 32 bytes and an id of its own made of letters, digits, '-', '_' and '.'. "
        + "Write the keys as id:base64,id2:base64, the current one first.");
}
