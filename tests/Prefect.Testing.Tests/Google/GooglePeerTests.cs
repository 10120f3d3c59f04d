using System.Net;
using System.Net.Http.Headers;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.WebUtilities;

namespace Prefect.Testing.Tests;

public sealed class GooglePeerTests : IAsyncLifetime
{
    private const string Scope = "https://www.googleapis.com/auth/cloud-platform";

    private static readonly HttpMessageInvoker s_client = new(new SocketsHttpHandler());

    private GooglePeer _peer = null!;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync() => _peer = await GooglePeer.StartAsync(Token);

    public ValueTask DisposeAsync() => _peer.DisposeAsync();

    [Fact]
    public async Task A_signed_claim_gets_a_token_that_opens_the_services()
    {
        _peer.On("storage.buckets.get", GoogleReply.Json("""{"name":"landing"}"""));

        JsonObject granted = await GrantAsync(Claims());
        using HttpResponseMessage answer = await SendAsync(HttpMethod.Get, "storage.googleapis.com", "storage/v1/b/landing", (string)granted["access_token"]!);

        answer.StatusCode.ShouldBe(HttpStatusCode.OK);
        _peer.RequestsFor("storage.buckets.get").Single().Parts["bucket"].ShouldBe("landing");
        _peer.ShouldHaveKeptTheRules();
    }

    [Theory]
    [InlineData("iss", "nobody@example.com")]
    [InlineData("aud", "https://example.com/token")]
    [InlineData("scope", "https://www.googleapis.com/auth/drive")]
    [InlineData("exp", "long")]
    [InlineData("exp", "over")]
    public async Task A_claim_that_is_not_good_gets_no_token(string name, string value)
    {
        JsonObject claims = Claims();
        long issued = (long)claims["iat"]!;
        claims[name] = value switch { "long" => issued + 3601, "over" => issued - 1, _ => value };

        JsonObject refused = await GrantAsync(claims);

        ((string?)refused["error"]).ShouldBe("invalid_grant");
        _peer.Tokens.ShouldBeEmpty();
    }

    [Fact]
    public async Task A_claim_that_another_key_signed_gets_no_token()
    {
        using RSA other = RSA.Create(2048);

        ((string?)(await GrantAsync(Claims(), other))["error_description"]).ShouldBe("Invalid JWT Signature.");
    }

    [Fact]
    public async Task A_request_without_a_good_token_is_refused()
    {
        _peer.On("storage.buckets.get", GoogleReply.Json("""{"name":"landing"}"""));

        using HttpResponseMessage answer = await SendAsync(HttpMethod.Get, "storage.googleapis.com", "storage/v1/b/landing", "made-up");

        answer.StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
    }

    [Theory]
    [InlineData("GET", "storage/v1/b/landing?projection=whole", "", "is none of its values: 'whole'")]
    [InlineData("GET", "storage/v1/b/landing?colour=red", "", "The query's 'colour' is no parameter")]
    [InlineData("GET", "storage/v1/buckets/landing", "", "is no method of the vendor")]
    [InlineData("PUT", "storage/v1/b/landing/o/a", "{}", "is no method of the vendor")]
    [InlineData("POST", "storage/v1/b", """{"name":"a"}""", "The query lacks 'project'")]
    [InlineData("POST", "storage/v1/b?project=p", "{}", "the body lacks 'name'")]
    [InlineData("POST", "storage/v1/b?project=p", """{"name":"a","versioning":{"enabled":"yes"}}""", "versioning.enabled is no boolean")]
    [InlineData("POST", "storage/v1/b?project=p", """{"name":"a","labels":{"a":1}}""", "labels.a is no string")]
    [InlineData("POST", "storage/v1/b?project=p", """{"name":"a","size":1}""", "the body has no member 'size'")]
    [InlineData("POST", "storage/v1/b?project=p", "{", "The body is no JSON")]
    [InlineData("DELETE", "storage/v1/b/landing", "{}", "takes no body")]
    [InlineData("GET", "storage/v1/b/landing/o?maxResults=ten", "", "'maxResults' is no integer")]
    [InlineData("POST", "upload/storage/v1/b/landing/o?uploadType=carrier", "", "uploadType is none of")]
    public async Task What_breaks_the_vendors_rules_is_told(string method, string path, string body, string problem)
    {
        _peer.DemandsTokens = false;

        using HttpResponseMessage answer = await SendAsync(new HttpMethod(method), "storage.googleapis.com", path, null, body);

        answer.StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        _peer.Violations.ShouldHaveSingleItem().ShouldContain(problem);
    }

