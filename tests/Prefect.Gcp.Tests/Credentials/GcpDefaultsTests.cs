using System.Text.Json.Nodes;
using Prefect.Testing;

namespace Prefect.Gcp.Tests.Credentials;

public sealed class GcpDefaultsTests : GcpTest
{
    private readonly TemporaryDirectory _folder = new();

    private string Gcloud => Path.Combine(_folder.Path, "gcloud");

    private GcpAccess With(params IReadOnlyList<(string Name, string Value)> variables)
    {
        Dictionary<string, string> set = variables.ToDictionary(pair => pair.Name, pair => pair.Value, StringComparer.Ordinal);
        set.TryAdd("CLOUDSDK_CONFIG", Gcloud);
        set.TryAdd("NO_GCE_CHECK", "true");
        return new GcpAccess { Endpoints = service => Peer.At(service.Host), Variable = set.GetValueOrDefault, Jitter = static () => 0 };
    }

    private async Task<string> WriteAsync(string name, JsonNode content)
    {
        string path = Path.Combine(_folder.Path, name);
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        await File.WriteAllTextAsync(path, content.ToJsonString(), Token);
        return path;
    }

    private JsonObject Workload(JsonObject source, bool standsIn = false)
    {
        JsonObject key = new()
        {
            ["type"] = "external_account",
            ["audience"] = "//iam.googleapis.com/projects/1/locations/global/workloadIdentityPools/p/providers/q",
            ["subject_token_type"] = "urn:ietf:params:oauth:token-type:jwt",
            ["token_url"] = Peer.At("sts.googleapis.com", "v1/token").AbsoluteUri,
            ["credential_source"] = source,
        };
        if (standsIn)
        {
            key["service_account_impersonation_url"] = StandIn;
        }

        return key;
    }

    private string StandIn => Peer.At("iamcredentials.googleapis.com", $"v1/projects/-/serviceAccounts/{Peer.Account.ImpersonatedEmail}:generateAccessToken").AbsoluteUri;

    [Fact]
    public async Task The_variable_names_the_key()
    {
        string path = await WriteAsync("key.json", Peer.KeyFile());
        await WriteAsync("gcloud/application_default_credentials.json", new JsonObject());
        using IDisposable scope = Reach(With(("GOOGLE_APPLICATION_CREDENTIALS", path)));

        await new GcpCredentials().GetAccessTokenAsync(Token);

        Peer.Tokens.Count.ShouldBe(1);
        (await new GcpCredentials().GetCloudStorageClient().GetProjectAsync(Token)).ShouldBe(Peer.Account.Project);
    }

    [Fact]
    public async Task A_variable_that_names_no_file_is_told()
    {
        using IDisposable scope = Reach(With(("GOOGLE_APPLICATION_CREDENTIALS", "/no/such/key.json")));

        GcpConfigurationException refused = await Should.ThrowAsync<GcpConfigurationException>(new GcpCredentials().GetAccessTokenAsync(Token));

        refused.Field.ShouldBe("GOOGLE_APPLICATION_CREDENTIALS");
        refused.Message.ShouldContain("/no/such/key.json");
    }

    [Fact]
    public async Task Else_the_file_of_the_command_line_is_taken()
    {
        await WriteAsync("gcloud/application_default_credentials.json", Peer.KeyFile());
        using IDisposable scope = Reach(With());

        await new GcpCredentials().GetAccessTokenAsync(Token);

        Peer.Tokens.Count.ShouldBe(1);
    }

    [Fact]
    public async Task Else_the_machine_says_who_it_is()
    {
        using IDisposable scope = Reach(With(("GCE_METADATA_HOST", Peer.Address.Authority), ("NO_GCE_CHECK", "false")));
        Peer.On("storage.buckets.get", GoogleReply.Json("""{"name":"landing"}"""));
        GcpCredentials credentials = new();

        await credentials.GetCloudStorageClient().GetAsync("storage/v1/b/landing", Token);

        (await credentials.GetCloudStorageClient().GetProjectAsync(Token)).ShouldBe(Peer.Account.Project);
        (await credentials.Identity().OpenAsync(Token)).Email.ShouldBe(Peer.Account.Email);
        Peer.SignIns.Single().Path.ShouldBe("computeMetadata/v1/instance/service-accounts/default/token");
        Peer.SignIns.Single().QueryValue("scopes").ShouldBe(GcpIdentity.Scope);
    }

