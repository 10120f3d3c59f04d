using Prefect.Testing;

namespace Prefect.Gcp.Tests;

/// <summary>Leads requests for hosts of Google to a peer.</summary>
internal sealed class GoogleDetour(GooglePeer peer) : DelegatingHandler(new SocketsHttpHandler { AllowAutoRedirect = false, UseProxy = false })
{
    protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        Uri meant = request.RequestUri!;
        request.RequestUri = new Uri($"{peer.Address.GetLeftPart(UriPartial.Authority)}/{meant.Host}{meant.PathAndQuery}");
        return base.SendAsync(request, cancellationToken);
    }
}
