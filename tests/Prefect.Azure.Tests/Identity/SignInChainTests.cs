using System.Net.Security;
using System.Net.Sockets;
using System.Security.Cryptography.X509Certificates;
using System.Text.Json.Nodes;
using Prefect.Testing;

namespace Prefect.Azure.Tests;

/// <summary>Each way of signing in to an account, in a process of its own, encrypted, and with nothing of it replaced.</summary>
public sealed class SignInChainTests(AzuriteServer azurite) : IAsyncLifetime
{
    private const string Metadata = "169.254.169.254";

    private AzureMachine _machine = null!;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    private ArmPeer Peer => _machine.Peer;

    private static JsonObject Address => new() { ["account_url"] = AzureMachine.Account };

    public async ValueTask InitializeAsync() => _machine = await AzureMachine.StartAsync();

    public ValueTask DisposeAsync() => _machine.DisposeAsync();

    [Fact]
    public async Task A_service_principal_signs_in_once_for_all_that_is_read_at_once()
    {
        ShouldHaveRead(await _machine.RunAsync(_machine.Principal(), "blob", "report", "16"), "report");

        Peer.SignInRequests.ShouldHaveSingleItem().Host.ShouldBe("login.microsoftonline.com");
        Peer.SignInRequests[0].Text.ShouldContain("scope=" + Uri.EscapeDataString("https://storage.azure.com/.default"));
        Peer.Requests.ShouldAllBe(request => request.Host == "lake.blob.core.windows.net" && request.Headers["Authorization"] == "Bearer " + Peer.Tokens[0]);
        Peer.RequestsFor("GET /landing/report").Count.ShouldBe(16);
    }

    [Fact]
    public async Task A_service_principal_reads_and_writes_in_the_vendors_emulator()
    {
        await azurite.StartAsync(Token);
        _machine.Trust(Peer.CertificatePem, await CertificateOfAsync(azurite.SecureAccountEndpoint));
        JsonObject principal = _machine.Principal();
        principal["account_url"] = azurite.SecureAccountEndpoint.AbsoluteUri;

        ShouldHaveRead(await _machine.RunAsync(principal, "blob", Guid.NewGuid().ToString(), "16"));

        Peer.SignIns.ShouldBe(1);
        Peer.Requests.ShouldBeEmpty();
    }

    [Fact]
    public async Task A_service_principal_of_the_environment_signs_in()
    {
        _machine.Environment["AZURE_TENANT_ID"] = Peer.TenantId;
        _machine.Environment["AZURE_CLIENT_ID"] = Peer.ClientId;
        _machine.Environment["AZURE_CLIENT_SECRET"] = Peer.ClientSecret;

        ShouldHaveRead(await _machine.RunAsync(Address, "blob", "report", "4"));

        Peer.SignInRequests.ShouldHaveSingleItem().Path.ShouldStartWith($"/{Peer.TenantId}/");
    }

    [Fact]
    public async Task One_signs_in_where_the_environment_says()
    {
        _machine.Environment["AZURE_AUTHORITY_HOST"] = "https://login.microsoftonline.us";

        ShouldHaveRead(await _machine.RunAsync(_machine.Principal(), "blob", "report", "1"));

        Peer.SignInRequests.ShouldHaveSingleItem().Host.ShouldBe("login.microsoftonline.us");
    }

    [Fact]
    public async Task A_cluster_that_vouches_for_the_program_signs_it_in()
    {
        _machine.Environment["AZURE_TENANT_ID"] = Peer.TenantId;
        _machine.Environment["AZURE_CLIENT_ID"] = Peer.ClientId;
        _machine.Environment["AZURE_FEDERATED_TOKEN_FILE"] = _machine.Write("token", Peer.FederatedToken);

        ShouldHaveRead(await _machine.RunAsync(Address, "blob", "report", "1"));

        Peer.SignInRequests.ShouldHaveSingleItem().Text.ShouldContain("client_assertion=" + Uri.EscapeDataString(Peer.FederatedToken));
    }

    [Fact]
    public async Task The_identity_of_a_virtual_machine_signs_in()
    {
        _machine.LookForIdentityAlone();
        ShouldHaveRead(await _machine.RunAsync(Address, "blob", "report", "16"));

        ArmRequest asked = Peer.SignInRequests.ShouldHaveSingleItem();
        (asked.Host, asked.Query.ContainsKey("client_id")).ShouldBe((Metadata, false));
        asked.Query["resource"].TrimEnd('/').ShouldBe("https://storage.azure.com");
    }

