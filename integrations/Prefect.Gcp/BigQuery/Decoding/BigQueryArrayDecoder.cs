using System.Text.Json;

namespace Prefect.Gcp;

/// <summary>Reads arrays, <c>[{"v": …}, …]</c>.</summary>
internal sealed class BigQueryArrayDecoder(BigQueryDecoder element) : BigQueryDecoder
{
    public override object Read(ref Utf8JsonReader reader) => element.ReadElements(ref reader);

    public override Array ReadElements(ref Utf8JsonReader reader) => throw new FormatException("BigQuery has no arrays of arrays.");
}
