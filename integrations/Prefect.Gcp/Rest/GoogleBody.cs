using System.Net.Http.Headers;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;

namespace Prefect.Gcp;

/// <summary>The body of a request, made anew for each attempt.</summary>
/// <param name="Create">Makes the content.</param>
internal sealed record GoogleBody(Func<HttpContent> Create)
{
    private static readonly MediaTypeHeaderValue s_json = new("application/json") { CharSet = "utf-8" };

    public static GoogleBody Json<T>(T value, JsonTypeInfo<T> type) => OfJson(JsonSerializer.SerializeToUtf8Bytes(value, type));

    /// <summary>A document that is written already.</summary>
    public static GoogleBody OfJson(ReadOnlyMemory<byte> document) => Bytes(document, s_json);

    public static GoogleBody Bytes(ReadOnlyMemory<byte> content, MediaTypeHeaderValue? type) => new(() =>
    {
        ReadOnlyMemoryContent body = new(content);
        body.Headers.ContentType = type;
        return body;
    });
}
