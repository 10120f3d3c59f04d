using System.Text;
using System.Text.Json.Nodes;
using Prefect.Blocks;
using Prefect.Testing;

namespace Prefect.Databricks.Tests.Credentials;

public sealed class DatabricksCredentialsTests : DatabricksTest
{
    private const string Agent = "Prefect_PrefectDatabricks/";

    private static DatabricksCredentials Principal => new() { DatabricksInstance = Host, ClientId = "principal-1", ClientSecret = "principal-secret-5e0c" };

    [Fact]
    public async Task A_personal_token_is_sent_to_the_workspace()
    {
        Reach();
        Peer.On("GET /api/2.1/jobs/list", RestReply.Json("{}"));

        DatabricksClient client = Credentials.GetClient();
        await client.GetAsync("2.1/jobs/list", Token);

        client.Address.ShouldBe(new Uri($"https://{Host}/api/"));
        RestExchange sent = Peer.Requests.Single();
        sent.Host.ShouldBe(Host);
        sent.Authorization.ShouldBe("Bearer dapi-token-of-the-tests-52a1");
        sent.Headers["User-Agent"].ShouldStartWith(Agent);
    }

    [Fact]
    public async Task A_service_principal_asks_for_a_token_once()
    {
        Reach();
        Peer.On("POST /oidc/v1/token", RestReply.Json("""{"access_token":"principal-token-1","token_type":"Bearer","expires_in":3600}"""));
        Peer.On("GET /api/2.1/jobs/list", RestReply.Json("{}"));

        await Principal.GetClient().GetAsync("2.1/jobs/list", Token);
        Clock.Advance(TimeSpan.FromMinutes(58));
        await Principal.GetClient().GetAsync("2.1/jobs/list", Token);

        RestExchange asked = Peer.RequestsFor("POST /oidc/v1/token").Single();
        asked.Host.ShouldBe(Host);
        asked.Authorization.ShouldBe("Basic " + Convert.ToBase64String(Encoding.UTF8.GetBytes("principal-1:principal-secret-5e0c")));
        asked.Form.ShouldBe(new Dictionary<string, string> { ["grant_type"] = "client_credentials", ["scope"] = "all-apis" }, ignoreOrder: true);
        Peer.RequestsFor("GET /api/2.1/jobs/list").ShouldAllBe(sent => sent.Authorization == "Bearer principal-token-1");
    }

    [Fact]
    public async Task A_service_principal_of_Azure_asks_its_tenant()
    {
        Reach();
        Peer.On("POST /tenant-7/oauth2/v2.0/token", RestReply.Json("""{"access_token":"azure-token-1","expires_in":3599}"""));
        Peer.On("GET /api/2.1/jobs/list", RestReply.Json("{}"));

        await (Principal with { TenantId = "tenant-7" }).GetClient().GetAsync("2.1/jobs/list", Token);

        RestExchange asked = Peer.Requests[0];
        asked.Host.ShouldBe("login.microsoftonline.com");
        asked.Authorization.ShouldBeNull();
        asked.Form["client_id"].ShouldBe("principal-1");
        asked.Form["client_secret"].ShouldBe("principal-secret-5e0c");
        asked.Form["grant_type"].ShouldBe("client_credentials");
        asked.Form["scope"].ShouldBe("2ff814a6-3304-4ab8-85cb-cd0e6f879c1d/.default");
        Peer.Requests[1].Authorization.ShouldBe("Bearer azure-token-1");
    }

    [Theory]
    [InlineData(""","expires_in":600""", 9)]
    [InlineData("", 59)]
    public async Task A_token_is_renewed_a_minute_before_its_end_which_is_an_hour_where_nothing_is_said(string expiry, int minutes)
    {
        Reach();
        int given = 0;
        Peer.On("POST /oidc/v1/token", _ => RestReply.Json($$"""{"access_token":"renewed-principal-token-{{++given}}"{{expiry}}}"""));
        Peer.On("GET /api/2.1/jobs/list", RestReply.Json("{}"));

        await Principal.GetClient().GetAsync("2.1/jobs/list", Token);
        Clock.Advance(TimeSpan.FromMinutes(minutes) - TimeSpan.FromSeconds(1));
        await Principal.GetClient().GetAsync("2.1/jobs/list", Token);
        given.ShouldBe(1);
        Clock.Advance(TimeSpan.FromSeconds(1));
        await Principal.GetClient().GetAsync("2.1/jobs/list", Token);

        given.ShouldBe(2);
    }

