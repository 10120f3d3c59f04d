using System.Buffers.Binary;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace Prefect.Azure;

/// <summary>CRC-64 as Azure Storage has it: the polynomial that NVM Express uses, reflected, with all bits turned before and after.</summary>
internal static class BlobCrc64
{
    private const ulong Polynomial = 0x9A6C9329AC4BC9B5;

    private static readonly ulong[][] s_tables = MakeTables();

    // Carry-less products of reflected numbers come out multiplied by x, hence the exponents that are one less.
    private static readonly Vector128<ulong> s_by512 = Vector128.Create(PowerOfX(512 + 64 - 1), PowerOfX(512 - 1));
    private static readonly Vector128<ulong> s_by128 = Vector128.Create(PowerOfX(128 + 64 - 1), PowerOfX(128 - 1));

    /// <summary>Gives the checksum as headers have it.</summary>
    public static string ComputeText(ReadOnlySpan<byte> data)
    {
        Span<byte> bytes = stackalloc byte[sizeof(ulong)];
        BinaryPrimitives.WriteUInt64LittleEndian(bytes, Compute(data));
        return Convert.ToBase64String(bytes);
    }

    public static ulong Compute(ReadOnlySpan<byte> data)
    {
        ulong crc = ulong.MaxValue;
        if (Pclmulqdq.IsSupported && data.Length >= 128)
        {
            int folded = data.Length & ~15;
            crc = Fold(MemoryMarshal.Cast<byte, Vector128<ulong>>(data[..folded]), crc);
            data = data[folded..];
        }

        return ~Update(crc, data);
    }

    /// <summary>Goes on with a checksum, eight bytes at a time.</summary>
    internal static ulong Update(ulong crc, ReadOnlySpan<byte> data)
    {
        while (data.Length >= sizeof(ulong))
        {
            ulong next = crc ^ BinaryPrimitives.ReadUInt64LittleEndian(data);
            crc = 0;
            for (int index = 0; index < sizeof(ulong); index++)
            {
                crc ^= s_tables[sizeof(ulong) - 1 - index][(byte)(next >> (8 * index))];
            }

            data = data[sizeof(ulong)..];
        }

        foreach (byte value in data)
        {
            crc = s_tables[0][(byte)(crc ^ value)] ^ (crc >> 8);
        }

        return crc;
    }

    // Four blocks side by side, which are folded into one at the end; that one has the same remainder as all of the data.
    private static ulong Fold(ReadOnlySpan<Vector128<ulong>> blocks, ulong crc)
    {
        Vector128<ulong> first = blocks[0] ^ Vector128.Create(crc, 0);
        Vector128<ulong> second = blocks[1];
        Vector128<ulong> third = blocks[2];
        Vector128<ulong> fourth = blocks[3];
        int at = 4;
        for (; at + 4 <= blocks.Length; at += 4)
        {
            first = Shift(first, s_by512) ^ blocks[at];
            second = Shift(second, s_by512) ^ blocks[at + 1];
            third = Shift(third, s_by512) ^ blocks[at + 2];
            fourth = Shift(fourth, s_by512) ^ blocks[at + 3];
        }

        Vector128<ulong> one = Shift(Shift(Shift(first, s_by128) ^ second, s_by128) ^ third, s_by128) ^ fourth;
        for (; at < blocks.Length; at++)
        {
            one = Shift(one, s_by128) ^ blocks[at];
        }

        Span<byte> bytes = stackalloc byte[16];
        one.AsByte().CopyTo(bytes);
        return Update(0, bytes);
    }

    private static Vector128<ulong> Shift(Vector128<ulong> block, Vector128<ulong> by) =>
        Pclmulqdq.CarrylessMultiply(block, by, 0x00) ^ Pclmulqdq.CarrylessMultiply(block, by, 0x11);

    private static ulong PowerOfX(int exponent)
    {
        ulong value = 1UL << 63;
        for (int step = 0; step < exponent; step++)
        {
            value = TimesX(value);
        }

        return value;
    }

    private static ulong TimesX(ulong value) => (value >> 1) ^ ((value & 1) == 0 ? 0 : Polynomial);

    private static ulong[][] MakeTables()
    {
        ulong[][] tables = new ulong[sizeof(ulong)][];
        tables[0] = new ulong[256];
        for (int value = 0; value < 256; value++)
        {
            ulong crc = (ulong)value;
            for (int bit = 0; bit < 8; bit++)
            {
                crc = TimesX(crc);
            }

            tables[0][value] = crc;
        }

        for (int table = 1; table < tables.Length; table++)
        {
            tables[table] = [.. tables[table - 1].Select(crc => tables[0][(byte)crc] ^ (crc >> 8))];
        }

        return tables;
    }
}