    [Fact]
    public async Task An_identity_that_a_user_assigned_to_a_virtual_machine_signs_in()
    {
        _machine.LookForIdentityAlone();
        _machine.Environment["AZURE_CLIENT_ID"] = Peer.IdentityClientId;

        ShouldHaveRead(await _machine.RunAsync(Address, "blob", "report", "1"));

        ArmRequest asked = Peer.SignInRequests.ShouldHaveSingleItem();
        (asked.Host, asked.Query["client_id"]).ShouldBe((Metadata, Peer.IdentityClientId));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task The_identity_of_an_App_Service_signs_in(bool isOfUser)
    {
        _machine.Environment["IDENTITY_ENDPOINT"] = Peer.IdentityEndpoint.AbsoluteUri;
        _machine.Environment["IDENTITY_HEADER"] = Peer.IdentityHeader;
        if (isOfUser)
        {
            _machine.Environment["AZURE_CLIENT_ID"] = Peer.IdentityClientId;
        }

        ShouldHaveRead(await _machine.RunAsync(Address, "blob", "report", "1"));

        ArmRequest asked = Peer.SignInRequests.ShouldHaveSingleItem();
        asked.Query.GetValueOrDefault("client_id").ShouldBe(isOfUser ? Peer.IdentityClientId : null);
    }

    [Fact]
    public async Task An_identity_that_the_machine_does_not_have_is_told()
    {
        _machine.LookForIdentityAlone();
        _machine.Environment["AZURE_CLIENT_ID"] = Guid.NewGuid().ToString();

        WorkerOutcome outcome = await _machine.RunAsync(Address, "blob", "report", "1");

        outcome.Error.ShouldBe(nameof(AzureException));
        outcome.Message.ShouldNotBeNull().ShouldContain("Could not make the container 'landing'");
        outcome.Message.ShouldContain("The requested identity has not been assigned");
        Peer.Requests.ShouldBeEmpty();
    }

    [Fact]
    public async Task A_machine_without_any_identity_is_told_what_to_do_and_soon()
    {
        _machine.Environment["HTTP_PROXY"] = "http://127.0.0.1:1";

        WorkerOutcome outcome = await _machine.RunAsync(Address, "blob", "report", "1");

        outcome.Error.ShouldBe(nameof(AzureException));
        outcome.Message.ShouldNotBeNull().ShouldContain("No identity was found: set the credentials of a service principal");
        outcome.Seconds.ShouldBeLessThan(60);
    }

    [Fact]
    public async Task A_wrong_secret_of_the_environment_is_told_and_not_shown()
    {
        _machine.Environment["AZURE_TENANT_ID"] = Peer.TenantId;
        _machine.Environment["AZURE_CLIENT_ID"] = Peer.ClientId;
        _machine.Environment["AZURE_CLIENT_SECRET"] = "wrong-secret-7c1f";

        WorkerOutcome outcome = await _machine.RunAsync(Address, "blob", "report", "1");

        outcome.Error.ShouldBe(nameof(AzureException));
        outcome.Message.ShouldNotBeNull().ShouldContain("AADSTS7000215");
        outcome.Text.ShouldNotBeNull().ShouldNotContain("wrong-secret-7c1f");
    }

    private static void ShouldHaveRead(WorkerOutcome outcome, string? content = null)
    {
        outcome.Text.ShouldBeNull();
        outcome.Value.ShouldNotBeNullOrEmpty();
        content ??= outcome.Value;
        outcome.Value.ShouldBe(content);
    }

    private static async Task<string> CertificateOfAsync(Uri address)
    {
        X509Certificate2? certificate = null;
        using TcpClient client = new();
        await client.ConnectAsync(address.Host, address.Port, Token);
        await using SslStream stream = new(client.GetStream());
        await stream.AuthenticateAsClientAsync(
            new SslClientAuthenticationOptions
            {
                TargetHost = address.Host,
                RemoteCertificateValidationCallback = (_, given, _, _) => (certificate = new X509Certificate2(given!)) is not null,
            },
            Token);
        return certificate!.ExportCertificatePem();
    }
}
