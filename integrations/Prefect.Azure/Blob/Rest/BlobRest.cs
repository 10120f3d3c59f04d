using System.Globalization;
using System.Net;
using Azure;
using Azure.Core;
using Azure.Core.Pipeline;

namespace Prefect.Azure;

/// <summary>The REST interface of Blob Storage on the vendor's pipeline.</summary>
internal sealed partial class BlobRest(BlobAccount account, BlobTransferOptions options) : IBlobService
{
    private const string Version = "2023-11-03";
    private const int SlowestBytesPerSecond = 64 * 1024;

    private readonly HttpPipeline _pipeline = BlobPipeline.Build(account, options);

    public Uri Endpoint => account.Endpoint;

    /// <summary>Sends a request whose answer is read as a whole, or not at all.</summary>
    private Task<T> SendAsync<T>(
        AzureOperation operation, RequestMethod method, string path, Action<Request>? prepare, Func<HttpMessage, T> read, CancellationToken cancellationToken) =>
        AzureCall.RunAsync(
            operation,
            async token =>
            {
                using HttpMessage message = CreateMessage(method, path, prepare);
                await _pipeline.SendAsync(message, token).ConfigureAwait(false);
                await ThrowIfRefusedAsync(message, token).ConfigureAwait(false);
                return read(message);
            },
            cancellationToken);

    private HttpMessage CreateMessage(RequestMethod method, string path, Action<Request>? prepare)
    {
        HttpMessage message = _pipeline.CreateMessage();
        Request request = message.Request;
        request.Method = method;
        request.Uri.Reset(AddressOf(path));
        request.Headers.Add("x-ms-version", Version);
        prepare?.Invoke(request);
        long length = 0;
        request.Content?.TryComputeLength(out length);
        message.NetworkTimeout = options.Timeout + TimeSpan.FromSeconds(length / SlowestBytesPerSecond);
        return message;
    }

    private static async Task ThrowIfRefusedAsync(HttpMessage message, CancellationToken cancellationToken)
    {
        // Redirects are not followed, and the service gives none; what is written is always created, as far as it says.
        int status = message.Response.Status;
        bool isDone = message.Request.Method == RequestMethod.Put ? status == (int)HttpStatusCode.Created : status < (int)HttpStatusCode.MultipleChoices;
        if (message.Response.IsError || !isDone)
        {
            throw await BlobRefusal.OfAsync(message, cancellationToken).ConfigureAwait(false);
        }
    }

    private Uri AddressOf(string path)
    {
        string query = account.SignIn.Query;
        string separator = query.Length == 0 ? "" : path.Contains('?', StringComparison.Ordinal) ? "&" : "?";
        return new Uri(account.Endpoint.AbsoluteUri + path + separator + query);
    }

    private static string PathOf(BlobAddress blob) => $"{blob.Container}/{string.Join('/', blob.Name.Split('/').Select(Uri.EscapeDataString))}";

    private static string? Header(Response response, string name) => response.Headers.TryGetValue(name, out string? value) ? value : null;

    private static long Number(string? text) =>
        long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out long number) ? number : 0;

    private static bool IsMissing(AzureException exception) =>
        exception.StatusCode == HttpStatusCode.NotFound && exception.ErrorCode is null or "BlobNotFound" or "ContainerNotFound" or "ResourceNotFound" or "ContainerBeingDeleted";
}
