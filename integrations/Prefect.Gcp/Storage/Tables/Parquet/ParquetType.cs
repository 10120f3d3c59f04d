using System.Buffers;
using System.Buffers.Binary;
using System.Globalization;
using System.Text;

namespace Prefect.Gcp;

/// <summary>How the values of one .NET type are kept in Parquet.</summary>
/// <param name="Physical">How they are stored.</param>
/// <param name="Converted">The older name of their meaning; null where it has none.</param>
/// <param name="Logical">Writes their meaning (the union LogicalType); null where the stored value tells all.</param>
/// <param name="Encode">Appends one value, plainly encoded. Not used for booleans, which are packed as bits.</param>
internal sealed record ParquetType(
    ParquetPhysicalType Physical, int? Converted, Action<ThriftWriter>? Logical, Action<object, IBufferWriter<byte>> Encode)
{
    /// <summary>Digits of a decimal column, and those of them behind the point: what BigQuery calls NUMERIC.</summary>
    public const int DecimalPrecision = 38, DecimalScale = 9;

    /// <summary>Bytes of a stored decimal.</summary>
    public const int DecimalLength = 16;

    private const int LogicalText = 1, LogicalDecimal = 5, LogicalDate = 6, LogicalTime = 7, LogicalTimestamp = 8, LogicalInteger = 10;
    private static readonly long s_epochTicks = DateTime.UnixEpoch.Ticks;
    private static readonly int s_epochDay = DateOnly.FromDateTime(DateTime.UnixEpoch).DayNumber;

    private static readonly ParquetType s_text = new(ParquetPhysicalType.ByteArray, 0, Mark(LogicalText), (value, output) => WriteText((string)value, output));

    private static readonly Dictionary<Type, ParquetType> s_types = new()
    {
        [typeof(bool)] = new(ParquetPhysicalType.Boolean, null, null, (_, _) => throw new NotSupportedException("Booleans are packed.")),
        [typeof(sbyte)] = Integer(8, true, value => (sbyte)value),
        [typeof(byte)] = Integer(8, false, value => (byte)value),
        [typeof(short)] = Integer(16, true, value => (short)value),
        [typeof(ushort)] = Integer(16, false, value => (ushort)value),
        [typeof(int)] = Integer(32, true, value => (int)value),
        [typeof(uint)] = Integer(32, false, value => unchecked((int)(uint)value)),
        [typeof(long)] = LongInteger(true, value => (long)value),
        [typeof(ulong)] = LongInteger(false, value => unchecked((long)(ulong)value)),
        [typeof(Half)] = new(ParquetPhysicalType.Float, null, null, (value, output) => Write((float)(Half)value, output)),
        [typeof(float)] = new(ParquetPhysicalType.Float, null, null, (value, output) => Write((float)value, output)),
        [typeof(double)] = new(ParquetPhysicalType.Double, null, null, (value, output) => Write((double)value, output)),
        [typeof(decimal)] = new(
            ParquetPhysicalType.FixedLengthByteArray,
            5,
            union => union.Field(LogicalDecimal, type =>
            {
                type.Field(1, DecimalScale);
                type.Field(2, DecimalPrecision);
            }),
            (value, output) => Write((decimal)value, output)),
        [typeof(string)] = s_text,
        [typeof(char)] = s_text with { Encode = (value, output) => WriteText(((char)value).ToString(), output) },
        [typeof(Guid)] = s_text with { Encode = (value, output) => WriteText(((Guid)value).ToString("D", CultureInfo.InvariantCulture), output) },
        [typeof(Enum)] = s_text with { Encode = (value, output) => WriteText(((Enum)value).ToString(), output) },
        [typeof(byte[])] = new(ParquetPhysicalType.ByteArray, null, null, (value, output) => Write((byte[])value, output)),
        [typeof(ReadOnlyMemory<byte>)] = new(ParquetPhysicalType.ByteArray, null, null, (value, output) => Write(((ReadOnlyMemory<byte>)value).Span, output)),
        [typeof(DateOnly)] = new(ParquetPhysicalType.Int32, 6, Mark(LogicalDate), (value, output) => Write(((DateOnly)value).DayNumber - s_epochDay, output)),
        [typeof(TimeOnly)] = new(
            ParquetPhysicalType.Int64, null, Micros(LogicalTime, adjustedToUtc: false), (value, output) => Write(((TimeOnly)value).Ticks / TimeSpan.TicksPerMicrosecond, output)),
        [typeof(DateTime)] = new(
            ParquetPhysicalType.Int64, null, Micros(LogicalTimestamp, adjustedToUtc: false), (value, output) => Write(Microseconds(((DateTime)value).Ticks), output)),
        [typeof(DateTimeOffset)] = new(
            ParquetPhysicalType.Int64, 10, Micros(LogicalTimestamp, adjustedToUtc: true), (value, output) => Write(Microseconds(((DateTimeOffset)value).UtcTicks), output)),
    };

    /// <summary>The type for a column that was found to be written at all.</summary>
    public static ParquetType Of(Type type) => s_types[type.IsEnum ? typeof(Enum) : type];

    private static ParquetType Integer(int bits, bool signed, Func<object, int> convert) =>
        new(ParquetPhysicalType.Int32, ConvertedInteger(bits, signed), LogicalIntegerOf(bits, signed), (value, output) => Write(convert(value), output));

    private static ParquetType LongInteger(bool signed, Func<object, long> convert) =>
        new(ParquetPhysicalType.Int64, ConvertedInteger(64, signed), LogicalIntegerOf(64, signed), (value, output) => Write(convert(value), output));

    // UINT_8, UINT_16, UINT_32, UINT_64, INT_8, INT_16 … are 11 and the following.
    private static int ConvertedInteger(int bits, bool signed) => (signed ? 15 : 11) + int.Log2(bits / 8);

    private static Action<ThriftWriter> LogicalIntegerOf(int bits, bool signed) => union => union.Field(LogicalInteger, type =>
    {
        type.Field(1, (sbyte)bits);
        type.Field(2, signed);
    });

    private static Action<ThriftWriter> Mark(int logical) => union => union.Field(logical, _ => { });

    private static Action<ThriftWriter> Micros(int logical, bool adjustedToUtc) => union => union.Field(logical, type =>
    {
        type.Field(1, adjustedToUtc);
        type.Field(2, unit => unit.Field(2, _ => { }));
    });

    // Rounds down, also before 1970, as cutting digits off a written time does.
    private static long Microseconds(long ticks) => (long)Math.Floor((ticks - s_epochTicks) / (decimal)TimeSpan.TicksPerMicrosecond);

    private static void Write(int value, IBufferWriter<byte> output)
    {
        BinaryPrimitives.WriteInt32LittleEndian(output.GetSpan(sizeof(int)), value);
        output.Advance(sizeof(int));
    }

    private static void Write(long value, IBufferWriter<byte> output)
    {
        BinaryPrimitives.WriteInt64LittleEndian(output.GetSpan(sizeof(long)), value);
        output.Advance(sizeof(long));
    }

    private static void Write(float value, IBufferWriter<byte> output)
    {
        BinaryPrimitives.WriteSingleLittleEndian(output.GetSpan(sizeof(float)), value);
        output.Advance(sizeof(float));
    }

    private static void Write(double value, IBufferWriter<byte> output)
    {
        BinaryPrimitives.WriteDoubleLittleEndian(output.GetSpan(sizeof(double)), value);
        output.Advance(sizeof(double));
    }

    private static void Write(decimal value, IBufferWriter<byte> output)
    {
        if (decimal.Round(value, DecimalScale) != value)
        {
            throw BadTable.Because($"{value.ToString(CultureInfo.InvariantCulture)} has more than {DecimalScale} decimals, and a decimal column keeps {DecimalScale} (NUMERIC of BigQuery): round it, or write it as double or text.");
        }

        Int128 unscaled = (Int128)decimal.Truncate(value) * 1_000_000_000 + (Int128)(value % 1 * 1_000_000_000);
        BinaryPrimitives.WriteInt128BigEndian(output.GetSpan(DecimalLength), unscaled);
        output.Advance(DecimalLength);
    }

    private static void WriteText(string value, IBufferWriter<byte> output)
    {
        Write(Encoding.UTF8.GetByteCount(value), output);
        _ = Encoding.UTF8.GetBytes(value, output);
    }

    private static void Write(ReadOnlySpan<byte> value, IBufferWriter<byte> output)
    {
        Write(value.Length, output);
        output.Write(value);
    }
}
