using System.Buffers;
using System.Security.Cryptography;

namespace Prefect.Blocks;

/// <summary>The data of a block as one value, whatever document it comes from.</summary>
public static class BlockContent
{
    [ThreadStatic]
    private static ArrayBufferWriter<byte>? t_buffer;

    /// <summary>
    /// Gives the SHA-256 of a block's data, secrets included, in hexadecimal. Equal data gives equal hashes, so that it can key
    /// a cache of clients.
    /// </summary>
    /// <param name="block">The block.</param>
    /// <exception cref="ArgumentNullException"><paramref name="block"/> is null.</exception>
    public static string Hash(Block block)
    {
        ArgumentNullException.ThrowIfNull(block);

        // Each call that signs in asks for this: the buffer serves the next one on the thread, and a call inside this one gets its own.
        ArrayBufferWriter<byte> buffer = t_buffer ?? new ArrayBufferWriter<byte>(1024);
        t_buffer = null;
        using (BlockWriter writer = new(buffer, SecretHandling.Reveal, references: false) { Canonical = true })
        {
            writer.WriteDocument(block);
        }

        Span<byte> hash = stackalloc byte[SHA256.HashSizeInBytes];
        SHA256.HashData(buffer.WrittenSpan, hash);

        // Secrets are in it: this overwrites them.
        buffer.Clear();
        t_buffer = buffer;
        return Convert.ToHexString(hash);
    }
}
