using System.Net;
using System.Net.Http.Headers;
using System.Text;

namespace Prefect.Testing.Tests;

public sealed class GitServerTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Shows_its_branches_to_who_signs_in_alone()
    {
        await using GitServer server = await GitServer.StartAsync(Token);
        Uri repository = await server.CommitAsync("org/code", work => File.WriteAllText(Path.Combine(work, "a.txt"), "a"), tag: "v1", cancellationToken: Token);
        Uri branches = new(repository + "/info/refs?service=git-upload-pack");
        using HttpClient client = new();
        (await client.GetStringAsync(branches, Token)).ShouldContain("refs/heads/main");

        server.Password = "password";
        using HttpResponseMessage refused = await client.GetAsync(branches, Token);
        refused.StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
        refused.Headers.WwwAuthenticate.ToString().ShouldStartWith("Basic");

        client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Basic", Convert.ToBase64String(Encoding.UTF8.GetBytes("me:password")));
        (await client.GetStringAsync(branches, Token)).ShouldContain("refs/tags/v1");
        server.Requests[^1].ShouldBe(new GitRequest("GET", "/org/code/info/refs?service=git-upload-pack", "me", "password"));
    }
}
