using System.Net;
using System.Text;
using System.Text.Json.Nodes;
using Prefect.Testing;

namespace Prefect.Blocks.Tests.BuiltIn;

public sealed class WebhookTests : BlockConformance<Webhook>
{
    protected override Webhook Valid => new()
    {
        Method = WebhookMethod.Put,
        Url = "https://example.org/hook/url-canary",
        Headers = new SecretDictionary { { "x-key", "header-canary" } },
        AllowPrivateUrls = false,
        Verify = false,
    };

    protected override IReadOnlyList<string> Canaries { get; } = ["url-canary", "header-canary"];

    protected override JsonObject Golden => GoldenBlockTypes.Get("webhook");

    [Fact]
    public async Task JSON_payload_method_and_headers_arrive()
    {
        await using RecordingServer server = await RecordingServer.StartAsync();
        Webhook webhook = new() { Method = WebhookMethod.Patch, Url = server.Address + "hook?x=1", Headers = new SecretDictionary { { "x-key", "a key" } } };
        using HttpResponseMessage response = await webhook.CallAsync(new JsonObject { ["a"] = "ü" }, cancellationToken: TestContext.Current.CancellationToken);

        response.StatusCode.ShouldBe(HttpStatusCode.OK);
        RecordedRequest request = server.Requests.ShouldHaveSingleItem();
        request.Method.ShouldBe("PATCH");
        request.Target.ShouldBe("/hook?x=1");
        request.Headers["x-key"].ShouldBe("a key");
        request.Headers["Content-Type"].ShouldStartWith("application/json");
        JsonNode.Parse(request.Body)!["a"]!.GetValue<string>().ShouldBe("ü");
    }

    [Fact]
    public async Task Text_payload_is_sent_as_it_is()
    {
        await using RecordingServer server = await RecordingServer.StartAsync();
        using HttpResponseMessage response = await new Webhook { Url = server.Address }
            .CallWithTextAsync("{not json", cancellationToken: TestContext.Current.CancellationToken);
        server.Requests.ShouldHaveSingleItem().Body.ShouldBe("{not json");
    }

    [Fact]
    public async Task Failure_status_comes_back_as_a_response()
    {
        await using RecordingServer server = await RecordingServer.StartAsync(status: 500);
        using HttpResponseMessage response = await new Webhook { Url = server.Address }
            .CallAsync(cancellationToken: TestContext.Current.CancellationToken);
        response.StatusCode.ShouldBe(HttpStatusCode.InternalServerError);
    }

    [Theory]
    [InlineData("http://127.0.0.1:9/")]
    [InlineData("http://localhost:9/")]
    [InlineData("http://10.1.2.3/")]
    [InlineData("http://169.254.169.254/latest/meta-data")]
    [InlineData("http://[::1]:9/")]
    [InlineData("http://[::ffff:127.0.0.1]:9/")]
    [InlineData("http://0x7f.1/")]
    public async Task Private_address_is_refused_where_that_is_asked_for(string url)
    {
        Webhook webhook = new() { Url = url, AllowPrivateUrls = false };
        HttpRequestException exception = await Should.ThrowAsync<HttpRequestException>(
            () => webhook.CallAsync(cancellationToken: TestContext.Current.CancellationToken));
        exception.Message.ShouldContain("private address");
    }

    [Theory]
    [InlineData("")]
    [InlineData("not a url")]
    [InlineData("ftp://example.org")]
    [InlineData("/relative")]
    public async Task Address_must_be_an_absolute_web_address(string url) =>
        await Should.ThrowAsync<BlockConfigurationException>(
            () => new Webhook { Url = url }.CallAsync(cancellationToken: TestContext.Current.CancellationToken));

    [Fact]
    public async Task Header_with_a_line_break_is_refused() =>
        await Should.ThrowAsync<BlockConfigurationException>(() => new Webhook
        {
            Url = "http://127.0.0.1:9/",
            Headers = new SecretDictionary { { "x", "a\r\nInjected: yes" } },
        }.CallAsync(cancellationToken: TestContext.Current.CancellationToken));

    [Fact]
    public async Task Server_that_never_answers_is_given_up()
    {
        await using RecordingServer server = await RecordingServer.StartAsync(answers: false);
        TimeoutException exception = await Should.ThrowAsync<TimeoutException>(() => new Webhook { Url = server.Address }
            .CallAsync(timeout: TimeSpan.FromMilliseconds(200), cancellationToken: TestContext.Current.CancellationToken));
        exception.Message.ShouldContain("127.0.0.1");
    }

    [Fact]
    public async Task Check_reaches_the_server_without_calling_it()
    {
        await using RecordingServer server = await RecordingServer.StartAsync();
        BlockCheckResult result = await new Webhook { Url = server.Address }.CheckAsync(TestContext.Current.CancellationToken);
        result.Succeeded.ShouldBeTrue();
        server.Requests.ShouldBeEmpty();
    }

    [Fact]
    public async Task Check_tells_a_closed_port()
    {
        BlockCheckResult result = await new Webhook { Url = "http://127.0.0.1:1/" }.CheckAsync(TestContext.Current.CancellationToken);
        result.Succeeded.ShouldBeFalse();
        result.Stage.ShouldBe(BlockCheckStage.Connection);
    }
}
