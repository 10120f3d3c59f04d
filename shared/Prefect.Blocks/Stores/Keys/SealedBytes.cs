using System.Security.Cryptography;

namespace Prefect.Blocks;

/// <summary>AES-256-GCM as the store writes it: a format byte, the nonce, the tag, the ciphertext.</summary>
internal static class SealedBytes
{
    public const int TagSize = 16;
    private const int NonceSize = 12;
    private const int HeaderSize = 1 + NonceSize + TagSize;
    private const byte Format = 1;

    public static byte[] Seal(AesGcm cipher, ReadOnlySpan<byte> plain, ReadOnlySpan<byte> associated)
    {
        byte[] bytes = new byte[HeaderSize + plain.Length];
        bytes[0] = Format;
        Span<byte> nonce = bytes.AsSpan(1, NonceSize);
        RandomNumberGenerator.Fill(nonce);
        cipher.Encrypt(nonce, plain, bytes.AsSpan(HeaderSize), bytes.AsSpan(1 + NonceSize, TagSize), associated);
        return bytes;
    }

    /// <summary>Length of what is inside; negative when the bytes are too few.</summary>
    public static int PlainLength(ReadOnlySpan<byte> bytes) => bytes.Length - HeaderSize;

    /// <summary>Opens sealed bytes into a span of their plain length.</summary>
    /// <exception cref="CryptographicException">They are not what was sealed with that key and associated data.</exception>
    public static void Open(AesGcm cipher, ReadOnlySpan<byte> bytes, Span<byte> plain, ReadOnlySpan<byte> associated)
    {
        if (bytes.Length < HeaderSize || bytes[0] != Format)
        {
            throw new CryptographicException("The sealed bytes are of no known format.");
        }

        cipher.Decrypt(bytes.Slice(1, NonceSize), bytes[HeaderSize..], bytes.Slice(1 + NonceSize, TagSize), plain, associated);
    }
}
