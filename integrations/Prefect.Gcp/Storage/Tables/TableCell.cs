namespace Prefect.Gcp;

/// <summary>Which values a cell of a table may have.</summary>
internal static class TableCell
{
    public const string Supported = "use numbers, text, bytes, booleans, dates, times, instants, Guid or enum values, and turn everything else into one of them first";

    private static readonly HashSet<Type> s_types =
    [
        typeof(bool), typeof(sbyte), typeof(byte), typeof(short), typeof(ushort), typeof(int), typeof(uint), typeof(long), typeof(ulong),
        typeof(Half), typeof(float), typeof(double), typeof(decimal), typeof(string), typeof(char), typeof(byte[]), typeof(ReadOnlyMemory<byte>),
        typeof(DateOnly), typeof(TimeOnly), typeof(DateTime), typeof(DateTimeOffset), typeof(Guid),
    ];

    public static bool IsSupported(Type type) => type.IsEnum || s_types.Contains(type);

    /// <summary>The type of a column that has held one type so far and now meets another; null where no type holds both.</summary>
    public static Type? Widen(Type known, Type met)
    {
        if (known == met)
        {
            return known;
        }

        if (known == typeof(object))
        {
            return met;
        }

        return (KindOf(known), KindOf(met)) switch
        {
            (NumberKind.Integer, NumberKind.Integer) => typeof(long),
            (NumberKind.Integer or NumberKind.Float, NumberKind.Integer or NumberKind.Float) => typeof(double),
            (NumberKind.Integer or NumberKind.Decimal, NumberKind.Integer or NumberKind.Decimal) => typeof(decimal),
            _ => null,
        };
    }

    /// <summary>Whether a column of one type keeps a number of another as it is, if it fits at all.</summary>
    public static bool IsKeptBy(Type column, Type met) => (KindOf(column), KindOf(met)) switch
    {
        (NumberKind.Integer or NumberKind.Decimal, NumberKind.Integer) => true,
        (NumberKind.Float, NumberKind.Integer or NumberKind.Float) => column == typeof(double),
        _ => false,
    };

    private static NumberKind KindOf(Type type) => Type.GetTypeCode(type) switch
    {
        _ when type.IsEnum => NumberKind.None,
        TypeCode.SByte or TypeCode.Byte or TypeCode.Int16 or TypeCode.UInt16 or TypeCode.Int32 or TypeCode.UInt32 or TypeCode.Int64 => NumberKind.Integer,
        TypeCode.Single or TypeCode.Double => NumberKind.Float,
        TypeCode.Decimal => NumberKind.Decimal,
        _ => NumberKind.None,
    };

    private enum NumberKind
    {
        None,
        Integer,
        Float,
        Decimal,
    }
}