    [Fact]
    public async Task A_machine_that_cannot_say_at_once_who_it_is_is_asked_again_even_for_what_is_sent_once()
    {
        using GoogleDetour detour = new(Peer);
        using StumblingMachine stumbling = new(detour);
        using IDisposable scope = Reach(new GcpAccess { Http = new GoogleHttp(stumbling), Variable = name => name == "CLOUDSDK_CONFIG" ? Gcloud : null, Jitter = static () => 0 });
        Peer.On("storage.buckets.insert", GoogleReply.Json("""{"name":"landing"}"""));

        await new GcpCredentials().GetCloudStorageClient().SendAsync(HttpMethod.Post, "storage/v1/b?project=p", new JsonObject { ["name"] = "landing" }, Token);

        Peer.Requests.Count.ShouldBe(1);
        Peer.ShouldHaveKeptTheRules();
    }

    [Fact]
    public async Task Where_nothing_says_who_signs_in_that_is_told()
    {
        using IDisposable scope = Reach(With());

        GcpConfigurationException refused = await Should.ThrowAsync<GcpConfigurationException>(new GcpCredentials().GetAccessTokenAsync(Token));

        refused.Message.ShouldStartWith("Nothing says who signs in: set service_account_info or service_account_file");
    }

    [Theory]
    [InlineData(true, "told", "kept")]
    [InlineData(false, "told", "told")]
    [InlineData(false, null, "own")]
    public async Task The_project_is_that_of_the_quota_then_of_the_variable_then_of_the_key(bool hasQuota, string? told, string expected)
    {
        JsonObject key = Peer.KeyFile();
        key["project_id"] = "own";
        string path = await WriteAsync("key.json", key);
        List<(string, string)> variables = [("GOOGLE_APPLICATION_CREDENTIALS", path)];
        variables.AddRange(hasQuota ? [("GOOGLE_CLOUD_QUOTA_PROJECT", "kept")] : []);
        variables.AddRange(told is null ? [] : [("GOOGLE_CLOUD_PROJECT", told)]);
        using IDisposable scope = Reach(With(variables));

        (await new GcpCredentials().GetCloudStorageClient().GetProjectAsync(Token)).ShouldBe(expected);
    }

    [Fact]
    public async Task The_project_of_a_person_is_that_of_the_active_configuration()
    {
        await WriteAsync("gcloud/application_default_credentials.json", new JsonObject
        {
            ["type"] = "authorized_user",
            ["client_id"] = "program.apps.googleusercontent.com",
            ["client_secret"] = Peer.Account.ClientSecret,
            ["refresh_token"] = Peer.Account.RefreshToken,
        });
        Directory.CreateDirectory(Path.Combine(Gcloud, "configurations"));
        await File.WriteAllTextAsync(Path.Combine(Gcloud, "active_config"), "work\n", Token);
        await File.WriteAllTextAsync(Path.Combine(Gcloud, "configurations", "config_work"), "[compute]\nproject = no\n[core]\naccount = a\nproject = harbour\n", Token);
        using IDisposable scope = Reach(With());

        (await new GcpCredentials().GetCloudStorageClient().GetProjectAsync(Token)).ShouldBe("harbour");
    }

    [Fact]
    public async Task A_person_signs_in_by_the_token_that_the_command_line_kept()
    {
        JsonObject key = new()
        {
            ["type"] = "authorized_user",
            ["client_id"] = "program.apps.googleusercontent.com",
            ["client_secret"] = Peer.Account.ClientSecret,
            ["refresh_token"] = Peer.Account.RefreshToken,
            ["quota_project_id"] = "paying",
        };
        using GoogleDetour detour = new(Peer);
        GcpAccess access = new() { Http = new GoogleHttp(detour), Variable = static _ => null, Jitter = static () => 0 };
        using IDisposable scope = Reach(access);
        Peer.On("storage.buckets.get", GoogleReply.Json("""{"name":"landing"}"""));

        await GcpCredentials.FromKey(key.ToJsonString()).GetCloudStorageClient().GetAsync("storage/v1/b/landing", Token);

        Peer.Requests.Single().Host.ShouldBe("storage.googleapis.com");
        Peer.Requests.Single().Headers["x-goog-user-project"].ShouldBe("paying");
    }

