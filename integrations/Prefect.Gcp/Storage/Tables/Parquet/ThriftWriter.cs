using System.Buffers;
using System.Text;

namespace Prefect.Gcp;

/// <summary>Thrift's compact protocol, as far as the metadata of a Parquet file needs it: fields are written in rising order of their ids.</summary>
internal sealed class ThriftWriter(IBufferWriter<byte> output)
{
    private const byte True = 1, False = 2, Int8 = 3, Int32 = 5, Int64 = 6, Binary = 8, Items = 9, Structure = 12;

    private readonly Stack<int> _outer = new();
    private int _last;

    public void Field(int id, bool value) => Head(id, value ? True : False);

    public void Field(int id, sbyte value)
    {
        Head(id, Int8);
        output.Write((ReadOnlySpan<byte>)[(byte)value]);
    }

    public void Field(int id, int value)
    {
        Head(id, Int32);
        Number(value);
    }

    public void Field(int id, long value)
    {
        Head(id, Int64);
        Number(value);
    }

    public void Field(int id, string value)
    {
        Head(id, Binary);
        Text(value);
    }

    public void Field(int id, Action<ThriftWriter> structure)
    {
        Head(id, Structure);
        Struct(structure);
    }

    public void List(int id, params ReadOnlySpan<int> values)
    {
        ListHead(id, Int32, values.Length);
        foreach (int value in values)
        {
            Number(value);
        }
    }

    public void List(int id, params ReadOnlySpan<string> values)
    {
        ListHead(id, Binary, values.Length);
        foreach (string value in values)
        {
            Text(value);
        }
    }

    public void List<T>(int id, IReadOnlyCollection<T> structures, Action<ThriftWriter, T> write)
    {
        ListHead(id, Structure, structures.Count);
        foreach (T item in structures)
        {
            Struct(thrift => write(thrift, item));
        }
    }

    /// <summary>Writes a structure that stands by itself.</summary>
    public void Struct(Action<ThriftWriter> structure)
    {
        _outer.Push(_last);
        _last = 0;
        structure(this);
        _last = _outer.Pop();
        output.Write((ReadOnlySpan<byte>)[0]);
    }

    private void Head(int id, byte type)
    {
        output.Write((ReadOnlySpan<byte>)[(byte)(((id - _last) << 4) | type)]);
        _last = id;
    }

    private void ListHead(int id, byte type, int count)
    {
        Head(id, Items);
        if (count < 15)
        {
            output.Write((ReadOnlySpan<byte>)[(byte)((count << 4) | type)]);
            return;
        }

        output.Write((ReadOnlySpan<byte>)[(byte)(0xF0 | type)]);
        Varint((ulong)count);
    }

    private void Text(string value)
    {
        Varint((ulong)Encoding.UTF8.GetByteCount(value));
        _ = Encoding.UTF8.GetBytes(value, output);
    }

    // Zigzag: a small number of either sign takes few bytes.
    private void Number(long value) => Varint((ulong)((value << 1) ^ (value >> 63)));

    private void Varint(ulong value)
    {
        Span<byte> bytes = output.GetSpan(10);
        int count = 0;
        for (; value >= 0x80; value >>= 7)
        {
            bytes[count++] = (byte)(value | 0x80);
        }

        bytes[count++] = (byte)value;
        output.Advance(count);
    }
}
