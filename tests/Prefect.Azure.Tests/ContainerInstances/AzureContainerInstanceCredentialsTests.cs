using System.Text.Json.Nodes;
using Azure.Core;
using Azure.Core.Pipeline;
using Azure.Identity;
using Prefect.Blocks;
using Prefect.Testing;

namespace Prefect.Azure.Tests.ContainerInstances;

public sealed class AzureContainerInstanceCredentialsTests : AciTest
{
    private ArmAccess Access => new() { Endpoint = new Uri("https://management.azure.com"), TimeProvider = Clock, Transport = new HttpClientTransport(Peer.CreateHandler()) };

    [Theory]
    [InlineData("id", null, null, "tenant_id")]
    [InlineData("id", "tenant", null, "client_secret")]
    [InlineData(null, "tenant", "secret", "client_id")]
    [InlineData("id", null, "secret", "tenant_id")]
    public void Parts_of_a_service_principal_are_refused(string? id, string? tenant, string? secret, string field)
    {
        AzureContainerInstanceCredentials credentials = new()
        {
            ClientId = id,
            TenantId = tenant,
            ClientSecret = secret is null ? null : new SecretString(secret),
        };

        Should.Throw<AzureConfigurationException>(credentials.GetClient).Field.ShouldBe(field);
    }

    [Fact]
    public void Nothing_set_is_the_default_chain_and_all_set_the_service_principal()
    {
        new AzureContainerInstanceCredentials().GetClient().ShouldBeOfType<DefaultAzureCredential>();
        AciSamples.Credentials(Peer).GetClient().ShouldBeOfType<ClientSecretCredential>();
    }

    [Fact]
    public void Equal_credentials_share_a_client_and_changed_ones_do_not()
    {
        AzureContainerInstanceCredentials credentials = AciSamples.Credentials(Peer);

        (credentials with { }).GetClient().ShouldBeSameAs(credentials.GetClient());
        (credentials with { ClientSecret = "a-later-client-secret" }).GetClient().ShouldNotBeSameAs(credentials.GetClient());
        (credentials with { }).Connect(new ArmAccess()).ShouldBeSameAs(credentials.Connect(new ArmAccess()));
        credentials.Connect(new ArmAccess { Endpoint = new Uri("https://management.local.azurestack.external") })
            .ShouldNotBeSameAs(credentials.Connect(new ArmAccess()));
    }

    [Theory]
    [InlineData("""{"authority":7}""")]
    [InlineData("""{"authority":"http://login.microsoftonline.com"}""")]
    [InlineData("""{"exclude_cli_credential":"yes"}""")]
    [InlineData("""{"additionally_allowed_tenants":"*"}""")]
    [InlineData("""{"process_timeout":-1}""")]
    [InlineData("""{"managed_identity_client_id":true}""")]
    public void Settings_of_the_wrong_kind_are_refused(string settings) =>
        Should.Throw<AzureConfigurationException>(new AzureContainerInstanceCredentials { CredentialKwargs = AciSamples.Parse(settings) }.GetClient)
            .Field.ShouldBe("credential_kwargs");

    [Fact]
    public void Settings_of_Python_alone_are_ignored() =>
        new AzureContainerInstanceCredentials { CredentialKwargs = AciSamples.Parse("""{"logging_enable":true}""") }.GetClient().ShouldNotBeNull();

    [Theory]
    [InlineData(null, "https://management.azure.com/")]
    [InlineData("login.microsoftonline.us", "https://management.usgovcloudapi.net/")]
    [InlineData("https://login.chinacloudapi.cn", "https://management.chinacloudapi.cn/")]
    public void Resource_Manager_is_that_of_the_cloud_where_one_signs_in(string? authority, string endpoint)
    {
        AzureContainerInstanceCredentials credentials = AciSamples.Credentials(Peer) with
        {
            CredentialKwargs = authority is null ? [] : new JsonObject { ["authority"] = authority },
        };

        credentials.Connect(new ArmAccess()).Endpoint.ToString().ShouldBe(endpoint);
    }

    [Fact]
    public void Empty_subscription_is_refused() =>
        Should.Throw<ArgumentException>(() => AciSamples.Credentials(Peer).GetContainerClient(new SecretString(""))).ParamName.ShouldBe("subscriptionId");

    [Fact]
    public async Task Signing_in_with_a_secret_gives_a_token_that_is_used_again()
    {
        Peer.On("GET /subscriptions", ArmReply.Json("""{"value":[]}"""));
        ArmConnection connection = AciSamples.Credentials(Peer).Connect(Access);

        for (int i = 0; i < 3; i++)
        {
            await connection.SendAsync(Operation, RequestMethod.Get, "/subscriptions?api-version=1", null, Token);
        }

        Peer.SignIns.ShouldBe(1);
        Peer.Requests.ShouldAllBe(request => request.Headers["Authorization"] == $"Bearer {Peer.Tokens[0]}");
    }

    [Fact]
    public async Task Managed_identity_signs_in_where_nothing_is_set()
    {
        Peer.On("GET /subscriptions", ArmReply.Json("""{"value":[]}"""));
        AzureContainerInstanceCredentials credentials = new()
        {
            CredentialKwargs = AciSamples.Parse("""{"exclude_environment_credential":true,"exclude_workload_identity_credential":true}"""),
        };

        await credentials.Connect(Access).SendAsync(Operation, RequestMethod.Get, "/subscriptions?api-version=1", null, Token);

        Peer.SignIns.ShouldBeGreaterThan(0);
        Peer.Requests.Count.ShouldBe(1);
    }

    [Fact]
    public async Task Wrong_secret_is_told_without_the_secret()
    {
        AzureContainerInstanceCredentials credentials = AciSamples.Credentials(Peer) with { ClientSecret = "wrong-secret-7c1f" };

        AzureException exception = await Should.ThrowAsync<AzureException>(
            () => credentials.Connect(Access).SendAsync(Operation, RequestMethod.Get, "/subscriptions?api-version=1", null, Token));

        exception.Message.ShouldContain("AADSTS7000215");
        exception.ToString().ShouldNotContain("wrong-secret-7c1f");
        exception.IsTransient.ShouldBeFalse();
        Peer.Requests.ShouldBeEmpty();
    }

    [Fact]
    public async Task Token_is_given_to_no_other_host()
    {
        AzureException exception = await Should.ThrowAsync<AzureException>(
            () => AciSamples.Credentials(Peer).Connect(Access).SendAsync(Operation, RequestMethod.Get, "https://evil.example/next?api-version=1", null, Token));

        exception.Message.ShouldContain("evil.example");
        Peer.SignIns.ShouldBe(0);
        Peer.Requests.ShouldBeEmpty();
    }

    [Fact]
    public async Task Check_fails_at_the_configuration_before_anything_is_sent()
    {
        BlockCheckResult result = await new AzureContainerInstanceCredentials { ClientId = "id" }.CheckAsync(Token);

        result.Succeeded.ShouldBeFalse();
        result.Stage.ShouldBe(BlockCheckStage.Configuration);
        result.Message.ShouldContain("tenant_id");
    }

    private static AzureOperation Operation => new(AzureService.ResourceManager, "Test", "list the subscriptions");
}
