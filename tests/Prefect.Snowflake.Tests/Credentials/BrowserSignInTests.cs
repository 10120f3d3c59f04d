using System.Net.Sockets;
using System.Text;
using Prefect.Testing;

namespace Prefect.Snowflake.Tests.Credentials;

public sealed class BrowserSignInTests : SnowflakeTest
{
    private const string Brought = "token of the browser+/=";

    private readonly List<Task> _browsing = [];
    private int _shown;

    private SnowflakeCredentials Browser => new() { Account = Peer.Account, User = "loader", Authenticator = SnowflakeAuthenticator.ExternalBrowser };

    [Fact]
    public async Task The_token_that_the_browser_brings_signs_in_and_the_kept_one_the_next_time()
    {
        SnowflakeAccess access = Access();
        SnowflakeConnectOptions options = Shown(static (http, port) => http.GetStringAsync(new Uri($"http://127.0.0.1:{port}/?token={Uri.EscapeDataString(Brought)}"), Token));

        await using SnowflakeSession first = await OpenAsync(Browser, options, access);
        await using SnowflakeSession second = await OpenAsync(Browser, options, access);

        _shown.ShouldBe(1);
        Peer.Logins.Select(static login => (string?)login.Login()["AUTHENTICATOR"]).ShouldBe(["EXTERNALBROWSER", "ID_TOKEN"]);
        Peer.Logins[0].Login().ContainsKey("PROOF_KEY").ShouldBeTrue();
        await Task.WhenAll(_browsing);
    }

    [Fact]
    public async Task A_kept_token_that_is_refused_shows_the_browser_again()
    {
        SnowflakeAccess access = Access();
        SnowflakeConnectOptions options = Shown(static (http, port) => http.GetStringAsync(new Uri($"http://127.0.0.1:{port}/?token={Uri.EscapeDataString(Brought)}"), Token));
        await using SnowflakeSession first = await OpenAsync(Browser, options, access);
        Peer.User.KeptTokens.Clear();

        await using SnowflakeSession second = await OpenAsync(Browser, options, access);

        _shown.ShouldBe(2);
        Peer.Logins.Count.ShouldBe(3);
    }

    [Fact]
    public async Task A_page_of_the_account_may_ask_and_then_send_the_token()
    {
        string[] answers = ["", ""];
        SnowflakeConnectOptions options = Shown(async (_, port) =>
        {
            answers[0] = await SendAsync(port, "OPTIONS / HTTP/1.1\r\nOrigin: https://harbour-cranes.snowflakecomputing.com\r\nAccess-Control-Request-Method: POST\r\nAccess-Control-Request-Headers: content-type\r\n\r\n");
            string body = $$"""{"token":"{{Brought}}","consent":true}""";
            answers[1] = await SendAsync(port, $"POST / HTTP/1.1\r\nOrigin: https://harbour-cranes.snowflakecomputing.com\r\nContent-Length: {body.Length}\r\n\r\n{body}");
        });

        await using SnowflakeSession session = await OpenAsync(Browser, options);
        await Task.WhenAll(_browsing);

        answers[0].ShouldContain("Access-Control-Allow-Origin: https://harbour-cranes.snowflakecomputing.com");
        answers[1].ShouldContain("""{"consent":true}""");
    }

    [Theory]
    [InlineData("OPTIONS / HTTP/1.1\r\nOrigin: https://evil.example\r\nAccess-Control-Request-Method: POST\r\n\r\n", "403")]
    [InlineData("POST / HTTP/1.1\r\nOrigin: https://evil.example\r\nContent-Length: 16\r\n\r\n{\"token\":\"evil\"}", "404")]
    [InlineData("GET /favicon.ico HTTP/1.1\r\n\r\n", "404")]
    [InlineData("GET /?token= HTTP/1.1\r\n\r\n", "404")]
    [InlineData("", "")]
    [InlineData("nonsense", "")]
    public async Task Whatever_else_comes_is_turned_away_and_the_listening_goes_on(string request, string status)
    {
        string answer = "";
        SnowflakeConnectOptions options = Shown(async (http, port) =>
        {
            answer = await SendAsync(port, request);
            await http.GetStringAsync(new Uri($"http://127.0.0.1:{port}/?token={Uri.EscapeDataString(Brought)}"), Token);
        });

        await using SnowflakeSession session = await OpenAsync(Browser, options);
        await Task.WhenAll(_browsing);

        answer.ShouldContain(status);
        session.Generation.ShouldBe(1);
    }

    [Fact]
    public async Task Who_does_not_sign_in_in_time_is_not_waited_for()
    {
        SnowflakeConnectOptions options = new() { OpenBrowser = static (_, _) => Task.CompletedTask, BrowserTimeout = TimeSpan.FromSeconds(90) };

        SnowflakeException refused = await Should.ThrowAsync<SnowflakeException>(OpenAsync(Browser, options));

        refused.Message.ShouldContain("nobody signed in with the browser within 90 seconds");
        Peer.Logins.ShouldBeEmpty();
    }

    [Fact]
    public async Task Nobody_is_shown_the_browser_again_because_a_gateway_stumbled()
    {
        int left = 2;
        Peer.Rest.On("POST /session/v1/login-request", _ => left-- > 0 ? RestReply.Html(503) : null);
        SnowflakeConnectOptions options = Shown(static (http, port) => http.GetStringAsync(new Uri($"http://127.0.0.1:{port}/?token={Uri.EscapeDataString(Brought)}"), Token));

        await using SnowflakeSession session = await OpenAsync(Browser, options);

        _shown.ShouldBe(1);
        Peer.Logins.Count.ShouldBe(3);
    }

    [Fact]
    public async Task An_address_without_encryption_is_not_shown()
    {
        Peer.Rest.On("POST /session/authenticator-request", SnowflakeReply.Success(new System.Text.Json.Nodes.JsonObject { ["ssoUrl"] = "http://identity.example/", ["proofKey"] = "proof-1Qd" }));

        (await Should.ThrowAsync<SnowflakeException>(OpenAsync(Browser, Shown(static (_, _) => Task.CompletedTask)))).Message.ShouldContain("no address with https://");
        _shown.ShouldBe(0);
    }

    // The clock of these tests jumps to what is waited for, which would end the waiting for the browser.
    private SnowflakeConnectOptions Shown(Func<HttpClient, string, Task> browse)
    {
        Clock.JumpsToTimers = false;
        return new SnowflakeConnectOptions
        {
            OpenBrowser = (address, _) =>
            {
                _shown++;
                string port = address.Query.Split('=')[^1];
                _browsing.Add(Task.Run(() => BrowseAsync(browse, port), Token));
                return Task.CompletedTask;
            },
        };
    }

    private async Task BrowseAsync(Func<HttpClient, string, Task> browse, string port)
    {
        using SocketsHttpHandler handler = new() { UseProxy = false };
        using HttpClient http = new(handler);
        try
        {
            await browse(http, port);
        }
        catch
        {
            // Nobody is to wait for a browser that has failed.
            Clock.Advance(TimeSpan.FromHours(1));
            throw;
        }
    }

    private static async Task<string> SendAsync(string port, string request)
    {
        using TcpClient browser = new();
        await browser.ConnectAsync("127.0.0.1", int.Parse(port), Token);
        NetworkStream stream = browser.GetStream();
        await stream.WriteAsync(Encoding.UTF8.GetBytes(request), Token);
        if (!request.Contains("\r\n\r\n", StringComparison.Ordinal))
        {
            browser.Client.Shutdown(SocketShutdown.Send);
        }

        using StreamReader reader = new(stream);
        return await reader.ReadToEndAsync(Token);
    }
}
