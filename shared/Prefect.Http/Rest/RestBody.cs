using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;

namespace Prefect.Http;

/// <summary>The body of a request, made anew for each try.</summary>
public sealed class RestBody
{
    private static readonly MediaTypeHeaderValue s_json = new("application/json");

    private readonly Func<HttpContent> _create;

    private RestBody(Func<HttpContent> create) => _create = create;

    /// <summary>A value as JSON.</summary>
    /// <typeparam name="T">The value.</typeparam>
    /// <param name="value">What is sent.</param>
    /// <param name="type">How it is written.</param>
    /// <exception cref="ArgumentNullException"><paramref name="type"/> is null.</exception>
    public static RestBody Json<T>(T value, JsonTypeInfo<T> type)
    {
        ArgumentNullException.ThrowIfNull(type);
        return Bytes(JsonSerializer.SerializeToUtf8Bytes(value, type), s_json);
    }

    /// <summary>A JSON document that is written already.</summary>
    /// <param name="document">The document, in UTF-8.</param>
    public static RestBody Json(ReadOnlyMemory<byte> document) => Bytes(document, s_json);

    /// <summary>A form, as tokens are asked for with.</summary>
    /// <param name="fields">Names and values.</param>
    /// <exception cref="ArgumentNullException"><paramref name="fields"/> is null.</exception>
    public static RestBody Form(IEnumerable<KeyValuePair<string, string>> fields)
    {
        KeyValuePair<string, string>[] kept = [.. fields ?? throw new ArgumentNullException(nameof(fields))];
        return new RestBody(() => new FormUrlEncodedContent(kept));
    }

    /// <summary>A text.</summary>
    /// <param name="text">The text.</param>
    /// <param name="type">Kind of content. Default: <c>text/plain</c>.</param>
    public static RestBody Text(string text, string type = "text/plain")
    {
        ArgumentNullException.ThrowIfNull(text);
        return Bytes(Encoding.UTF8.GetBytes(text), new MediaTypeHeaderValue(type, "utf-8"));
    }

    /// <summary>Bytes as they are.</summary>
    /// <param name="content">The bytes.</param>
    /// <param name="type">Kind of content; null says none.</param>
    public static RestBody Bytes(ReadOnlyMemory<byte> content, MediaTypeHeaderValue? type) => new(() =>
    {
        ReadOnlyMemoryContent body = new(content);
        body.Headers.ContentType = type;
        return body;
    });

    /// <summary>Any content, a stream for one. It is made once for each try, from the beginning again.</summary>
    /// <param name="create">Makes it; who sends it disposes of it.</param>
    /// <exception cref="ArgumentNullException"><paramref name="create"/> is null.</exception>
    public static RestBody Content(Func<HttpContent> create) => new(create ?? throw new ArgumentNullException(nameof(create)));

    internal HttpContent Create() => _create();
}
