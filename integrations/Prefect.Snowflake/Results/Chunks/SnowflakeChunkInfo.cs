using System.Text.Json;

namespace Prefect.Snowflake;

/// <summary>Where a part of a large result is. The address is as good as a password: it is in no message.</summary>
/// <param name="Address">The address.</param>
/// <param name="RowCount">How many rows it has.</param>
/// <param name="Size">How many bytes these are, unpacked, by what the service says.</param>
internal sealed record SnowflakeChunkInfo(Uri Address, int RowCount, int Size)
{
    /// <summary>Reads the list of parts; none where there is none.</summary>
    /// <exception cref="FormatException">A part has no address.</exception>
    public static IReadOnlyList<SnowflakeChunkInfo> ListOf(JsonElement data) =>
        data.TryGetProperty("chunks", out JsonElement chunks) && chunks.ValueKind == JsonValueKind.Array ? [.. chunks.EnumerateArray().Select(Of)] : [];

    /// <summary>Gives what has to be sent along to read the parts.</summary>
    public static IReadOnlyList<KeyValuePair<string, string>> HeadersOf(JsonElement data)
    {
        if (data.TryGetProperty("chunkHeaders", out JsonElement headers) && headers.ValueKind == JsonValueKind.Object)
        {
            return [.. headers.EnumerateObject().Select(static header => KeyValuePair.Create(header.Name, header.Value.ToString()))];
        }

        // Older answers give the key alone, of how Amazon S3 encrypted the parts.
        return SnowflakeAnswer.Text(data, "qrmk") is { Length: > 0 } key
            ?
            [
                KeyValuePair.Create("x-amz-server-side-encryption-customer-algorithm", "AES256"),
                KeyValuePair.Create("x-amz-server-side-encryption-customer-key", key),
            ]
            : [];
    }

    /// <summary>Gives no address.</summary>
    public override string ToString() => $"{RowCount} rows in {Size} bytes";

    private static SnowflakeChunkInfo Of(JsonElement chunk) =>
        Uri.TryCreate(SnowflakeAnswer.Text(chunk, "url"), UriKind.Absolute, out Uri? address) && (address.Scheme == Uri.UriSchemeHttps || address.Scheme == Uri.UriSchemeHttp)
            ? new SnowflakeChunkInfo(address, Number(chunk, "rowCount"), Number(chunk, "uncompressedSize"))
            : throw new FormatException("A part of the result has no address.");

    private static int Number(JsonElement chunk, string name) =>
        chunk.TryGetProperty(name, out JsonElement value) && value.ValueKind == JsonValueKind.Number && value.TryGetInt32(out int number) && number >= 0 ? number : 0;
}
