using System.Text.Json.Nodes;
using Google.Apis.Auth.OAuth2;
using Prefect.Blocks;
using Prefect.Testing;

namespace Prefect.Gcp.Tests.Credentials;

public sealed class GcpCredentialsTests : GcpTest
{
    private static readonly string[] s_clients = ["cloud_storage", "bigquery", "secret_manager", "job_service"];

    [Fact]
    public async Task Two_keys_are_refused()
    {
        GcpCredentials credentials = Credentials with { ServiceAccountFile = "key.json" };

        GcpConfigurationException refused = await Should.ThrowAsync<GcpConfigurationException>(credentials.GetAccessTokenAsync(Token));

        refused.Message.ShouldBe("Set service_account_file or service_account_info, not both.");
        refused.Field.ShouldBe("service_account_info");
    }

    [Fact]
    public async Task A_file_that_is_not_there_is_named()
    {
        GcpCredentials credentials = new() { ServiceAccountFile = "/no/such/key.json" };

        GcpConfigurationException refused = await Should.ThrowAsync<GcpConfigurationException>(credentials.GetAccessTokenAsync(Token));

        refused.Message.ShouldBe("There is no file '/no/such/key.json', which service_account_file names.");
    }

    [Theory]
    [InlineData("")]
    [InlineData("{")]
    [InlineData("[1]")]
    [InlineData("null")]
    [InlineData("""{"a":1,"a":2}""")]
    public void A_text_that_is_no_key_is_refused_without_repeating_it(string text) =>
        Should.Throw<GcpConfigurationException>(() => GcpCredentials.FromKey(text)).Message.ShouldStartWith("The key is no JSON object");

    [Theory]
    [InlineData("""{"type":"service_account","client_email":"a@b.c","private_key":"QvX-not-a-key-5512"}""")]
    [InlineData("""{"type":"service_account","client_email":"a@b.c"}""")]
    [InlineData("""{"type":"authorized_user","client_id":"a"}""")]
    [InlineData("""{"type":"external_account"}""")]
    [InlineData("""{"type":"wizard"}""")]
    [InlineData("{}")]
    public async Task A_key_that_cannot_be_used_is_refused_without_repeating_it(string key)
    {
        using IDisposable scope = Reach();

        GcpConfigurationException refused = await Should.ThrowAsync<GcpConfigurationException>(GcpCredentials.FromKey(key).GetAccessTokenAsync(Token));

        refused.ToString().ShouldNotContain("QvX-not-a-key-5512");
        refused.Field.ShouldBe("service_account_info");
    }

    [Fact]
    public async Task Tokens_are_asked_for_with_encryption_alone()
    {
        using IDisposable scope = Reach();
        JsonObject key = Peer.KeyFile();
        key["token_uri"] = "http://tokens.example.com/token";

        await Should.ThrowAsync<GcpConfigurationException>(GcpCredentials.FromKey(key.ToJsonString()).GetAccessTokenAsync(Token));
    }

    [Fact]
    public async Task The_token_of_an_account_that_stands_in_for_another_is_asked_for_with_encryption_alone()
    {
        using IDisposable scope = Reach();
        JsonObject own = Peer.KeyFile();
        own["token_uri"] = "http://tokens.example.com/token";
        JsonObject key = new()
        {
            ["type"] = "impersonated_service_account",
            ["service_account_impersonation_url"] = Peer.At("iamcredentials.googleapis.com", "v1/projects/-/serviceAccounts/a@b.c:generateAccessToken").AbsoluteUri,
            ["source_credentials"] = own,
        };

        (await Should.ThrowAsync<GcpConfigurationException>(GcpCredentials.FromKey(key.ToJsonString()).GetAccessTokenAsync(Token)))
            .Message.ShouldContain("token_uri");
    }

    [Fact]
    public async Task A_token_is_given_anew_each_time_and_never_printed()
    {
        using IDisposable scope = Reach();

        SecretString first = await Credentials.GetAccessTokenAsync(Token);
        SecretString second = await Credentials.GetAccessTokenAsync(Token);

        Peer.Tokens.ShouldBe([first.Reveal(), second.Reveal()]);
        first.ToString().ShouldBe(SecretMask.Display);
    }

    [Fact]
    public void The_blocking_twin_gives_a_token()
    {
        using IDisposable scope = Reach();

        Credentials.GetAccessToken(Token).Reveal().ShouldBe(Peer.Tokens.Single());
    }

