using System.Text;
using System.Xml;
using System.Xml.Linq;
using Azure;
using Azure.Core;
using Prefect.Http;

namespace Prefect.Azure;

/// <summary>
/// What the service answered instead of doing what it was asked. Its text is the service's sentence alone: the rest of such an answer
/// repeats what was signed.
/// </summary>
internal sealed class BlobRefusal : RequestFailedException
{
    /// <summary>The emulator's code for what it cannot do.</summary>
    public const string NotSupported = "FeatureNotSupported";

    private const int LongestBody = 64 * 1024;

    private BlobRefusal(int status, string message, string? code, string? requestId)
        : base(status, message, code, innerException: null) => RequestId = requestId;

    public string? RequestId { get; }

    /// <summary>Whether the request was sent more than once, so that an earlier one may have done what this one was refused.</summary>
    public bool IsRepeated { get; private init; }

    public static async Task<BlobRefusal> OfAsync(HttpMessage message, CancellationToken cancellationToken)
    {
        Response response = message.Response;
        string body = await ReadAsync(response.ContentStream, cancellationToken).ConfigureAwait(false);
        (string? code, string? text) = Parse(body);
        if (response.Headers.TryGetValue("x-ms-error-code", out string? said))
        {
            code = said;
        }

        return new BlobRefusal(
            response.Status,
            text ?? (response.ReasonPhrase is { Length: > 0 } reason ? reason : "The answer says no more"),
            string.IsNullOrEmpty(code) ? null : code,
            response.Headers.TryGetValue("x-ms-request-id", out string? id) ? id : null)
        {
            IsRepeated = message.ProcessingContext.RetryNumber > 0,
        };
    }

    private static async Task<string> ReadAsync(Stream? content, CancellationToken cancellationToken)
    {
        if (content is null)
        {
            return "";
        }

        byte[] buffer = new byte[LongestBody];
        try
        {
            int read = await content.ReadAtLeastAsync(buffer, buffer.Length, throwOnEndOfStream: false, cancellationToken).ConfigureAwait(false);
            return Encoding.UTF8.GetString(buffer, 0, read).TrimStart('\uFEFF');
        }
        catch (Exception exception) when (!cancellationToken.IsCancellationRequested && ServiceFault.IsTransport(exception))
        {
            // The status says what matters; half an error document says no more.
            return "";
        }
    }

    private static (string? Code, string? Message) Parse(string body)
    {
        if (!body.StartsWith('<'))
        {
            return (null, null);
        }

        try
        {
            using XmlReader reader = XmlReader.Create(new StringReader(body), new XmlReaderSettings { DtdProcessing = DtdProcessing.Prohibit });
            XElement? error = XDocument.Load(reader).Root;
            return error?.Name.LocalName == "Error"
                ? ((string?)error.Element("Code"), ((string?)error.Element("Message"))?.Split('\n')[0].Trim())
                : (null, null);
        }
        catch (XmlException)
        {
            return (null, null);
        }
    }
}
