using System.Security.Cryptography;
using Prefect.Sqlite;

namespace Prefect.Blocks;

/// <summary>The wrapping keys as one connection sees them: found in the ring at first use and kept.</summary>
internal sealed class StoreKeys(SqliteDatabase database, KeyRing ring, TimeProvider time) : IDisposable
{
    private readonly Dictionary<long, StoreKey> _known = [];

    /// <summary>Gives the key that a document is wrapped with.</summary>
    /// <exception cref="BlockStoreException">The ring has no such key, or another one under its id.</exception>
    public StoreKey Get(long number)
    {
        if (_known.TryGetValue(number, out StoreKey? key))
        {
            return key;
        }

        SqliteStatement row = database["SELECT id, proof FROM store_keys WHERE number = ?1"].Bind(1, number);
        if (!row.Step())
        {
            throw SqliteFailures.Damaged(database.Format, database.Path, $"a document names key {number}, which is not listed");
        }

        string id = row.Text(0);
        byte[] proof = row.Blob(1).ToArray();
        row.Reset();
        return Open(number, id, proof);
    }

    /// <summary>Gives the key that documents are to be wrapped with now, making the first one; inside a write transaction.</summary>
    /// <exception cref="BlockStoreException">The ring does not have it, or cannot be written.</exception>
    public StoreKey Current() => ring.CurrentId is { } id ? Imposed(id) : Listed() ?? Add();

    /// <summary>Makes a new key the current one; inside a write transaction.</summary>
    /// <exception cref="BlockStoreException">The ring cannot be written.</exception>
    public StoreKey Add() => List(ring.Create(NextVersion()));

    /// <summary>Forgets what was found, and what was listed by a transaction that came to nothing.</summary>
    public void Forget()
    {
        foreach (StoreKey key in _known.Values)
        {
            key.Dispose();
        }

        _known.Clear();
    }

    public void Dispose() => Forget();

    private StoreKey? Listed()
    {
        SqliteStatement row = database["SELECT number FROM store_keys WHERE is_current = 1"];
        if (!row.Step())
        {
            return null;
        }

        long number = row.Int64(0);
        row.Reset();
        return Get(number);
    }

    private StoreKey Imposed(string id)
    {
        SqliteStatement row = database["SELECT number, is_current FROM store_keys WHERE id = ?1"].Bind(1, id);
        if (!row.Step())
        {
            return List(id);
        }

        (long number, bool isCurrent) = (row.Int64(0), row.Boolean(1));
        row.Reset();
        StoreKey key = Get(number);
        if (!isCurrent)
        {
            MakeCurrent(number);
        }

        return key;
    }

    private StoreKey List(string id)
    {
        byte[] key = ring.Find(id) ?? throw Missing(id);
        byte[] proof = StoreKey.Proof(id, key);
        database["INSERT INTO store_keys (id, proof, is_current, created) VALUES (?1, ?2, 0, ?3)"]
            .Bind(1, id).Bind(2, proof).Bind(3, StoreTime.Write(time.GetUtcNow())).Run();
        long number = database.LastRowId;
        MakeCurrent(number);
        return Keep(new StoreKey(number, id, key));
    }

    private void MakeCurrent(long number) =>
        database["UPDATE store_keys SET is_current = (number = ?1) WHERE is_current <> (number = ?1)"].Bind(1, number).Run();

    private long NextVersion()
    {
        SqliteStatement row = database["SELECT coalesce(max(number), 0) + 1 FROM store_keys"];
        row.Step();
        long version = row.Int64(0);
        row.Reset();
        return version;
    }

    private StoreKey Open(long number, string id, byte[] proof)
    {
        byte[] key = ring.Find(id) ?? throw Missing(id);
        if (!CryptographicOperations.FixedTimeEquals(proof, StoreKey.Proof(id, key)))
        {
            CryptographicOperations.ZeroMemory(key);
            throw new BlockStoreException(
                $"The key '{id}' in {ring.Place} is not the one that {database.Path} was encrypted with. {ring.Remedy(id)}.");
        }

        return Keep(new StoreKey(number, id, key));
    }

    private StoreKey Keep(StoreKey key)
    {
        _known.Add(key.Number, key);
        return key;
    }

    private BlockStoreException Missing(string id) => new(
        $"The key '{id}', with which {database.Path} is encrypted, is not in {ring.Place}. {ring.Remedy(id)}.");
}
