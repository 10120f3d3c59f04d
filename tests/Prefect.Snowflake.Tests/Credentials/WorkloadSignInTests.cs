using Prefect.Testing;

namespace Prefect.Snowflake.Tests.Credentials;

public sealed class WorkloadSignInTests : SnowflakeTest
{
    private static readonly AwsKey s_key = new("ASIAPEERKEY0001", "peer-secret-of-aws/Xw81", "peer-session-token-of-aws-44");

    private SnowflakeCredentials Workload(SnowflakeWorkloadIdentityProvider provider) => new()
    {
        Account = Peer.Account,
        Authenticator = SnowflakeAuthenticator.WorkloadIdentity,
        WorkloadIdentityProvider = provider,
    };

    [Fact]
    public async Task A_machine_of_Google_shows_its_identity_and_needs_no_user()
    {
        Peer.User.WorkloadTokens["GCP"] = "token-of-google-2Bn";
        Peer.Rest.On("GET /computeMetadata/v1/instance/service-accounts/default/identity", static request =>
            request is { Host: "metadata.google.internal" } && request.Headers["Metadata-Flavor"] == "Google" && request.QueryValue("audience") == "snowflakecomputing.com"
                ? RestReply.Text("token-of-google-2Bn")
                : RestReply.Status(404));

        await using SnowflakeSession session = await OpenAsync(Workload(SnowflakeWorkloadIdentityProvider.Gcp));

        ((string?)Peer.Logins.Single().Login()["PROVIDER"]).ShouldBe("GCP");
        Peer.Logins.Single().Login().ContainsKey("LOGIN_NAME").ShouldBeFalse();
    }

    [Fact]
    public async Task A_token_of_OpenID_Connect_is_passed_on()
    {
        Peer.User.WorkloadTokens["OIDC"] = "token-of-a-runner-7Cy";

        await using SnowflakeSession session = await OpenAsync(Workload(SnowflakeWorkloadIdentityProvider.Oidc) with { Token = "token-of-a-runner-7Cy" });

        ((string?)Peer.Logins.Single().Login()["AUTHENTICATOR"]).ShouldBe("WORKLOAD_IDENTITY");
    }

    [Fact]
    public async Task A_machine_of_Azure_shows_its_managed_identity()
    {
        Peer.User.WorkloadTokens["AZURE"] = "token-of-azure-8Rf";
        Peer.Rest.On("GET /metadata/identity/oauth2/token", static request =>
            request is { Host: "169.254.169.254" } && request.Headers["Metadata"] == "true"
            && request.QueryValue("resource") == "api://fd3f753b-eed3-462c-b6a7-a4b5bb650aad" && request.QueryValue("client_id") == "user-assigned"
                ? RestReply.Json("""{"access_token":"token-of-azure-8Rf","expires_in":"3599"}""")
                : RestReply.Status(400));

        await using SnowflakeSession session = await OpenAsync(
            Workload(SnowflakeWorkloadIdentityProvider.Azure), access: Access(KeyValuePair.Create("MANAGED_IDENTITY_CLIENT_ID", "user-assigned")));

        ((string?)Peer.Logins.Single().Login()["PROVIDER"]).ShouldBe("AZURE");
    }

    [Fact]
    public async Task A_function_of_Azure_asks_its_own_endpoint()
    {
        Peer.User.WorkloadTokens["AZURE"] = "token-of-a-function-5Dz";
        Peer.Rest.On("GET /msi/token", static request =>
            request.Headers["X-IDENTITY-HEADER"] == "header-of-it" && request.QueryValue("api-version") == "2019-08-01"
                ? RestReply.Json("""{"access_token":"token-of-a-function-5Dz"}""")
                : RestReply.Status(400));

        await using SnowflakeSession session = await OpenAsync(
            Workload(SnowflakeWorkloadIdentityProvider.Azure),
            access: Access(KeyValuePair.Create("IDENTITY_ENDPOINT", "http://127.0.0.1:41000/msi/token"), KeyValuePair.Create("IDENTITY_HEADER", "header-of-it")));

        session.Generation.ShouldBe(1);
    }

    [Fact]
    public async Task A_pod_of_Azure_exchanges_its_own_token()
    {
        using TemporaryDirectory folder = new();
        string file = Path.Combine(folder.Path, "token");
        await File.WriteAllTextAsync(file, "token-of-kubernetes\n", Token);
        Peer.User.WorkloadTokens["AZURE"] = "token-of-a-pod-1Gs";
        Peer.Rest.On("POST /tenant-1/oauth2/v2.0/token", static request =>
            request is { Host: "login.microsoftonline.com" } && request.Form["client_assertion"] == "token-of-kubernetes" && request.Form["client_id"] == "client-1"
                ? RestReply.Json("""{"access_token":"token-of-a-pod-1Gs"}""")
                : RestReply.Status(400));

        await using SnowflakeSession session = await OpenAsync(
            Workload(SnowflakeWorkloadIdentityProvider.Azure),
            access: Access(
                KeyValuePair.Create("AZURE_CLIENT_ID", "client-1"), KeyValuePair.Create("AZURE_TENANT_ID", "tenant-1"), KeyValuePair.Create("AZURE_FEDERATED_TOKEN_FILE", file)));

        session.Generation.ShouldBe(1);
    }

