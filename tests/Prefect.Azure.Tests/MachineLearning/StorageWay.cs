using System.Collections.Concurrent;
using System.Net;
using System.Text;

namespace Prefect.Azure.Tests;

/// <summary>Leads requests to storage accounts to blobs in memory, and all others on.</summary>
internal sealed class StorageWay(HttpMessageHandler others) : DelegatingHandler(others)
{
    /// <summary>The blobs by their addresses, without the query.</summary>
    public ConcurrentDictionary<string, string> Blobs { get; } = new(StringComparer.Ordinal);

    /// <summary>Query and Authorization header of each request.</summary>
    public ConcurrentQueue<(string Query, string Authorization)> SignIns { get; } = new();

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        Uri address = request.RequestUri!;
        if (!address.Host.EndsWith(".blob.core.windows.net", StringComparison.Ordinal))
        {
            return await base.SendAsync(request, cancellationToken);
        }

        SignIns.Enqueue((address.Query, request.Headers.Authorization?.ToString() ?? ""));
        string name = address.GetLeftPart(UriPartial.Path);
        string content = request.Content is null ? "" : await request.Content.ReadAsStringAsync(cancellationToken);
        bool mayReplace = !request.Headers.Contains("If-None-Match");
        if (Blobs.TryAdd(name, content))
        {
            return Answer(HttpStatusCode.Created, "");
        }

        Blobs[name] = mayReplace ? content : Blobs[name];
        return mayReplace
            ? Answer(HttpStatusCode.Created, "")
            : Answer(HttpStatusCode.Conflict, "<?xml version=\"1.0\" encoding=\"utf-8\"?><Error><Code>BlobAlreadyExists</Code><Message>The specified blob already exists.</Message></Error>");
    }

    private static HttpResponseMessage Answer(HttpStatusCode status, string body)
    {
        HttpResponseMessage answer = new(status) { Content = new StringContent(body, Encoding.UTF8, "application/xml") };
        answer.Headers.Add("x-ms-request-id", Guid.NewGuid().ToString());
        if (status == HttpStatusCode.Conflict)
        {
            answer.Headers.Add("x-ms-error-code", "BlobAlreadyExists");
        }

        return answer;
    }
}
