using System.Text.Json.Nodes;
using Prefect.Testing;

namespace Prefect.Azure.Tests;

/// <summary>Checks of credentials in processes of their own, which trust the peer: tokens are sent encrypted only.</summary>
public sealed class SignInCheckTests : IAsyncLifetime
{
    private AzureMachine _machine = null!;

    private ArmPeer Peer => _machine.Peer;

    public async ValueTask InitializeAsync()
    {
        _machine = await AzureMachine.StartAsync();
        Peer.On("GET /subscriptions", ArmReply.Json("""{"value":[{"subscriptionId":"1"},{"subscriptionId":"2"}]}"""));
        Peer.On("GET /subscriptions/1/resourceGroups/demo", ArmReply.Json("""{"name":"demo","location":"westeurope"}"""));
        Peer.On(
            "GET /subscriptions/1/resourceGroups/models/providers/Microsoft.MachineLearningServices/workspaces/training",
            ArmReply.Json("""{"id":"/workspaces/training","name":"training"}"""));
    }

    public ValueTask DisposeAsync() => _machine.DisposeAsync();

    [Theory]
    [InlineData("blob", "passed at Resource: Signed in; there is a container 'landing'.", "lake.blob.core.windows.net")]
    [InlineData("ml", "passed at Resource: The workspace 'training' is there, and may be read.", "management.azure.com")]
    [InlineData("aci", "passed at Resource: Signed in; there are 2 subscriptions.", "management.azure.com")]
    public async Task Good_credentials_pass(string kind, string result, string host)
    {
        (await _machine.RunAsync(_machine.Principal(), "check", kind)).ShouldBe(result);

        Peer.SignIns.ShouldBe(1);
        Peer.Requests.ShouldHaveSingleItem().Host.ShouldBe(host);
    }

    [Fact]
    public async Task A_service_that_no_proxy_leads_to_is_reached_before_it_is_asked()
    {
        JsonObject principal = _machine.Principal();
        principal["endpoint"] = Peer.SecureAddress.AbsoluteUri;

        (await _machine.RunAsync(principal, "check", "job")).ShouldBe("passed at Resource: Signed in; the resource group 'demo' is there, in westeurope.");

        Peer.ProxiedHosts.ShouldBe(["login.microsoftonline.com:443"], ignoreOrder: true);
    }

    [Fact]
    public async Task A_service_whose_certificate_is_trusted_by_nobody_fails_at_the_encryption()
    {
        await using ArmPeer stranger = await ArmPeer.StartAsync(TestContext.Current.CancellationToken);
        JsonObject principal = _machine.Principal();
        principal["endpoint"] = stranger.SecureAddress.AbsoluteUri;

        (await _machine.RunAsync(principal, "check", "job")).ShouldStartWith("failed at Encryption: ");

        (stranger.Requests.Count, Peer.SignIns).ShouldBe((0, 0));
    }

    [Theory]
    [InlineData("blob")]
    [InlineData("ml")]
    [InlineData("aci")]
    public async Task A_proxy_whose_certificate_is_trusted_by_nobody_fails_at_the_encryption(string kind)
    {
        await using ArmPeer stranger = await ArmPeer.StartAsync(TestContext.Current.CancellationToken);
        _machine.Trust(stranger.CertificatePem);

        WorkerOutcome outcome = await _machine.RunAsync(_machine.Principal(), "check", kind);

        outcome.ShouldStartWith("failed at Encryption: ");
        outcome.Value.ShouldNotBeNull().ShouldContain("trusts whoever signed the certificate");
        (Peer.Requests.Count, Peer.SignIns).ShouldBe((0, 0));
    }

    [Theory]
    [InlineData("blob")]
    [InlineData("ml")]
    [InlineData("aci")]
    public async Task A_wrong_secret_fails_at_the_sign_in_and_is_not_shown(string kind)
    {
        JsonObject principal = _machine.Principal();
        principal["client_secret"] = "wrong-secret-7c1f";

        WorkerOutcome outcome = await _machine.RunAsync(principal, "check", kind);

        outcome.Value.ShouldNotBeNull().ShouldStartWith("failed at SignIn: ");
        outcome.Value.ShouldContain("AADSTS7000215");
        outcome.Value.ShouldNotContain("wrong-secret-7c1f");
    }

    [Theory]
    [InlineData("blob", "Permission")]
    [InlineData("ml", "Permission")]
    [InlineData("aci", "Permission")]
    public async Task An_identity_without_a_role_fails_at_the_permission(string kind, string stage)
    {
        Peer.On("GET /", ArmReply.BlobError("AuthorizationPermissionMismatch", "This request is not authorized to perform this operation using this permission.", 403));
        Peer.On("GET /subscriptions", ArmReply.Error("AuthorizationFailed", "The client does not have authorization.", 403));
        Peer.On("GET /subscriptions/*/resourceGroups/*/providers/*/*/*", ArmReply.Error("AuthorizationFailed", "The client does not have authorization.", 403));

        (await _machine.RunAsync(_machine.Principal(), "check", kind)).ShouldStartWith($"failed at {stage}: ");
    }
}
