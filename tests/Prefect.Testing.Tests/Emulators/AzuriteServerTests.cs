using System.Net;
using System.Net.Security;

namespace Prefect.Testing.Tests;

public sealed class AzuriteServerTests(AzuriteServer shared)
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Answers_over_http_and_over_https_and_wants_to_know_who_asks()
    {
        await shared.StartAsync(Token);
        using HttpClient client = new(new SocketsHttpHandler
        {
            SslOptions = new SslClientAuthenticationOptions { RemoteCertificateValidationCallback = static (_, certificate, _, _) => certificate?.Subject == "CN=127.0.0.1" },
        });

        foreach (Uri account in new[] { shared.AccountEndpoint, shared.SecureAccountEndpoint })
        {
            using HttpResponseMessage answer = await client.GetAsync(new Uri(account + "?comp=list"), Token);
            answer.StatusCode.ShouldBe(HttpStatusCode.Forbidden);
            answer.Headers.Server.ToString().ShouldStartWith("Azurite-Blob");
        }
    }

    [Fact]
    public async Task Leaves_no_process_behind()
    {
        await shared.StartAsync(Token);
        AzuriteServer server = new();
        await server.StartAsync(Token);
        int[] processes = ProcessTree.Of(server.ProcessId.ShouldNotBeNull());

        await server.DisposeAsync();

        await ProcessTree.ShouldEndAsync(processes);
        server.ProcessId.ShouldBeNull();
    }
}
