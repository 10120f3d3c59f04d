using Prefect.Sqlite;

namespace Prefect.Blocks;

internal sealed partial class WriteConnection
{
    private const int RekeyBatch = 200;
    private const string RekeyFact = "rekey";

    /// <summary>Goes on with the change of the key that was begun, or begins one.</summary>
    /// <exception cref="BlockStoreException">The ring cannot make a key.</exception>
    public (long Key, string KeyId, long Total) BeginRekey()
    {
        StoreKey key;
        if (_ring.CurrentId is not null)
        {
            key = _keys.Current();
            if (CountOutside(key.Number) == 0)
            {
                // All is under the first of the given keys already. This says how to give a new one.
                _ring.Create(key.Number);
            }
        }
        else
        {
            key = Number(_database[$"SELECT number FROM store_keys JOIN store_facts ON value = id WHERE name = '{RekeyFact}'"]) is { } begun
                ? _keys.Get(begun)
                : _keys.Add();
        }

        _database[$"INSERT INTO store_facts (name, value) VALUES ('{RekeyFact}', ?1) ON CONFLICT (name) DO UPDATE SET value = ?1"]
            .Bind(1, key.Id).Run();
        return (key.Number, key.Id, CountOutside(key.Number));
    }

    /// <summary>Moves the next documents to a key.</summary>
    /// <param name="key">Number of the key.</param>
    /// <param name="after">Number of the document to go on behind.</param>
    /// <returns>Number of the last document moved, and how many; none when there are no more behind.</returns>
    public (long Last, int Count) Rewrap(long key, long after)
    {
        StoreKey target = _keys.Get(key);
        List<(long Number, byte[] WrappedKey)> moved = [];
        SqliteStatement row = _database["""
            SELECT number, id, key, wrapped_key FROM block_documents WHERE number > ?1 AND key <> ?2 ORDER BY number LIMIT ?3
            """].Bind(1, after).Bind(2, key).Bind(3, RekeyBatch);
        try
        {
            while (row.Step())
            {
                moved.Add((row.Int64(0), DocumentCipher.Rewrap(_keys.Get(row.Int64(2)), target, row.Guid(1), row.Blob(3))));
            }
        }
        finally
        {
            row.Reset();
        }

        foreach ((long number, byte[] wrappedKey) in moved)
        {
            _database["UPDATE block_documents SET key = ?2, wrapped_key = ?3 WHERE number = ?1"]
                .Bind(1, number).Bind(2, key).Bind(3, wrappedKey).Run();
        }

        return moved.Count == 0 ? (after, 0) : (moved[^1].Number, moved.Count);
    }

    /// <summary>Ends the change of the key; false when documents came up meanwhile under other keys.</summary>
    public bool EndRekey(long key)
    {
        if (CountOutside(key) > 0)
        {
            return false;
        }

        _database[$"DELETE FROM store_facts WHERE name = '{RekeyFact}'"].Run();
        return true;
    }

    /// <summary>Removes the keys that no document is under, apart from the current one.</summary>
    /// <returns>Their ids.</returns>
    public IReadOnlyList<string> RetireKeys()
    {
        List<(long Number, string Id)> unused = [];
        SqliteStatement row = _database[
            "SELECT number, id FROM store_keys WHERE is_current = 0 AND number NOT IN (SELECT key FROM block_documents)"];
        while (row.Step())
        {
            unused.Add((row.Int64(0), row.Text(1)));
        }

        foreach ((long number, string id) in unused)
        {
            _database["DELETE FROM store_keys WHERE number = ?1"].Bind(1, number).Run();

            // Before the commit: a key file without a row would stay for ever, a row without a file goes next time.
            _ring.Remove(id);
        }

        _keys.Forget();
        return [.. unused.Select(key => key.Id)];
    }

    private long CountOutside(long key) =>
        Number(_database["SELECT count(*) FROM block_documents WHERE key <> ?1"].Bind(1, key)) ?? 0;
}
