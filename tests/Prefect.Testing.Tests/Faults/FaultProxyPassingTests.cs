using System.Diagnostics;
using System.Net;
using System.Net.Http.Headers;
using System.Net.Sockets;
using System.Text;

namespace Prefect.Testing.Tests;

/// <summary>What the proxy does when nothing goes wrong.</summary>
public sealed class FaultProxyPassingTests : IAsyncLifetime
{
    private readonly FaultProxyFixture _fixture = new();

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public ValueTask InitializeAsync() => _fixture.InitializeAsync();

    public ValueTask DisposeAsync() => _fixture.DisposeAsync();

    [Fact]
    public async Task The_target_sees_target_host_and_headers_as_they_were_sent()
    {
        UriCreationOptions verbatim = new() { DangerousDisablePathAndQueryCanonicalization = true };
        using HttpRequestMessage request = new(HttpMethod.Get, new Uri(_fixture.Proxy.Endpoint.GetLeftPart(UriPartial.Authority) + "/a%2Fb/../c%20d//e?x=%7E&y", in verbatim));
        request.Headers.Host = "bucket.example.test:1234";
        request.Headers.TryAddWithoutValidation("Authorization", "AWS4-HMAC-SHA256 Credential=a/b, SignedHeaders=host;x-amz-date, Signature=0f");
        request.Headers.TryAddWithoutValidation("User-Agent", "odd/1 (thing;;) aws#2");
        request.Headers.TryAddWithoutValidation("X-Amz-Date", "20261120T000000Z");

        using HttpResponseMessage answer = await _fixture.Client.SendAsync(request, Token);
        string seen = await answer.Content.ReadAsStringAsync(Token);

        seen.Split('\n').ShouldBe(
        [
            "GET /a%2Fb/../c%20d//e?x=%7E&y",
            "Authorization: AWS4-HMAC-SHA256 Credential=a/b, SignedHeaders=host;x-amz-date, Signature=0f",
            "Host: bucket.example.test:1234",
            "User-Agent: odd/1 (thing;;) aws#2",
            "X-Amz-Date: 20261120T000000Z",
        ]);
    }

    [Fact]
    public async Task Answers_come_back_as_they_are()
    {
        using SocketsHttpHandler handler = new() { UseProxy = false, AllowAutoRedirect = false, UseCookies = false };
        using HttpMessageInvoker plain = new(handler);
        using HttpRequestMessage request = new(HttpMethod.Get, new Uri(_fixture.Proxy.Endpoint, "moved"));
        using HttpResponseMessage answer = await plain.SendAsync(request, Token);

        answer.StatusCode.ShouldBe(HttpStatusCode.Found);
        answer.Headers.GetValues("Set-Cookie").ShouldBe(["a=1", "b=2"]);
        answer.Headers.Location.ShouldBe(new Uri("/elsewhere", UriKind.Relative));
    }

    [Theory]
    [InlineData("sized")]
    [InlineData("chunked")]
    public async Task A_body_arrives_whole(string kind)
    {
        byte[] body = await _fixture.Client.GetByteArrayAsync(_fixture.At($"{kind}?length=300001"), Token);
        body.ShouldBe(FaultProxyFixture.Pattern(300001));
    }

