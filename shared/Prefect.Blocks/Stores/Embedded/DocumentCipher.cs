using System.Security.Cryptography;
using System.Text;

namespace Prefect.Blocks;

/// <summary>Seals the data of one document under a data key of its own, and the data key under a wrapping key.</summary>
internal static class DocumentCipher
{
    private const int StackLimit = 256;

    /// <summary>Seals data for one place: document, type and name stand in the associated data, so that it opens nowhere else.</summary>
    public static SealedDocument Seal(StoreKey wrapping, in DocumentPlace place, ReadOnlySpan<byte> data)
    {
        Span<byte> dataKey = stackalloc byte[KeyRing.KeySize];
        RandomNumberGenerator.Fill(dataKey);
        try
        {
            using AesGcm cipher = new(dataKey, SealedBytes.TagSize);
            byte[] sealedData = SealedBytes.Seal(cipher, data, Associated(place, stackalloc byte[StackLimit]));
            return new SealedDocument(wrapping.Number, Wrap(wrapping, place.Id, dataKey), sealedData);
        }
        finally
        {
            CryptographicOperations.ZeroMemory(dataKey);
        }
    }

    /// <summary>Opens data.</summary>
    /// <exception cref="BlockStoreException">It was altered or moved.</exception>
    public static byte[] Open(
        StoreKey wrapping, in DocumentPlace place, ReadOnlySpan<byte> wrappedKey, ReadOnlySpan<byte> sealedData)
    {
        Span<byte> dataKey = stackalloc byte[KeyRing.KeySize];
        try
        {
            Unwrap(wrapping, place.Id, wrappedKey, dataKey);
            using AesGcm cipher = new(dataKey, SealedBytes.TagSize);
            byte[] data = new byte[Math.Max(SealedBytes.PlainLength(sealedData), 0)];
            SealedBytes.Open(cipher, sealedData, data, Associated(place, stackalloc byte[StackLimit]));
            return data;
        }
        catch (CryptographicException exception)
        {
            throw Altered(place.Id, wrapping, exception);
        }
        finally
        {
            CryptographicOperations.ZeroMemory(dataKey);
        }
    }

    /// <summary>Wraps the data key of a document anew; the data stays as it is.</summary>
    /// <exception cref="BlockStoreException">The wrapped key was altered or moved.</exception>
    public static byte[] Rewrap(StoreKey from, StoreKey to, Guid document, ReadOnlySpan<byte> wrappedKey)
    {
        Span<byte> dataKey = stackalloc byte[KeyRing.KeySize];
        try
        {
            Unwrap(from, document, wrappedKey, dataKey);
            return Wrap(to, document, dataKey);
        }
        catch (CryptographicException exception)
        {
            throw Altered(document, from, exception);
        }
        finally
        {
            CryptographicOperations.ZeroMemory(dataKey);
        }
    }

    private static byte[] Wrap(StoreKey wrapping, Guid document, ReadOnlySpan<byte> dataKey) =>
        SealedBytes.Seal(wrapping.Cipher, dataKey, AssociatedOfKey(document, stackalloc byte[StackLimit]));

    private static void Unwrap(StoreKey wrapping, Guid document, ReadOnlySpan<byte> wrappedKey, Span<byte> dataKey)
    {
        if (SealedBytes.PlainLength(wrappedKey) != dataKey.Length)
        {
            throw new CryptographicException("The wrapped key has another length than a key.");
        }

        SealedBytes.Open(wrapping.Cipher, wrappedKey, dataKey, AssociatedOfKey(document, stackalloc byte[StackLimit]));
    }

    private static ReadOnlySpan<byte> AssociatedOfKey(Guid document, Span<byte> buffer)
    {
        ReadOnlySpan<byte> purpose = "prefect block document key"u8;
        purpose.CopyTo(buffer);
        document.TryWriteBytes(buffer[purpose.Length..], bigEndian: true, out int written);
        return buffer[..(purpose.Length + written)];
    }

    private static ReadOnlySpan<byte> Associated(in DocumentPlace place, Span<byte> buffer)
    {
        ReadOnlySpan<byte> purpose = "prefect block document data"u8;
        int fixedSize = purpose.Length + 32;
        int nameSize = place.Name is null ? 0 : Encoding.UTF8.GetByteCount(place.Name);
        if (fixedSize + nameSize > buffer.Length)
        {
            buffer = new byte[fixedSize + nameSize];
        }

        purpose.CopyTo(buffer);
        place.Id.TryWriteBytes(buffer[purpose.Length..], bigEndian: true, out _);
        place.TypeId.TryWriteBytes(buffer[(purpose.Length + 16)..], bigEndian: true, out _);
        Encoding.UTF8.GetBytes(place.Name, buffer[fixedSize..]);
        return buffer[..(fixedSize + nameSize)];
    }

    private static BlockStoreException Altered(Guid document, StoreKey key, Exception exception) => new(
        $"The data of block document {document} cannot be decrypted with key '{key.Id}': it was altered or moved from elsewhere. "
        + "Put back a copy of the store, or delete the document and save it anew.",
        exception);
}