    [Fact]
    public async Task A_key_is_read_from_a_file_below_the_home_folder()
    {
        using IDisposable scope = Reach();
        string name = $".prefect-gcp-{Guid.NewGuid():N}.json";
        string path = Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.UserProfile), name);
        await File.WriteAllTextAsync(path, Peer.KeyFile().ToJsonString(), Token);
        try
        {
            GcpCredentials credentials = new() { ServiceAccountFile = "~/" + name };
            (await credentials.GetAccessTokenAsync(Token)).Reveal().ShouldBe(Peer.Tokens.Single());
            (await credentials.GetCloudStorageClient().GetProjectAsync(Token)).ShouldBe(Peer.Account.Project);
        }
        finally
        {
            File.Delete(path);
        }
    }

    [Fact]
    public async Task A_file_that_holds_no_JSON_is_told_without_its_text()
    {
        using TemporaryDirectory folder = new();
        string path = Path.Combine(folder.Path, "key.json");
        await File.WriteAllTextAsync(path, "QvX-no-json-7731", Token);

        GcpConfigurationException refused = await Should.ThrowAsync<GcpConfigurationException>(
            new GcpCredentials { ServiceAccountFile = path }.GetAccessTokenAsync(Token));

        refused.Message.ShouldBe($"The file '{path}', which service_account_file names, holds no JSON.");
        refused.ToString().ShouldNotContain("QvX-no-json-7731");
    }

    [Theory]
    [InlineData("")]
    [InlineData(" ")]
    public async Task A_project_that_is_empty_is_none(string project)
    {
        using IDisposable scope = Reach();

        (await (Credentials with { Project = project }).GetBigQueryClient(project).GetProjectAsync(Token)).ShouldBe(Peer.Account.Project);
    }

    [Fact]
    public async Task A_file_that_has_a_member_twice_is_refused_without_repeating_it()
    {
        using TemporaryDirectory folder = new();
        string path = folder.WriteFile("key.json", """{"type":"service_account","private_key":"QvX-twice-6620","private_key":"QvX-twice-6621"}""");

        GcpConfigurationException refused = await Should.ThrowAsync<GcpConfigurationException>(
            new GcpCredentials { ServiceAccountFile = path }.GetAccessTokenAsync(Token));

        refused.Field.ShouldBe("service_account_file");
        refused.Message.ShouldContain(path);
        refused.ToString().ShouldNotContain("QvX-twice");
    }

    [Fact]
    public void What_a_workload_sends_for_its_token_is_masked_but_for_what_is_no_secret()
    {
        GcpKey.Parse(
            """{"type":"external_account","credential_source":{"url":"http://169.254.169.254/token","headers":{"Metadata":"True","Metadata-Flavor":"Google","Authorization":"QvX-header-9914"}}}""",
            "service_account_info").ShouldNotBeNull();

        SecretMasker.Mask("True, said Google: QvX-header-9914").ShouldBe($"True, said Google: {SecretMask.Display}");
    }

    [Fact]
    public async Task The_key_says_the_project_unless_the_block_does()
    {
        using IDisposable scope = Reach();

        (await Credentials.GetBigQueryClient().GetProjectAsync(Token)).ShouldBe(Peer.Account.Project);
        (await (Credentials with { Project = "elsewhere" }).GetBigQueryClient().GetProjectAsync(Token)).ShouldBe("elsewhere");
        (await (Credentials with { Project = "elsewhere" }).GetBigQueryClient("nearer").GetProjectAsync(Token)).ShouldBe("nearer");
    }

    [Fact]
    public void Clients_are_given_by_name()
    {
        s_clients.Select(name => Credentials.GetClient(name).ClientType)
            .ShouldBe([GcpClientType.CloudStorage, GcpClientType.BigQuery, GcpClientType.SecretManager, GcpClientType.JobService]);
        Credentials.GetClient("bigquery", "p", "EU").Location.ShouldBe("EU");
        Credentials.GetJobServiceClient().Location.ShouldBe("us-central1");
    }

    [Theory]
    [InlineData("")]
    [InlineData("BigQuery")]
    [InlineData("spanner")]
    public void A_client_that_there_is_not_is_refused_with_those_there_are(string name) =>
        Should.Throw<ArgumentException>(() => Credentials.GetClient(name))
            .Message.ShouldStartWith($"There is no client '{name}': choose one of cloud_storage, bigquery, secret_manager, job_service.");

    [Theory]
    [InlineData("evil.example/")]
    [InlineData("evil.example#")]
    [InlineData("user@evil.example/x")]
    [InlineData("us-central1.evil")]
    [InlineData("")]
    public void A_region_leads_to_no_other_host(string location) => Should.Throw<ArgumentException>(() => Credentials.GetJobServiceClient(location));

    [Fact]
    public async Task A_client_sends_requests_of_its_own()
    {
        using IDisposable scope = Reach();
        Peer.On("storage.buckets.get", GoogleReply.Json("""{"name":"landing","location":"EU"}"""));
        Peer.On("storage.buckets.delete", GoogleReply.Status(204), GoogleReply.Status(200));
        Peer.On("storage.objects.list", GoogleReply.Json("""{"nextPageToken":"b"}"""), GoogleReply.Json("{}"));
        GcpClient storage = Credentials.GetCloudStorageClient();

        ((string?)(await storage.GetAsync("storage/v1/b/landing?projection=full", Token))["location"]).ShouldBe("EU");
        (await storage.SendAsync(HttpMethod.Delete, "storage/v1/b/landing", cancellationToken: Token)).Count.ShouldBe(0);
        (await storage.SendAsync(HttpMethod.Delete, "storage/v1/b/landing", cancellationToken: Token)).Count.ShouldBe(0);
        (await storage.ListAsync("storage/v1/b/landing/o?prefix=a", Token).CountAsync(Token)).ShouldBe(2);
        Peer.ShouldHaveKeptTheRules();
    }

    [Theory]
    [InlineData("")]
    [InlineData("/storage/v1")]
    [InlineData("storage/../secrets")]
    [InlineData("https://example.com/a")]
    [InlineData("a\\b")]
    [InlineData(null)]
    [InlineData("storage/%2E%2e/secrets")]
    [InlineData("storage/v1/b/landing/o/a#1")]
    [InlineData("storage/v1/b?prefix=a#b")]
    public async Task A_client_goes_nowhere_else(string? path)
    {
        GcpClient storage = Credentials.GetCloudStorageClient();

        await Should.ThrowAsync<ArgumentException>(async () => await storage.GetAsync(path!, Token));
        await Should.ThrowAsync<ArgumentException>(async () => await storage.ListAsync(path!, Token).CountAsync(Token));
    }

    [Fact]
    public async Task A_client_may_ask_for_an_address()
    {
        using IDisposable scope = Reach();
        Peer.On("storage.objects.list", GoogleReply.Json("{}"));

        await Credentials.GetCloudStorageClient().GetAsync("storage/v1/b/landing/o?prefix=s3://x", Token);

        Peer.Requests.Single().QueryValue("prefix").ShouldBe("s3://x");
    }

    [Fact]
    public async Task A_check_says_who_signed_in()
    {
        using IDisposable scope = Reach();

        BlockCheckResult result = await Credentials.CheckAsync(Token);

        result.Succeeded.ShouldBeTrue();
        result.Message.ShouldBe($"Signed in as {Peer.Account.Email}; the project is {Peer.Account.Project}.");
    }

    [Fact]
    public async Task A_check_tells_a_key_that_is_not_accepted()
    {
        using IDisposable scope = Reach();
        JsonObject key = Peer.KeyFile();
        key["private_key_id"] = "another";

        BlockCheckResult result = await GcpCredentials.FromKey(key.ToJsonString()).CheckAsync(Token);

        result.Succeeded.ShouldBeFalse();
        result.Stage.ShouldBe(BlockCheckStage.SignIn);
        result.Message.ShouldContain("invalid_grant");
    }

    [Fact]
    public async Task A_check_tells_a_place_that_does_not_answer()
    {
        using IDisposable scope = Reach();
        JsonObject key = Peer.KeyFile();
        key["token_uri"] = "http://127.0.0.1:9/token";

        BlockCheckResult result = await GcpCredentials.FromKey(key.ToJsonString()).CheckAsync(Token);

        result.Stage.ShouldBe(BlockCheckStage.Connection);
    }

    [Fact]
    public async Task Others_get_the_vendors_form_of_the_credentials()
    {
        using IDisposable scope = Reach();

        GoogleCredential credential = await Credentials.GetCredentialsFromServiceAccountAsync(Token);

        (credential.UnderlyingCredential as ServiceAccountCredential).ShouldNotBeNull().Id.ShouldBe(Peer.Account.Email);
        Credentials.GetClient().ShouldBeSameAs(credential);
    }
}