    [Fact]
    public async Task One_account_stands_in_for_another()
    {
        JsonObject key = new() { ["type"] = "impersonated_service_account", ["service_account_impersonation_url"] = StandIn, ["source_credentials"] = Peer.KeyFile() };
        using IDisposable scope = Reach(With());
        Peer.On("storage.buckets.get", GoogleReply.Json("""{"name":"landing"}"""));
        GcpCredentials credentials = GcpCredentials.FromKey(key.ToJsonString(), "p");

        await credentials.GetCloudStorageClient().GetAsync("storage/v1/b/landing", Token);

        Peer.SignIns.Count.ShouldBe(2);
        (await credentials.Identity().OpenAsync(Token)).Email.ShouldBe(Peer.Account.ImpersonatedEmail);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_workload_of_another_provider_signs_in_by_its_token_in_a_file(bool standsIn)
    {
        string token = $"subject-{Guid.NewGuid():N}";
        string path = Path.Combine(_folder.Path, "token.jwt");
        await File.WriteAllTextAsync(path, token, Token);
        Peer.AcceptSubjectToken(token);
        using IDisposable scope = Reach(With());
        Peer.On("storage.buckets.get", GoogleReply.Json("""{"name":"landing"}"""));

        await GcpCredentials.FromKey(Workload(new JsonObject { ["file"] = path }, standsIn).ToJsonString())
            .GetCloudStorageClient().GetAsync("storage/v1/b/landing", Token);

        Peer.SignIns.Count.ShouldBe(standsIn ? 2 : 1);
    }

    [Fact]
    public async Task A_workload_whose_token_is_not_known_is_refused()
    {
        string path = Path.Combine(_folder.Path, "token.jwt");
        await File.WriteAllTextAsync(path, "QvX-unknown-subject-8812", Token);
        using IDisposable scope = Reach(With());

        GcpException refused = await Should.ThrowAsync<GcpException>(
            GcpCredentials.FromKey(Workload(new JsonObject { ["file"] = path }).ToJsonString()).GetAccessTokenAsync(Token));

        refused.Message.ShouldContain("The subject token is not known.");
        refused.ToString().ShouldNotContain("QvX-unknown-subject-8812");
    }

    [Fact]
    public async Task A_workload_whose_token_is_nowhere_is_told()
    {
        using IDisposable scope = Reach(With());

        GcpException refused = await Should.ThrowAsync<GcpException>(
            GcpCredentials.FromKey(Workload(new JsonObject { ["file"] = "/no/such/token" }).ToJsonString()).GetAccessTokenAsync(Token));

        refused.Message.ShouldStartWith("Could not get a token: Signing in failed: ");
    }

    [Fact]
    public async Task A_workload_whose_token_comes_from_a_program_is_refused()
    {
        JsonObject source = new() { ["executable"] = new JsonObject { ["command"] = "/bin/true" } };

        GcpConfigurationException refused = await Should.ThrowAsync<GcpConfigurationException>(
            GcpCredentials.FromKey(Workload(source).ToJsonString()).GetAccessTokenAsync(Token));

        refused.Message.ShouldContain("executable");
    }

    /// <summary>A machine that cannot tell its domain when it is asked first.</summary>
    private sealed class StumblingMachine(HttpMessageHandler inner) : DelegatingHandler(inner)
    {
        private bool _wasAsked;

        protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            bool stumbles = !_wasAsked && request.RequestUri!.AbsolutePath.EndsWith("universe-domain", StringComparison.Ordinal);
            _wasAsked |= stumbles;
            return stumbles ? Task.FromResult(new HttpResponseMessage(System.Net.HttpStatusCode.ServiceUnavailable)) : base.SendAsync(request, cancellationToken);
        }
    }
}
