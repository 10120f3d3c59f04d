using System.Buffers;

namespace Prefect.Gcp;

/// <summary>A row of bits that is written least significant bit first.</summary>
internal sealed class ParquetBits
{
    private readonly List<byte> _bytes = [];

    public int Count { get; private set; }

    public void Add(bool bit)
    {
        if (Count % 8 == 0)
        {
            _bytes.Add(0);
        }

        if (bit)
        {
            _bytes[^1] |= (byte)(1 << (Count % 8));
        }

        Count++;
    }

    public void Clear()
    {
        _bytes.Clear();
        Count = 0;
    }

    /// <summary>Writes the bits as they are: how plain booleans are kept.</summary>
    public void WriteTo(IBufferWriter<byte> output) => output.Write(System.Runtime.InteropServices.CollectionsMarshal.AsSpan(_bytes));

    /// <summary>Writes the bits as one bit-packed run, with its length in front: how definition levels are kept.</summary>
    public void WriteRunTo(IBufferWriter<byte> output)
    {
        // A run counts groups of eight values; its header is a number of seven bits a byte, the lowest bit telling that it is packed.
        Span<byte> header = stackalloc byte[5];
        int length = 0;
        uint groups = ((uint)_bytes.Count << 1) | 1;
        for (; groups >= 0x80; groups >>= 7)
        {
            header[length++] = (byte)(groups | 0x80);
        }

        header[length++] = (byte)groups;
        System.Buffers.Binary.BinaryPrimitives.WriteInt32LittleEndian(output.GetSpan(sizeof(int)), length + _bytes.Count);
        output.Advance(sizeof(int));
        output.Write(header[..length]);
        WriteTo(output);
    }
}
