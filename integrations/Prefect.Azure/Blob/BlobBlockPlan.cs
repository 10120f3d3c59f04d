using System.Buffers.Binary;

namespace Prefect.Azure;

/// <summary>Cuts an upload into at most 50,000 blocks, the most that the service takes.</summary>
internal sealed class BlobBlockPlan(long blockSize, long? length)
{
    private const int MostBlocks = 50_000;
    private const int BlocksOfEqualSize = 5_000;
    private const long LargestBlock = 1L << 30;
    private const long Mebibyte = 1 << 20;

    private readonly Guid _upload = Guid.NewGuid();
    private readonly long _blockSize = length is { } known && known > blockSize * MostBlocks ? RoundUp((known + MostBlocks - 1) / MostBlocks) : blockSize;

    /// <summary>
    /// Size of a block, by its number from 0. Where the length is not known, it doubles with every 5,000 blocks, so that 50,000 blocks that
    /// begin at 8 MiB hold 19 TiB.
    /// </summary>
    public int SizeOf(int number) => (int)(length is null
        ? Math.Max(_blockSize, Math.Min(_blockSize << Math.Min(number / BlocksOfEqualSize, 10), LargestBlock))
        : Math.Min(_blockSize, LargestBlock));

    /// <summary>Id of a block: all are equally long, and none is used twice.</summary>
    public string IdOf(int number)
    {
        Span<byte> id = stackalloc byte[20];
        _upload.TryWriteBytes(id);
        BinaryPrimitives.WriteInt32BigEndian(id[16..], number);
        return Convert.ToBase64String(id);
    }

    private static long RoundUp(long size) => (size + Mebibyte - 1) / Mebibyte * Mebibyte;
}