    [Fact]
    public async Task A_role_of_Amazon_in_the_environment_signs_a_request_that_Snowflake_can_send()
    {
        Peer.User.AwsKeys[s_key.AccessKeyId] = s_key;

        await using SnowflakeSession session = await OpenAsync(Workload(SnowflakeWorkloadIdentityProvider.Aws), access: Access(
            KeyValuePair.Create("AWS_REGION", "eu-central-1"),
            KeyValuePair.Create("AWS_ACCESS_KEY_ID", s_key.AccessKeyId),
            KeyValuePair.Create("AWS_SECRET_ACCESS_KEY", s_key.SecretAccessKey),
            KeyValuePair.Create("AWS_SESSION_TOKEN", s_key.SessionToken!)));

        Peer.Rest.Requests.Count.ShouldBe(1);
    }

    [Fact]
    public async Task A_lasting_key_of_Amazon_brings_no_session_token()
    {
        AwsKey lasting = new("AKIAPEERKEY0002", "peer-lasting-secret-of-aws-Xw82");
        Peer.User.AwsKeys[lasting.AccessKeyId] = lasting;

        await using SnowflakeSession session = await OpenAsync(Workload(SnowflakeWorkloadIdentityProvider.Aws), access: Access(
            KeyValuePair.Create("AWS_DEFAULT_REGION", "cn-north-1"),
            KeyValuePair.Create("AWS_ACCESS_KEY_ID", lasting.AccessKeyId),
            KeyValuePair.Create("AWS_SECRET_ACCESS_KEY", lasting.SecretAccessKey)));

        session.Generation.ShouldBe(1);
    }

    [Fact]
    public async Task A_machine_of_Amazon_finds_role_and_region_in_its_metadata()
    {
        Peer.User.AwsKeys[s_key.AccessKeyId] = s_key;
        Peer.Rest.On("PUT /latest/api/token", static request => request.Headers.ContainsKey("X-aws-ec2-metadata-token-ttl-seconds") ? RestReply.Text("metadata-token") : RestReply.Status(400));
        Peer.Rest.On("GET /latest/meta-data/placement/region", Metadata(RestReply.Text("eu-central-1")));
        Peer.Rest.On("GET /latest/meta-data/iam/security-credentials/", Metadata(RestReply.Text("loader role\n")));
        Peer.Rest.On("GET /latest/meta-data/iam/security-credentials/*", Metadata(Key("Token"), "loader role"));

        await using SnowflakeSession session = await OpenAsync(Workload(SnowflakeWorkloadIdentityProvider.Aws));

        session.Generation.ShouldBe(1);
    }

    [Fact]
    public async Task A_container_of_Amazon_asks_its_agent()
    {
        Peer.User.AwsKeys[s_key.AccessKeyId] = s_key;
        Peer.Rest.On("GET /v2/credentials/abc", request => request.Host == "169.254.170.2" && request.Authorization == "agent-token" ? Key("Token") : RestReply.Status(403));

        await using SnowflakeSession session = await OpenAsync(Workload(SnowflakeWorkloadIdentityProvider.Aws), access: Access(
            KeyValuePair.Create("AWS_REGION", "eu-central-1"),
            KeyValuePair.Create("AWS_CONTAINER_CREDENTIALS_RELATIVE_URI", "/v2/credentials/abc"),
            KeyValuePair.Create("AWS_CONTAINER_AUTHORIZATION_TOKEN", "agent-token")));

        session.Generation.ShouldBe(1);
    }

