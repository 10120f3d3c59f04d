using System.Buffers;
using System.Security.Cryptography;

namespace Prefect.Blocks;

/// <summary>The data of a block as one value, whatever document it comes from.</summary>
public static class BlockContent
{
    /// <summary>
    /// Gives the SHA-256 of a block's data, secrets included, in hexadecimal. Equal data gives equal hashes, so that it can key
    /// a cache of clients.
    /// </summary>
    /// <param name="block">The block.</param>
    /// <exception cref="ArgumentNullException"><paramref name="block"/> is null.</exception>
    public static string Hash(Block block)
    {
        ArgumentNullException.ThrowIfNull(block);
        ArrayBufferWriter<byte> buffer = new();
        using (BlockWriter writer = new(buffer, SecretHandling.Reveal, references: false) { Canonical = true })
        {
            writer.WriteDocument(block);
        }

        return Convert.ToHexString(SHA256.HashData(buffer.WrittenSpan));
    }
}