    [Theory]
    [InlineData("storage.googleapis.com", "storage/v1/b/l/o/a%2Fb", "storage.objects.get")]
    [InlineData("storage.googleapis.com", "storage/v1/b/l/o/a?alt=media&generation=7", "storage.objects.get/download")]
    [InlineData("secretmanager.googleapis.com", "v1/projects/p/secrets/s/versions/latest:access", "secretmanager.projects.secrets.versions.access")]
    [InlineData("secretmanager.googleapis.com", "v1/projects/p/secrets/s/versions/3", "secretmanager.projects.secrets.versions.get")]
    [InlineData("bigquery.googleapis.com", "bigquery/v2/projects/p/queries/j?location=EU&timeoutMs=10", "bigquery.jobs.getQueryResults")]
    [InlineData("run.googleapis.com", "v2/projects/p/locations/l/jobs/j", "run.projects.locations.jobs.get")]
    [InlineData("europe-west1-run.googleapis.com", "apis/run.googleapis.com/v1/namespaces/p/jobs/j", "run.namespaces.jobs.get")]
    [InlineData("us-central1-aiplatform.googleapis.com", "v1/projects/p/locations/l/customJobs/1", "aiplatform.projects.locations.customJobs.get")]
    public async Task Requests_are_known_by_the_vendors_names(string host, string path, string operation)
    {
        _peer.DemandsTokens = false;

        using HttpResponseMessage answer = await SendAsync(HttpMethod.Get, host, path, null);

        _peer.Requests.Single().Operation.ShouldBe(operation);
        _peer.Violations.ShouldBeEmpty();
    }

    [Fact]
    public async Task A_method_at_the_host_of_another_service_is_none()
    {
        _peer.DemandsTokens = false;

        using HttpResponseMessage answer = await SendAsync(HttpMethod.Get, "bigquery.googleapis.com", "storage/v1/b/landing", null);

        answer.StatusCode.ShouldBe(HttpStatusCode.BadRequest);
    }

    [Fact]
    public async Task A_scripted_answer_that_the_vendor_would_not_give_is_told()
    {
        _peer.DemandsTokens = false;
        _peer.On("storage.buckets.get", GoogleReply.Json("""{"name":"landing","colour":"red","metageneration":1}"""));

        using HttpResponseMessage answer = await SendAsync(HttpMethod.Get, "storage.googleapis.com", "storage/v1/b/landing", null);

        _peer.Violations.ShouldBe([
            "Answer to storage.buckets.get: the body has no member 'colour'",
            "Answer to storage.buckets.get: metageneration is no string",
        ]);
    }

    [Fact]
    public async Task The_parts_of_an_upload_are_taken_apart()
    {
        _peer.DemandsTokens = false;
        using MultipartContent parts = new("related", "mark")
        {
            new StringContent("""{"name":"a.txt"}""", Encoding.UTF8, "application/json"),
            new ByteArrayContent("hello"u8.ToArray()),
        };
        using HttpRequestMessage request = new(HttpMethod.Post, _peer.At("storage.googleapis.com", "upload/storage/v1/b/l/o?uploadType=multipart")) { Content = parts };

        using HttpResponseMessage answer = await s_client.SendAsync(request, Token);

        GoogleExchange upload = _peer.RequestsFor("storage.objects.insert/multipart").Single();
        ((string?)upload.Json["name"]).ShouldBe("a.txt");
        Encoding.UTF8.GetString(upload.Data).ShouldBe("hello");
        _peer.ShouldHaveKeptTheRules();
    }

    private JsonObject Claims()
    {
        long now = DateTimeOffset.UtcNow.ToUnixTimeSeconds();
        return new JsonObject { ["iss"] = _peer.Account.Email, ["aud"] = _peer.TokenUri.AbsoluteUri, ["scope"] = Scope, ["iat"] = now, ["exp"] = now + 3600 };
    }

    private async Task<JsonObject> GrantAsync(JsonObject claims, RSA? signer = null)
    {
        using RSA own = RSA.Create();
        own.ImportFromPem((string)_peer.KeyFile()["private_key"]!);
        JsonObject header = new() { ["alg"] = "RS256", ["typ"] = "JWT", ["kid"] = _peer.Account.KeyId };
        string text = $"{Encode(header.ToJsonString())}.{Encode(claims.ToJsonString())}";
        byte[] signature = (signer ?? own).SignData(Encoding.ASCII.GetBytes(text), HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
        using FormUrlEncodedContent form = new(new Dictionary<string, string>(StringComparer.Ordinal)
        {
            ["grant_type"] = "urn:ietf:params:oauth:grant-type:jwt-bearer",
            ["assertion"] = $"{text}.{WebEncoders.Base64UrlEncode(signature)}",
        });
        using HttpRequestMessage request = new(HttpMethod.Post, _peer.TokenUri) { Content = form };
        using HttpResponseMessage answer = await s_client.SendAsync(request, Token);
        return JsonNode.Parse(await answer.Content.ReadAsStringAsync(Token))!.AsObject();
    }

    private static string Encode(string text) => WebEncoders.Base64UrlEncode(Encoding.UTF8.GetBytes(text));

    private async Task<HttpResponseMessage> SendAsync(HttpMethod method, string host, string path, string? token, string body = "")
    {
        using HttpRequestMessage request = new(method, _peer.At(host, path));
        request.Headers.Authorization = token is null ? null : new AuthenticationHeaderValue("Bearer", token);
        request.Content = body.Length == 0 ? null : new StringContent(body, Encoding.UTF8, "application/json");
        return await s_client.SendAsync(request, Token);
    }
}
