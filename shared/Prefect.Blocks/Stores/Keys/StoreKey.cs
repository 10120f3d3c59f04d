using System.Security.Cryptography;
using System.Text;

namespace Prefect.Blocks;

/// <summary>A wrapping key that was found in the ring and proved to be the one that the store knows under its id.</summary>
/// <remarks>Used by one thread at a time, as the connection that it belongs to.</remarks>
internal sealed class StoreKey : IDisposable
{
    private const int ProofSize = 16;

    public StoreKey(long number, string id, byte[] key)
    {
        Number = number;
        Id = id;
        Cipher = new AesGcm(key, SealedBytes.TagSize);
        CryptographicOperations.ZeroMemory(key);
    }

    /// <summary>Number of the key in the database.</summary>
    public long Number { get; }

    public string Id { get; }

    public AesGcm Cipher { get; }

    /// <summary>What the database keeps to recognise a key; says nothing about it to who does not have it.</summary>
    public static byte[] Proof(string id, ReadOnlySpan<byte> key) =>
        HMACSHA256.HashData(key, Encoding.UTF8.GetBytes($"prefect block store key {id}"))[..ProofSize];

    public void Dispose() => Cipher.Dispose();
}
