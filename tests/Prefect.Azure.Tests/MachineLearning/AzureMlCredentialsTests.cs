using System.Net;
using Azure.Core.Pipeline;
using Prefect.Blocks;
using Prefect.Testing;

namespace Prefect.Azure.Tests;

public sealed class AzureMlCredentialsTests : MlTest
{
    [Fact]
    public async Task Workspace_is_read_with_a_token_of_the_service_principal()
    {
        AzureMlWorkspace workspace = await Credentials.GetWorkspaceAsync(Token);
        workspace.Name.ShouldBe("training");
        workspace.Id.ShouldBe(Workspace);
        workspace.Location.ShouldBe("westeurope");
        workspace.FriendlyName.ShouldBe("Training");
        workspace.StorageAccount.ShouldNotBeNull().ShouldEndWith("storageAccounts/lake");
        workspace.DiscoveryUrl.ShouldBe(new Uri("https://westeurope.api.azureml.ms/discovery"));
        Peer.Requests.ShouldHaveSingleItem().Query["api-version"].ShouldBe("2024-04-01");
        Peer.SignIns.ShouldBe(1);
        Credentials.GetWorkspace(Token).ShouldBe(workspace);
    }

    [Fact]
    public async Task Missing_workspace_is_named()
    {
        AzureException exception = await Should.ThrowAsync<AzureException>(
            () => (Credentials with { WorkspaceName = "tr/../aining" }).GetWorkspaceAsync(Token));
        exception.StatusCode.ShouldBe(HttpStatusCode.NotFound);
        exception.Message.ShouldContain("tr/../aining");
        Peer.Requests[^1].ToString().ShouldContain("/workspaces/tr");
    }

    [Fact]
    public async Task Wrong_secret_is_told_and_not_shown()
    {
        Canary wrong = Canary.Generate("password");
        AzureException exception = await Should.ThrowAsync<AzureException>(
            () => (Credentials with { ServicePrincipalPassword = wrong.Value }).GetWorkspaceAsync(Token));
        exception.StatusCode.ShouldBeNull();
        exception.Message.ShouldContain("client secret");
        new LeakSweep(wrong).FindIn(exception).ShouldBeEmpty();
        Peer.Requests.ShouldBeEmpty();
    }

    [Fact]
    public async Task Throttled_broken_and_half_answers_are_asked_for_again()
    {
        Peer.On(
            "GET " + Workspace,
            ArmReply.Throttled(1),
            ArmReply.Half(),
            ArmReply.Html(),
            ArmReply.Json($$"""{"id":"{{Workspace}}","name":"training"}"""));
        (await Credentials.GetWorkspaceAsync(Token)).Name.ShouldBe("training");
        Peer.Requests.Count.ShouldBe(4);
    }

    [Theory]
    [InlineData("[]")]
    [InlineData("{}")]
    [InlineData("<html>")]
    public async Task Answer_that_is_none_is_a_failure(string body)
    {
        Peer.On("GET " + Workspace, ArmReply.Json(body));
        (await Should.ThrowAsync<AzureException>(() => Credentials.GetWorkspaceAsync(Token))).Message.ShouldContain("training");
    }

    [Fact]
    public async Task Missing_properties_are_named_before_any_request()
    {
        await RefusedAsync(Credentials with { TenantId = "" }, "tenant_id");
        await RefusedAsync(Credentials with { TenantId = "a/b" }, "tenant_id");
        await RefusedAsync(Credentials with { ServicePrincipalId = " " }, "service_principal_id");
        await RefusedAsync(Credentials with { ServicePrincipalPassword = "" }, "service_principal_password");
        await RefusedAsync(Credentials with { SubscriptionId = null! }, "subscription_id");
        await RefusedAsync(Credentials with { ResourceGroup = ".." }, "resource_group");
        await RefusedAsync(Credentials with { WorkspaceName = "" }, "workspace_name");
        Peer.SignIns.ShouldBe(0);
    }

    [Fact]
    public async Task Check_tells_how_far_it_came()
    {
        // The probe of the network goes to the address itself, and the requests take the peer's way.
        AzureMlCredentials good = Credentials.WithAccess(new ArmAccess { Endpoint = Peer.Address, Transport = new HttpClientTransport(Storage) });
        BlockCheckResult refused = await good.CheckAsync(Token);
        refused.Succeeded.ShouldBeFalse();

        BlockCheckResult wrong = await (good with { TenantId = "" }).CheckAsync(Token);
        wrong.Stage.ShouldBe(BlockCheckStage.Configuration);
        wrong.Message.ShouldContain("tenant_id");
    }

    private static async Task RefusedAsync(AzureMlCredentials credentials, string field) =>
        (await Should.ThrowAsync<AzureConfigurationException>(() => credentials.GetWorkspaceAsync(Token))).Field.ShouldBe(field);
}