    [Fact]
    public async Task A_head_request_keeps_the_length()
    {
        using HttpRequestMessage request = new(HttpMethod.Head, "sized?length=5");
        using HttpResponseMessage answer = await _fixture.Client.SendAsync(request, Token);
        answer.Content.Headers.ContentLength.ShouldBe(5);
        answer.Headers.ETag.ShouldBe(new EntityTagHeaderValue("\"e1\""));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_request_body_passes_with_and_without_a_length(bool chunked)
    {
        byte[] body = FaultProxyFixture.Pattern(200_000);
        using HttpRequestMessage request = new(HttpMethod.Put, "echo") { Content = new ByteArrayContent(body) };
        request.Headers.TransferEncodingChunked = chunked;
        request.Headers.ExpectContinue = chunked;

        using HttpResponseMessage answer = await _fixture.Client.SendAsync(request, Token);

        (await answer.Content.ReadAsByteArrayAsync(Token)).ShouldBe(body);
        _fixture.Proxy.Requests.ShouldHaveSingleItem().BodyLength.ShouldBe(200_000);
    }

    [Fact]
    public async Task An_empty_put_still_says_that_it_is_empty()
    {
        using ByteArrayContent nothing = new([]);
        using HttpResponseMessage answer = await _fixture.Client.PutAsync(_fixture.At("headers"), nothing, Token);
        (await answer.Content.ReadAsStringAsync(Token)).ShouldContain("Content-Length: 0");
    }

    [Fact]
    public async Task Requests_are_remembered_in_order()
    {
        await _fixture.Client.GetStringAsync(_fixture.At("one?a=b"), Token);
        using StringContent text = new("héllo", Encoding.UTF8, "text/plain");
        using HttpResponseMessage answer = await _fixture.Client.PostAsync(_fixture.At("two"), text, Token);

        IReadOnlyList<ProxiedRequest> seen = _fixture.Proxy.Requests;
        seen.Select(request => request.ToString()).ShouldBe(["GET /one?a=b", "POST /two"]);
        seen.Select(request => request.Number).ShouldBe([1, 2]);
        seen[0].Path.ShouldBe("/one");
        seen[0].Query.ShouldBe("?a=b");
        seen[1].Headers["CONTENT-TYPE"].ShouldBe("text/plain; charset=utf-8");
        seen.ShouldAllBe(request => request.Fault == null);
        _fixture.Proxy.Clear();
        _fixture.Proxy.Requests.ShouldBeEmpty();
    }

    [Fact]
    public async Task Connections_are_kept_and_large_bodies_pass_quickly()
    {
        const int length = 64 << 20;
        int connections = 0;
        using SocketsHttpHandler handler = new()
        {
            UseProxy = false,
            ConnectCallback = async (context, token) =>
            {
                Interlocked.Increment(ref connections);
                Socket socket = new(SocketType.Stream, ProtocolType.Tcp);
                await socket.ConnectAsync(context.DnsEndPoint, token);
                return new NetworkStream(socket, ownsSocket: true);
            },
        };
        using HttpClient client = new(handler);
        long start = Stopwatch.GetTimestamp();
        for (int round = 0; round < 3; round++)
        {
            using ByteArrayContent body = new(new byte[length]);
            using HttpResponseMessage answer = await client.PutAsync(_fixture.At("count"), body, Token);
            (await answer.Content.ReadAsStringAsync(Token)).ShouldBe(length.ToString());
        }

        TimeSpan elapsed = Stopwatch.GetElapsedTime(start);
        TestContext.Current.TestOutputHelper?.WriteLine($"{3 * 64 / elapsed.TotalSeconds:0} MiB/s");
        connections.ShouldBe(1);
        elapsed.ShouldBeLessThan(TimeSpan.FromMinutes(2));
    }

    [Fact]
    public async Task A_target_that_breaks_off_or_is_gone_shows_as_a_broken_connection()
    {
        await Should.ThrowAsync<HttpRequestException>(() => _fixture.Client.GetByteArrayAsync(_fixture.At("broken"), Token));

        await using FaultProxy toNowhere = await FaultProxy.StartAsync(new Uri("http://127.0.0.1:1/"), Token);
        await Should.ThrowAsync<HttpRequestException>(() => _fixture.Client.GetByteArrayAsync(toNowhere.Endpoint, Token));
    }

    [Theory]
    [InlineData("https://127.0.0.1/")]
    [InlineData("ftp://127.0.0.1/")]
    [InlineData("/relative")]
    public async Task Refuses_a_target_it_cannot_speak_to(string target) =>
        await Should.ThrowAsync<ArgumentException>(() => FaultProxy.StartAsync(new Uri(target, UriKind.RelativeOrAbsolute), Token));
}