    [Fact]
    public async Task A_token_that_the_workspace_refuses_is_replaced_once()
    {
        Reach();
        int given = 0;
        Peer.On("POST /oidc/v1/token", _ => RestReply.Json($$"""{"access_token":"replaced-token-{{++given}}"}"""));
        Peer.On("GET /api/2.1/jobs/list", request => request.Authorization == "Bearer replaced-token-2" ? RestReply.Json("{}") : RestReply.Status(401));

        await Principal.GetClient().GetAsync("2.1/jobs/list", Token);

        given.ShouldBe(2);
    }

    [Fact]
    public async Task A_sign_in_that_is_refused_says_why_and_shows_no_secret()
    {
        Reach();
        Peer.On("POST /oidc/v1/token", RestReply.Json("""{"error":"invalid_client","error_description":"Client authentication failed"}""", 401));

        DatabricksException refused = await Should.ThrowAsync<DatabricksException>(Principal.GetClient().GetAsync("2.1/jobs/list", Token));

        refused.Message.ShouldBe(
            $"Could not send GET '2.1/jobs/list': signing in failed. Could not get a token from '{Host}': invalid_client (401). Client authentication failed. "
            + "Check client_id, client_secret and tenant_id, and that the service principal is in the workspace.");
        refused.Fault.WasNotCarriedOut.ShouldBeTrue();
        refused.ToString().ShouldNotContain("principal-secret-5e0c");
        Peer.Requests.Count.ShouldBe(1);
    }

    [Fact]
    public async Task An_answer_without_a_token_is_refused()
    {
        Reach();
        Peer.On("POST /oidc/v1/token", RestReply.Json("""{"token_type":"Bearer"}"""));

        (await Should.ThrowAsync<DatabricksException>(Principal.GetClient().GetAsync("2.1/jobs/list", Token))).Message.ShouldContain("has no access_token");
    }

    [Fact]
    public void Properties_that_contradict_each_other_are_refused_before_a_request()
    {
        Reach();
        Field(Credentials with { ClientId = "a" }).ShouldBe("token");
        Field(Credentials with { ClientSecret = "a" }).ShouldBe("token");
        Field(new() { DatabricksInstance = Host, ClientId = "a" }).ShouldBe("client_secret");
        Field(new() { DatabricksInstance = Host, ClientSecret = "a" }).ShouldBe("client_id");
        Field(new() { DatabricksInstance = Host }).ShouldBe("token");
        Field(new() { DatabricksInstance = Host, Token = "", ClientId = "", ClientSecret = "" }).ShouldBe("token");
        Peer.Requests.ShouldBeEmpty();
    }

    [Fact]
    public async Task Empty_texts_count_as_nothing()
    {
        Reach();
        Peer.On("GET /api/2.1/jobs/list", RestReply.Json("{}"));

        await (Credentials with { ClientId = "", ClientSecret = "", TenantId = "" }).GetClient().GetAsync("2.1/jobs/list", Token);

        Peer.Requests.Count.ShouldBe(1);
    }

    [Theory]
    [InlineData("")]
    [InlineData(" ")]
    [InlineData("http://example.org")]
    [InlineData("example.org/path")]
    [InlineData("user@example.org")]
    [InlineData("example.org?x=1")]
    [InlineData("exa mple.org")]
    [InlineData("..")]
    [InlineData("c:\\windows")]
    public void What_is_no_host_is_refused(string instance)
    {
        Reach();
        Field(Credentials with { DatabricksInstance = instance }).ShouldBe("databricks_instance");
    }

    [Fact]
    public void A_scheme_and_a_slash_are_passed_over()
    {
        Reach();
        (Credentials with { DatabricksInstance = $"https://{Host}/" }).GetClient().Address.ShouldBe(new Uri($"https://{Host}/api/"));
    }

    [Fact]
    public async Task Headers_of_the_caller_are_kept_but_not_who_signs_in()
    {
        Reach();
        Peer.On("GET /api/2.1/jobs/list", RestReply.Json("{}"));
        JsonObject options = new()
        {
            ["headers"] = new JsonObject { ["x-team"] = "harbour", ["authorization"] = "Bearer another", ["user-agent"] = "Nightly/2" },
            ["follow_redirects"] = true,
        };

        await (Credentials with { ClientKwargs = options }).GetClient().GetAsync("2.1/jobs/list", Token);

        RestExchange sent = Peer.Requests.Single();
        sent.Headers["x-team"].ShouldBe("harbour");
        sent.Authorization.ShouldBe("Bearer dapi-token-of-the-tests-52a1");
        sent.Headers["User-Agent"].ShouldStartWith("Nightly/2 " + Agent);
    }

