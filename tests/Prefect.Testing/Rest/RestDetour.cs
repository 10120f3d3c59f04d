namespace Prefect.Testing;

/// <summary>Leads requests for whatever host to one address, and keeps the name of the host that was meant.</summary>
internal sealed class RestDetour(Uri address) : DelegatingHandler(new SocketsHttpHandler
{
    AllowAutoRedirect = false,
    AutomaticDecompression = System.Net.DecompressionMethods.All,
    UseCookies = false,
    UseProxy = false,
})
{
    protected override HttpResponseMessage Send(HttpRequestMessage request, CancellationToken cancellationToken) =>
        base.Send(Turn(request), cancellationToken);

    protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken) =>
        base.SendAsync(Turn(request), cancellationToken);

    private HttpRequestMessage Turn(HttpRequestMessage request)
    {
        Uri meant = request.RequestUri!;
        request.Headers.Host = meant.Authority;
        request.RequestUri = new Uri(address, meant.PathAndQuery);
        return request;
    }
}
