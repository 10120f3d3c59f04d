using System.Globalization;
using System.Text.Json;

namespace Prefect.Gcp;

/// <summary>The decoder of each type.</summary>
internal static class BigQueryDecoders
{
    // Documents of BigQuery go 500 levels deep.
    private static readonly JsonDocumentOptions s_deep = new() { MaxDepth = 512 };

    private static readonly Dictionary<BigQueryTypeKind, BigQueryDecoder> s_scalars = new()
    {
        [BigQueryTypeKind.Unknown] = new BigQueryScalarDecoder<string>(static text => text),
        [BigQueryTypeKind.Bool] = new BigQueryScalarDecoder<bool>(bool.Parse),
        [BigQueryTypeKind.Int64] = new BigQueryScalarDecoder<long>(static text => long.Parse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture)),
        [BigQueryTypeKind.Float64] = new BigQueryScalarDecoder<double>(BigQueryReading.Double),
        [BigQueryTypeKind.Numeric] = new BigQueryScalarDecoder<BigQueryNumeric>(static text => BigQueryNumeric.Parse(text)),
        [BigQueryTypeKind.BigNumeric] = new BigQueryScalarDecoder<BigQueryNumeric>(static text => BigQueryNumeric.Parse(text)),
        [BigQueryTypeKind.String] = new BigQueryScalarDecoder<string>(static text => text),
        [BigQueryTypeKind.Bytes] = new BigQueryScalarDecoder<byte[]>(Convert.FromBase64String),
        [BigQueryTypeKind.Date] = new BigQueryScalarDecoder<DateOnly>(BigQueryReading.Date),
        [BigQueryTypeKind.Time] = new BigQueryScalarDecoder<TimeOnly>(BigQueryReading.Time),
        [BigQueryTypeKind.DateTime] = new BigQueryScalarDecoder<DateTime>(BigQueryReading.DateTime),
        [BigQueryTypeKind.Timestamp] = new BigQueryScalarDecoder<DateTimeOffset>(BigQueryReading.Timestamp),
        [BigQueryTypeKind.Geography] = new BigQueryScalarDecoder<string>(static text => text),
        [BigQueryTypeKind.Json] = new BigQueryScalarDecoder<JsonElement>(static text => JsonElement.Parse(text, s_deep)),
        [BigQueryTypeKind.Interval] = new BigQueryScalarDecoder<BigQueryInterval>(static text => BigQueryInterval.Parse(text)),
    };

    public static BigQueryDecoder Of(BigQueryType type) => type.Kind switch
    {
        BigQueryTypeKind.Array => new BigQueryArrayDecoder(Of(type.Element!)),
        BigQueryTypeKind.Struct => new BigQueryStructDecoder(type.Fields),
        BigQueryTypeKind.Range => OfRange(type.Element!.Kind),
        _ => s_scalars[type.Kind],
    };

    private static BigQueryDecoder OfRange(BigQueryTypeKind element) => element switch
    {
        BigQueryTypeKind.Date => new BigQueryScalarDecoder<BigQueryRange<DateOnly>>(static text => BigQueryReading.Range(text, BigQueryReading.Date)),
        BigQueryTypeKind.DateTime => new BigQueryScalarDecoder<BigQueryRange<DateTime>>(static text => BigQueryReading.Range(text, BigQueryReading.DateTime)),
        _ => new BigQueryScalarDecoder<BigQueryRange<DateTimeOffset>>(static text => BigQueryReading.Range(text, BigQueryReading.Timestamp)),
    };
}