    [Fact]
    public async Task The_name_of_this_package_is_not_doubled()
    {
        Reach();
        Peer.On("GET /api/2.1/jobs/list", RestReply.Json("{}"));
        string given = $"Nightly/2 {DatabricksAgent.Own} (linux)";

        await (Credentials with { ClientKwargs = new() { ["headers"] = new JsonObject { ["User-Agent"] = given } } }).GetClient().GetAsync("2.1/jobs/list", Token);

        Peer.Requests.Single().Headers["User-Agent"].ShouldBe(given);
    }

    [Fact]
    public void Options_of_the_client_are_understood()
    {
        Settings("""{"timeout":12.5}""").RequestTimeout.ShouldBe(TimeSpan.FromSeconds(12.5));
        Settings("""{"timeout":{"connect":3,"read":40,"pool":1}}""").ShouldSatisfyAllConditions(
            settings => settings.RequestTimeout.ShouldBe(TimeSpan.FromSeconds(40)),
            settings => settings.ConnectTimeout.ShouldBe(TimeSpan.FromSeconds(3)));
        Settings("""{"timeout":null}""").RequestTimeout.ShouldBe(TimeSpan.FromDays(1));
        Settings("""{"verify":true}""").Trust.ShouldBeNull();
        Settings("""{"verify":false}""").Trust.ShouldNotBeNull();
        Settings("""{"proxy":"http://proxy:3128"}""").Proxy.ShouldBe(new Uri("http://proxy:3128"));
    }

    [Theory]
    [InlineData("""{"timeout":"long"}""")]
    [InlineData("""{"timeout":0}""")]
    [InlineData("""{"timeout":1e300}""")]
    [InlineData("""{"headers":[1]}""")]
    [InlineData("""{"headers":{"a":1}}""")]
    [InlineData("""{"headers":{"a":"b\r\nc: d"}}""")]
    [InlineData("""{"headers":{"a b":"c"}}""")]
    [InlineData("""{"headers":{"":"c"}}""")]
    [InlineData("""{"headers":{"ä":"c"}}""")]
    [InlineData("""{"headers":{"a":"ünicode"}}""")]
    [InlineData("""{"headers":{"a":"b\u0000"}}""")]
    [InlineData("""{"timeout":[1,2]}""")]
    [InlineData("""{"timeout":0.0001}""")]
    [InlineData("""{"verify":"/nowhere/ca.pem"}""")]
    [InlineData("""{"verify":3}""")]
    [InlineData("""{"proxy":"socks"}""")]
    [InlineData("""{"auth":"x"}""")]
    public void Options_that_cannot_be_used_are_refused(string options)
    {
        Reach();
        Field(Credentials with { ClientKwargs = JsonNode.Parse(options)!.AsObject() }).ShouldBe("client_kwargs");
    }

    [Fact]
    public async Task Numbers_that_a_program_wrote_are_understood_as_those_of_a_document()
    {
        Reach();
        Peer.On("GET /api/2.1/jobs/list", RestReply.Json("{}"));

        foreach (JsonNode seconds in new JsonNode[] { 30, 30L, 30f, 30m, (short)30 })
        {
            await (Credentials with { ClientKwargs = new() { ["timeout"] = seconds } }).GetClient().GetAsync("2.1/jobs/list", Token);
        }

        Peer.Requests.Count.ShouldBe(5);
    }

    [Fact]
    public void A_long_time_is_not_cut_short_by_that_of_all_tries()
    {
        Settings("{}").TotalTimeout.ShouldBe(TimeSpan.FromMinutes(5));
        Settings("""{"timeout":900}""").TotalTimeout.ShouldBe(TimeSpan.FromMinutes(15));
        Settings("""{"timeout":null}""").TotalTimeout.ShouldBe(TimeSpan.FromDays(1));
    }

    [Fact]
    public async Task A_header_of_the_caller_that_is_one_of_the_body_is_sent_once()
    {
        Reach();
        Peer.On("POST /api/2.0/thing", RestReply.Json("{}"));
        DatabricksCredentials own = Credentials with { ClientKwargs = new() { ["headers"] = new JsonObject { ["Content-Type"] = "application/json", ["Accept"] = "text/plain" } } };

        await own.GetClient().SendAsync(HttpMethod.Post, "2.0/thing", new() { ["a"] = 1 }, Token);

        Peer.Requests.Single().Headers["Content-Type"].ShouldBe("application/json");
    }

    [Fact]
    public void Who_signs_in_to_a_proxy_is_told_to_it()
    {
        SocketsHttpHandler connections = (SocketsHttpHandler)Settings("""{"proxy":"http://me:proxy%2Fpassword@proxy:3128"}""").Connect();

        System.Net.NetworkCredential signIn = connections.Proxy!.Credentials!.GetCredential(new Uri("http://proxy:3128"), "Basic")!;
        (signIn.UserName, signIn.Password).ShouldBe(("me", "proxy/password"));
        connections.Proxy.GetProxy(new Uri("https://any.host/"))!.ToString().ShouldBe("http://proxy:3128/");
    }

