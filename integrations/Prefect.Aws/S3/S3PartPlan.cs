using System.Runtime.InteropServices;

namespace Prefect.Aws;

/// <summary>Cuts an upload into at most 10,000 parts, the most that the service takes.</summary>
internal sealed class S3PartPlan(long partSize, long? length)
{
    private const int MostParts = 10_000;
    private const int PartsOfEqualSize = 800;
    private const long LargestPart = 1L << 30;
    private const long Mebibyte = 1 << 20;

    private readonly long _partSize = length is { } known ? Math.Max(partSize, RoundUp((known + MostParts - 1) / MostParts)) : partSize;

    /// <summary>
    /// Size of a part, by its number from 1. Where the length is not known, it doubles with every 800 parts, so that 10,000 parts that begin
    /// at 8 MiB hold 5 TiB.
    /// </summary>
    public long SizeOf(int number) => length is null
        ? Math.Max(_partSize, Math.Min(_partSize << Math.Min((number - 1) / PartsOfEqualSize, 10), LargestPart))
        : _partSize;

    public IEnumerable<Part> Parts(long total)
    {
        int number = 1;
        for (long offset = 0; offset < total; offset += _partSize)
        {
            yield return new Part(number++, offset, Math.Min(_partSize, total - offset));
        }
    }

    private static long RoundUp(long size) => (size + Mebibyte - 1) / Mebibyte * Mebibyte;

    [StructLayout(LayoutKind.Auto)]
    internal readonly record struct Part(int Number, long Offset, long Size);
}
