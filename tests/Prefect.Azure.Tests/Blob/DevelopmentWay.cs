namespace Prefect.Azure.Tests;

/// <summary>Leads requests for the emulator's own port to the port that it has in a test.</summary>
internal sealed class DevelopmentWay(Uri emulator) : DelegatingHandler(new SocketsHttpHandler())
{
    /// <summary>Address that the last request was meant for.</summary>
    public string Meant { get; private set; } = "";

    protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        Meant = request.RequestUri!.GetLeftPart(UriPartial.Path);
        request.RequestUri = new Uri(emulator, request.RequestUri.PathAndQuery);
        return base.SendAsync(request, cancellationToken);
    }
}