    [Theory]
    [InlineData("dapi-canary-77f0\n")]
    [InlineData("dapi-canary-77f0\r\nX-Other: 1")]
    [InlineData("dapi-canary-77f0 with ünicode")]
    [InlineData("dapi-canary-77f0\0")]
    public async Task A_token_that_no_header_can_have_is_refused_and_shown_nowhere(string token)
    {
        Reach();
        Peer.On("GET /api/2.1/jobs/list", RestReply.Json("{}"));
        DatabricksCredentials own = Credentials with { Token = token };

        DatabricksConfigurationException refused = await Should.ThrowAsync<DatabricksConfigurationException>(async () => await own.GetClient().GetAsync("2.1/jobs/list", Token));

        refused.Field.ShouldBe("token");
        refused.ToString().ShouldNotContain("canary-77f0");
        BlockCheckResult check = await own.CheckAsync(Token);
        check.Stage.ShouldBe(BlockCheckStage.Configuration);
        check.Message.ShouldNotContain("canary-77f0");
        Peer.Requests.ShouldBeEmpty();
    }

    [Fact]
    public async Task An_answer_that_does_not_come_is_given_up_in_the_time_of_client_kwargs()
    {
        Reach();
        Peer.On("GET /api/2.1/jobs/list", RestReply.Never(), RestReply.Json("{}"));

        await (Credentials with { ClientKwargs = new() { ["timeout"] = 0.2 } }).GetClient().GetAsync("2.1/jobs/list", Token);

        Peer.Requests.Count.ShouldBe(2);
    }

    [Fact]
    public async Task A_certificate_of_ones_own_is_trusted_where_it_is_said()
    {
        using TemporaryDirectory folder = new();
        string authorities = Path.Combine(folder.Path, "ca.pem");
        await File.WriteAllTextAsync(authorities, Peer.CertificatePem, Token);
        Peer.On("GET /api/2.1/jobs/list", RestReply.Json("{}"));
        DatabricksCredentials own = Credentials with { DatabricksInstance = Peer.SecureAddress.Authority };

        await (own with { ClientKwargs = new() { ["verify"] = authorities } }).GetClient().GetAsync("2.1/jobs/list", Token);
        await (own with { ClientKwargs = new() { ["verify"] = false } }).GetClient().GetAsync("2.1/jobs/list", Token);
        DatabricksException refused = await Should.ThrowAsync<DatabricksException>(own.GetClient().GetAsync("2.1/jobs/list", Token));

        refused.StatusCode.ShouldBeNull();
        Peer.Requests.Count.ShouldBe(2);
    }

    [Fact]
    public async Task A_check_tells_how_far_it_came()
    {
        Reach();
        Peer.On("GET /api/2.1/jobs/list", RestReply.Json("""{"jobs":[]}"""));
        (await Credentials.CheckAsync(Token)).ShouldSatisfyAllConditions(
            good => good.Succeeded.ShouldBeTrue(),
            good => good.Message.ShouldBe($"Signed in to {Host}, and jobs may be listed."));
        Peer.On("GET /api/2.1/jobs/list", RestReply.Status(401));
        (await Credentials.CheckAsync(Token)).Stage.ShouldBe(BlockCheckStage.SignIn);
        Peer.On("GET /api/2.1/jobs/list", RestReply.Json("""{"error_code":"PERMISSION_DENIED","message":"No."}""", 403));
        (await Credentials.CheckAsync(Token)).Stage.ShouldBe(BlockCheckStage.Permission);
        Peer.On("GET /api/2.1/jobs/list", RestReply.Html(200));
        (await Credentials.CheckAsync(Token)).Stage.ShouldBe(BlockCheckStage.Connection);
        Peer.On("POST /oidc/v1/token", RestReply.Status(401));
        (await Principal.CheckAsync(Token)).Stage.ShouldBe(BlockCheckStage.SignIn);
        (await new DatabricksCredentials { DatabricksInstance = Host }.CheckAsync(Token)).Stage.ShouldBe(BlockCheckStage.Configuration);
    }

    private static DatabricksClientSettings Settings(string options) => DatabricksClientSettings.Of(JsonNode.Parse(options)!.AsObject());

    private static string Field(DatabricksCredentials credentials) => Should.Throw<DatabricksConfigurationException>(() => credentials.GetClient()).Field;
}
