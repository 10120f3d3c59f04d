using System.Net;
using System.Text.Json;
using System.Xml;
using System.Xml.Linq;
using Amazon.Runtime;
using Amazon.Runtime.Internal.Transform;
using Prefect.Blocks;

namespace Prefect.Aws;

/// <summary>What an answer says about a failure: in JSON, in XML, in headers, or, when something else answered, nothing.</summary>
internal sealed record AwsErrorDocument(string? Code, string? Text, string? RequestId)
{
    /// <summary>Under this key, exceptions of the SDK hold what an answer names as being in the way: ECS tells so which task a token stands for.</summary>
    public const string ResourceIdsKey = "Prefect.Aws.ResourceIds";

    public IReadOnlyList<string> ResourceIds { get; init; } = [];

    public static AwsErrorDocument Read(IWebResponseData response, Stream body)
    {
        AwsErrorDocument document = ReadBody(response, body);
        return document with
        {
            Code = Bare(Header(response, "x-amzn-ErrorType") ?? document.Code),
            RequestId = RequestIdOf(response) ?? document.RequestId,
        };
    }

    public static string? RequestIdOf(IWebResponseData response) =>
        Header(response, "x-amzn-RequestId") ?? Header(response, "x-amz-request-id") ?? Header(response, "x-amz-id-2");

    // A service may quote what it was sent.
    public AmazonServiceException ToException(Exception? innerException, HttpStatusCode status)
    {
        AmazonServiceException exception = Describe(innerException, status);
        if (ResourceIds.Count > 0)
        {
            exception.Data[ResourceIdsKey] = ResourceIds;
        }

        return exception;
    }

    private AmazonServiceException Describe(Exception? innerException, HttpStatusCode status) => new(
        Text is not null ? SecretMasker.Mask(Text) : (Code is null ? $"The answer ({(int)status} {status}) is none that this service gives." : "The service gave no reason."),
        innerException,
        (int)status >= 500 ? ErrorType.Receiver : ErrorType.Sender,
        Code,
        RequestId,
        status);

    private static AwsErrorDocument ReadBody(IWebResponseData response, Stream body)
    {
        using MemoryStream content = new();
        body.CopyTo(content);
        ReadOnlySpan<byte> bytes = content.GetBuffer().AsSpan(0, (int)content.Length).TrimStart(" \t\r\n"u8);
        try
        {
            // A JSON text that holds half of a surrogate pair is an invalid operation.
            return bytes switch
            {
                [(byte)'{', ..] => ReadJson(bytes),
                [(byte)'<', ..] when !IsHtml(response) => ReadXml(new MemoryStream(bytes.ToArray())),
                _ => new AwsErrorDocument(null, null, null),
            };
        }
        catch (Exception exception) when (exception is JsonException or XmlException or InvalidOperationException)
        {
            return new AwsErrorDocument(null, null, null);
        }
    }

    private static AwsErrorDocument ReadJson(ReadOnlySpan<byte> bytes)
    {
        Utf8JsonReader reader = new(bytes);
        using JsonDocument document = JsonDocument.ParseValue(ref reader);
        return new AwsErrorDocument(
            Member(document.RootElement, "__type") ?? Member(document.RootElement, "code"),
            Member(document.RootElement, "message") ?? Member(document.RootElement, "errorMessage"),
            null)
        {
            ResourceIds = document.RootElement.TryGetProperty("resourceIds", out JsonElement ids) && ids.ValueKind == JsonValueKind.Array
                ? [.. ids.EnumerateArray().Where(id => id.ValueKind == JsonValueKind.String).Select(id => id.GetString()!)]
                : [],
        };
    }

    private static AwsErrorDocument ReadXml(Stream content)
    {
        XmlReaderSettings settings = new() { DtdProcessing = DtdProcessing.Prohibit, XmlResolver = null };
        using XmlReader reader = XmlReader.Create(content, settings);
        XDocument document = XDocument.Load(reader);
        return new AwsErrorDocument(Element(document, "Code"), Element(document, "Message"), Element(document, "RequestId"));
    }

    private static bool IsHtml(IWebResponseData response) =>
        response.ContentType?.Contains("html", StringComparison.OrdinalIgnoreCase) ?? false;

    // "com.amazonaws.secretsmanager#ResourceNotFoundException:http://…": what counts stands between the sharp and the colon.
    private static string? Bare(string? code)
    {
        if (string.IsNullOrWhiteSpace(code))
        {
            return null;
        }

        string tail = code[(code.LastIndexOf('#') + 1)..];
        int colon = tail.IndexOf(':', StringComparison.Ordinal);
        return (colon < 0 ? tail : tail[..colon]).Trim();
    }

    private static string? Header(IWebResponseData response, string name) =>
        response.IsHeaderPresent(name) && response.GetHeaderValue(name) is { Length: > 0 } value ? value : null;

    private static string? Member(JsonElement document, string name) => document.EnumerateObject()
        .Where(member => member.Name.Equals(name, StringComparison.OrdinalIgnoreCase) && member.Value.ValueKind == JsonValueKind.String)
        .Select(member => member.Value.GetString())
        .FirstOrDefault();

    private static string? Element(XDocument document, string name) => document.Descendants()
        .FirstOrDefault(element => element.Name.LocalName.Equals(name, StringComparison.OrdinalIgnoreCase))?.Value;
}
