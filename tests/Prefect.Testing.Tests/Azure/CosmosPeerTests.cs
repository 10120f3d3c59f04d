using System.Net;
using System.Security.Cryptography;
using System.Text;

namespace Prefect.Testing.Tests;

public sealed class CosmosPeerTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("get", "dbs/sales/colls/people/docs/1", HttpStatusCode.OK)]
    [InlineData("post", "dbs/sales/colls/people/docs/1", HttpStatusCode.Unauthorized)]
    [InlineData("get", "dbs/sales/colls/people/docs/2", HttpStatusCode.Unauthorized)]
    public async Task Answers_requests_alone_whose_signature_is_theirs(string method, string link, HttpStatusCode status)
    {
        await using CosmosPeer peer = await CosmosPeer.StartAsync(Token);
        peer.On("GET /dbs/sales/colls/people/docs/1", _ => ArmReply.Json("""{"id":"1"}"""));
        const string Date = "thu, 27 apr 2017 00:51:12 gmt";
        string signature = Convert.ToBase64String(HMACSHA256.HashData(Convert.FromBase64String(peer.Key), Encoding.UTF8.GetBytes($"{method}\ndocs\n{link}\n{Date}\n\n")));
        using HttpRequestMessage request = new(HttpMethod.Get, new Uri(peer.Address, "dbs/sales/colls/people/docs/1"));
        request.Headers.Add("x-ms-date", Date);
        request.Headers.TryAddWithoutValidation("Authorization", WebUtility.UrlEncode($"type=master&ver=1.0&sig={signature}"));
        using HttpClient client = new();

        using HttpResponseMessage answer = await client.SendAsync(request, Token);

        answer.StatusCode.ShouldBe(status);
    }

    [Fact]
    public async Task Refuses_who_does_not_sign()
    {
        await using CosmosPeer peer = await CosmosPeer.StartAsync(Token);
        using HttpClient client = new();
        using HttpResponseMessage answer = await client.GetAsync(peer.Address, Token);
        answer.StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
    }
}
