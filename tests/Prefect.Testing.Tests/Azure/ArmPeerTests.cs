using System.Net;
using System.Net.Http.Headers;
using System.Text.Json.Nodes;

namespace Prefect.Testing.Tests.Azure;

public sealed class ArmPeerTests : IAsyncLifetime
{
    private ArmPeer _peer = null!;
    private HttpClient _client = null!;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        _peer = await ArmPeer.StartAsync(Token);
        _client = new HttpClient(_peer.CreateHandler());
    }

    public ValueTask DisposeAsync()
    {
        _client.Dispose();
        return _peer.DisposeAsync();
    }

    [Fact]
    public async Task Request_without_a_token_of_its_host_is_refused()
    {
        _peer.On("GET /subscriptions", ArmReply.Json("{}"));
        string token = await SignInAsync("https://vault.azure.net");

        (await GetAsync("https://management.azure.com/subscriptions?api-version=1", null)).ShouldBe(HttpStatusCode.Unauthorized);
        (await GetAsync("https://management.azure.com/subscriptions?api-version=1", token)).ShouldBe(HttpStatusCode.Unauthorized);
        (await GetAsync("https://management.azure.com/subscriptions?api-version=1", await SignInAsync("https://management.azure.com"))).ShouldBe(HttpStatusCode.OK);
    }

    [Fact]
    public async Task Request_without_a_version_is_refused() =>
        (await GetAsync("https://management.azure.com/subscriptions", await SignInAsync("https://management.azure.com"))).ShouldBe(HttpStatusCode.BadRequest);

    [Fact]
    public async Task What_was_scripted_last_has_precedence_and_answers_come_in_order()
    {
        string token = await SignInAsync("https://management.azure.com");
        _peer.On("GET /a/*/c", ArmReply.Status(418));
        _peer.On("GET /a/b/c", ArmReply.Status(201), ArmReply.Status(202));

        HttpStatusCode[] got =
        [
            await GetAsync("https://management.azure.com/a/b/c?api-version=1", token),
            await GetAsync("https://management.azure.com/A/B/C?api-version=1", token),
            await GetAsync("https://management.azure.com/a/b/c?api-version=1", token),
            await GetAsync("https://management.azure.com/a/x/c?api-version=1", token),
            await GetAsync("https://management.azure.com/a/x?api-version=1", token),
        ];

        got.Select(status => (int)status).ShouldBe([201, 202, 202, 418, 404]);
        _peer.RequestsFor("GET /a/*/c").Count.ShouldBe(4);
        _peer.Requests.ShouldAllBe(request => request.Host == "management.azure.com");
    }

    [Fact]
    public async Task Wrong_secret_gets_no_token()
    {
        using HttpResponseMessage answer = await PostAsync("https://management.azure.com", "wrong");

        answer.StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
        (await answer.Content.ReadAsStringAsync(Token)).ShouldContain("AADSTS7000215");
        _peer.Tokens.ShouldBeEmpty();
    }

    private async Task<string> SignInAsync(string audience)
    {
        using HttpResponseMessage answer = await PostAsync(audience, _peer.ClientSecret);
        return JsonNode.Parse(await answer.Content.ReadAsStringAsync(Token))!["access_token"]!.ToString();
    }

    private async Task<HttpResponseMessage> PostAsync(string audience, string secret)
    {
        using FormUrlEncodedContent form = new(new Dictionary<string, string>
        {
            ["client_id"] = _peer.ClientId, ["client_secret"] = secret, ["scope"] = audience + "/.default", ["grant_type"] = "client_credentials",
        });
        return await _client.PostAsync(new Uri($"https://login.microsoftonline.com/{_peer.TenantId}/oauth2/v2.0/token"), form, Token);
    }

    private async Task<HttpStatusCode> GetAsync(string address, string? token)
    {
        using HttpRequestMessage request = new(HttpMethod.Get, address);
        request.Headers.Authorization = token is null ? null : new AuthenticationHeaderValue("Bearer", token);
        using HttpResponseMessage answer = await _client.SendAsync(request, Token);
        return answer.StatusCode;
    }
}
