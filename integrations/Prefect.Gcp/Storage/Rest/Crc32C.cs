using System.Buffers.Binary;
using System.Numerics;
using System.Runtime.InteropServices;

namespace Prefect.Gcp;

/// <summary>The checksum that every object has: CRC-32 with Castagnoli's polynomial, by the processor's own instruction.</summary>
internal static class Crc32C
{
    // The instruction takes three cycles and can begin in each: three stretches side by side keep it busy.
    private const int Stretch = 4096;

    private static readonly uint[] s_past = MakePast();

    /// <summary>Goes on with a checksum; that of nothing is 0.</summary>
    public static uint Append(uint checksum, ReadOnlySpan<byte> data)
    {
        uint state = ~checksum;
        while (BitConverter.IsLittleEndian && data.Length >= 3 * Stretch)
        {
            state = AppendThree(state, MemoryMarshal.Cast<byte, ulong>(data[..(3 * Stretch)]));
            data = data[(3 * Stretch)..];
        }

        while (data.Length >= sizeof(ulong))
        {
            state = BitOperations.Crc32C(state, BinaryPrimitives.ReadUInt64LittleEndian(data));
            data = data[sizeof(ulong)..];
        }

        foreach (byte value in data)
        {
            state = BitOperations.Crc32C(state, value);
        }

        return ~state;
    }

    /// <summary>Gives a checksum as documents and headers have it.</summary>
    public static string Text(uint checksum)
    {
        Span<byte> bytes = stackalloc byte[sizeof(uint)];
        BinaryPrimitives.WriteUInt32BigEndian(bytes, checksum);
        return Convert.ToBase64String(bytes);
    }

    private static uint AppendThree(uint state, ReadOnlySpan<ulong> data)
    {
        const int words = Stretch / sizeof(ulong);
        ReadOnlySpan<ulong> first = data[..words];
        ReadOnlySpan<ulong> second = data.Slice(words, words);
        ReadOnlySpan<ulong> third = data.Slice(2 * words, words);
        uint secondState = 0;
        uint thirdState = 0;
        for (int index = 0; index < first.Length && index < second.Length && index < third.Length; index++)
        {
            state = BitOperations.Crc32C(state, first[index]);
            secondState = BitOperations.Crc32C(secondState, second[index]);
            thirdState = BitOperations.Crc32C(thirdState, third[index]);
        }

        return Past(Past(state) ^ secondState) ^ thirdState;
    }

    // What a state becomes by a stretch of zeros: linear, hence put together of what its bytes become.
    private static uint Past(uint state) =>
        s_past[(byte)state] ^ s_past[256 + (byte)(state >> 8)] ^ s_past[512 + (byte)(state >> 16)] ^ s_past[768 + (state >> 24)];

    private static uint[] MakePast()
    {
        uint[] past = new uint[4 * 256];
        for (int place = 0; place < 4; place++)
        {
            for (int value = 1; value < 256; value++)
            {
                int lowest = value & -value;
                past[(place * 256) + value] = value == lowest ? Zeros((uint)value << (8 * place)) : past[(place * 256) + lowest] ^ past[(place * 256) + (value ^ lowest)];
            }
        }

        return past;
    }

    private static uint Zeros(uint state)
    {
        for (int word = 0; word < Stretch / sizeof(ulong); word++)
        {
            state = BitOperations.Crc32C(state, 0UL);
        }

        return state;
    }
}