    [Fact]
    public async Task A_pod_of_Amazon_assumes_its_role_by_its_own_token()
    {
        using TemporaryDirectory folder = new();
        string file = Path.Combine(folder.Path, "token");
        await File.WriteAllTextAsync(file, "token-of-a-cluster", Token);
        Peer.User.AwsKeys[s_key.AccessKeyId] = s_key;
        Peer.Rest.On("POST /", static request =>
            request is { Host: "sts.eu-central-1.amazonaws.com" } && request.Form["WebIdentityToken"] == "token-of-a-cluster" && request.Form["RoleArn"] == "arn:aws:iam::1:role/loader"
                ? RestReply.Text(
                    $"""
                    <AssumeRoleWithWebIdentityResponse xmlns="https://sts.amazonaws.com/doc/2011-06-15/"><AssumeRoleWithWebIdentityResult><Credentials>
                    <AccessKeyId>{s_key.AccessKeyId}</AccessKeyId><SecretAccessKey>{s_key.SecretAccessKey}</SecretAccessKey><SessionToken>{s_key.SessionToken}</SessionToken>
                    </Credentials></AssumeRoleWithWebIdentityResult></AssumeRoleWithWebIdentityResponse>
                    """, "text/xml")
                : RestReply.Status(400));

        await using SnowflakeSession session = await OpenAsync(Workload(SnowflakeWorkloadIdentityProvider.Aws), access: Access(
            KeyValuePair.Create("AWS_REGION", "eu-central-1"),
            KeyValuePair.Create("AWS_ROLE_ARN", "arn:aws:iam::1:role/loader"),
            KeyValuePair.Create("AWS_WEB_IDENTITY_TOKEN_FILE", file)));

        session.Generation.ShouldBe(1);
    }

    [Theory]
    [InlineData("AWS_REGION", "evil.example/")]
    [InlineData("AWS_CONTAINER_CREDENTIALS_FULL_URI", "http://evil.example/keys")]
    public async Task An_environment_that_leads_elsewhere_is_refused(string name, string value)
    {
        SnowflakeAccess access = Access(new Dictionary<string, string> { ["AWS_REGION"] = "eu-central-1", [name] = value });

        await Should.ThrowAsync<SnowflakeException>(OpenAsync(Workload(SnowflakeWorkloadIdentityProvider.Aws), access: access));

        Peer.Rest.Requests.ShouldBeEmpty();
    }

    [Theory]
    [InlineData(SnowflakeWorkloadIdentityProvider.Azure, "IDENTITY_ENDPOINT", "no address")]
    [InlineData(SnowflakeWorkloadIdentityProvider.Azure, "IDENTITY_ENDPOINT", "file:///etc/passwd")]
    [InlineData(SnowflakeWorkloadIdentityProvider.Azure, "AZURE_AUTHORITY_HOST", "login.microsoftonline.us")]
    [InlineData(SnowflakeWorkloadIdentityProvider.Azure, "AZURE_AUTHORITY_HOST", "http://evil.example")]
    [InlineData(SnowflakeWorkloadIdentityProvider.Gcp, "GCE_METADATA_HOST", "a b")]
    public async Task An_environment_that_names_no_address_is_told_by_its_variable(SnowflakeWorkloadIdentityProvider provider, string name, string value)
    {
        using TemporaryDirectory folder = new();
        string file = Path.Combine(folder.Path, "token");
        await File.WriteAllTextAsync(file, "token-of-a-pod-that-goes-nowhere", Token);
        Dictionary<string, string> environment = new() { ["IDENTITY_HEADER"] = "header-that-goes-nowhere", [name] = value };
        if (name == "AZURE_AUTHORITY_HOST")
        {
            (environment["AZURE_CLIENT_ID"], environment["AZURE_TENANT_ID"], environment["AZURE_FEDERATED_TOKEN_FILE"]) = ("client", "tenant", file);
        }

        SnowflakeException refused = await Should.ThrowAsync<SnowflakeException>(OpenAsync(Workload(provider), access: Access(environment)));

        refused.Message.ShouldContain(name);
        Peer.Rest.Requests.ShouldBeEmpty();
    }

    [Theory]
    [InlineData(SnowflakeWorkloadIdentityProvider.Aws)]
    [InlineData(SnowflakeWorkloadIdentityProvider.Azure)]
    [InlineData(SnowflakeWorkloadIdentityProvider.Gcp)]
    public async Task A_machine_that_is_not_in_the_cloud_says_whom_it_asked(SnowflakeWorkloadIdentityProvider provider)
    {
        SnowflakeException refused = await Should.ThrowAsync<SnowflakeException>(OpenAsync(Workload(provider)));

        refused.Message.ShouldContain(provider == SnowflakeWorkloadIdentityProvider.Gcp ? "metadata.google.internal" : "169.254.169.254");
        Peer.Logins.ShouldBeEmpty();
    }

    private static RestReply Key(string token) =>
        RestReply.Json($$"""{"Code":"Success","AccessKeyId":"{{s_key.AccessKeyId}}","SecretAccessKey":"{{s_key.SecretAccessKey}}","{{token}}":"{{s_key.SessionToken}}"}""");

    private static Func<RestExchange, RestReply?> Metadata(RestReply reply, string? end = null) => request =>
        request.Headers.GetValueOrDefault("X-aws-ec2-metadata-token") == "metadata-token" && (end is null || request.Path.EndsWith(end, StringComparison.Ordinal)) ? reply : null;
}
