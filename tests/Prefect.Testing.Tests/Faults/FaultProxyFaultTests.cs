using System.Diagnostics;
using System.Net;
using System.Net.Sockets;

namespace Prefect.Testing.Tests;

/// <summary>Each fault, as a real client sees it.</summary>
public sealed class FaultProxyFaultTests : IAsyncLifetime
{
    private readonly FaultProxyFixture _fixture = new();

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    private FaultProxy Proxy => _fixture.Proxy;

    public ValueTask InitializeAsync() => _fixture.InitializeAsync();

    public ValueTask DisposeAsync() => _fixture.DisposeAsync();

    [Fact]
    public async Task A_reset_before_the_answer_never_reaches_the_target()
    {
        FaultRule rule = Proxy.Inject(Fault.Reset());

        await ShouldBeResetAsync(() => _fixture.Client.GetByteArrayAsync(_fixture.At("sized?length=9"), Token));

        _fixture.Seen.ShouldBe(0);
        rule.Hits.ShouldBe(1);
        Proxy.Requests.ShouldHaveSingleItem().Fault.ShouldBe(rule.Fault);
    }

    [Fact]
    public async Task A_lost_answer_leaves_the_work_done()
    {
        Proxy.Inject(Fault.LoseAnswer());
        await ShouldBeResetAsync(() => _fixture.Client.GetByteArrayAsync(_fixture.At("sized?length=9"), Token));
        _fixture.Seen.ShouldBe(1);
    }

    [Fact]
    public async Task A_reset_in_an_upload_takes_that_much_and_never_reaches_the_target()
    {
        Proxy.Inject(Fault.ResetUploadAfter(100_000));
        using ByteArrayContent body = new(new byte[50_000_000]);
        await Should.ThrowAsync<HttpRequestException>(() => _fixture.Client.PutAsync(_fixture.At("count"), body, Token));
        _fixture.Seen.ShouldBe(0);
        Proxy.Requests.ShouldHaveSingleItem().BodyLength.ShouldBe(100_000);
    }

    [Theory]
    [InlineData("sized", 0)]
    [InlineData("sized", 1)]
    [InlineData("sized", 250_000)]
    [InlineData("chunked", 250_000)]
    public async Task A_reset_in_the_body_lets_exactly_that_many_bytes_through(string kind, int bytes)
    {
        Proxy.Inject(Fault.ResetAfter(bytes));
        (byte[] arrived, Exception? end) = await ReadAsync($"{kind}?length=300000", Token);

        arrived.ShouldBe(FaultProxyFixture.Pattern(bytes));
        SocketErrorOf(end).ShouldBe(SocketError.ConnectionReset);
    }

    [Theory]
    [InlineData("sized", 250_000)]
    [InlineData("chunked", 250_000)]
    public async Task A_truncated_body_ends_in_good_order_but_too_early(string kind, int bytes)
    {
        Proxy.Inject(Fault.TruncateAfter(bytes));
        (byte[] arrived, Exception? end) = await ReadAsync($"{kind}?length=300000", Token);

        arrived.ShouldBe(FaultProxyFixture.Pattern(bytes));
        end.ShouldBeOfType<HttpIOException>().HttpRequestError.ShouldBe(HttpRequestError.ResponseEnded);
        SocketErrorOf(end).ShouldBeNull();
    }

    [Theory]
    [InlineData("sized")]
    [InlineData("chunked")]
    public async Task A_stalled_body_neither_goes_on_nor_ends(string kind)
    {
        Proxy.Inject(Fault.StallAfter(1000));
        using HttpResponseMessage answer = await _fixture.Client.GetAsync(_fixture.At($"{kind}?length=300000"), HttpCompletionOption.ResponseHeadersRead, Token);
        await using Stream body = await answer.Content.ReadAsStreamAsync(Token);
        byte[] arrived = new byte[1000];
        await body.ReadExactlyAsync(arrived, Token);
        arrived.ShouldBe(FaultProxyFixture.Pattern(1000));

        using CancellationTokenSource patience = CancellationTokenSource.CreateLinkedTokenSource(Token);
        patience.CancelAfter(TimeSpan.FromMilliseconds(200));
        await Should.ThrowAsync<OperationCanceledException>(async () => await body.ReadExactlyAsync(new byte[1], patience.Token));
    }

    [Theory]
    [InlineData("sized?length=10", 10)]
    [InlineData("sized?length=10", 1_000_000)]
    [InlineData("chunked?length=10", 1_000_000)]
    [InlineData("sized?length=0", 0)]
    public async Task A_cut_answer_never_looks_complete(string path, long bytes)
    {
        Proxy.Inject(Fault.TruncateAfter(bytes));
        Proxy.Inject(Fault.ResetAfter(bytes));
        await Should.ThrowAsync<HttpRequestException>(() => _fixture.Client.GetByteArrayAsync(_fixture.At(path), Token));
        await Should.ThrowAsync<HttpRequestException>(() => _fixture.Client.GetByteArrayAsync(_fixture.At(path), Token));
    }

    [Fact]
    public async Task A_cut_head_request_never_looks_complete()
    {
        Proxy.Inject(Fault.ResetAfter(0));
        using HttpRequestMessage request = new(HttpMethod.Head, "sized?length=5");
        await Should.ThrowAsync<HttpRequestException>(() => _fixture.Client.SendAsync(request, Token));
    }

    [Fact]
    public async Task Silence_lasts_until_the_client_gives_up()
    {
        Proxy.Inject(Fault.NeverAnswer());
        using CancellationTokenSource patience = CancellationTokenSource.CreateLinkedTokenSource(Token);
        Task put = PutAsync(1000, patience.Token);
        using PeriodicTimer pause = new(TimeSpan.FromMilliseconds(10));
        while (Proxy.Requests is not [{ BodyLength: 1000 }])
        {
            await pause.WaitForNextTickAsync(Token);
        }

        patience.CancelAfter(TimeSpan.FromMilliseconds(200));
        await Should.ThrowAsync<OperationCanceledException>(() => put);
        _fixture.Seen.ShouldBe(0);
    }

    [Fact]
    public async Task An_answer_in_the_targets_place_is_a_whole_one_and_keeps_the_connection()
    {
        Proxy.Inject(Fault.XmlInternalError());
        Proxy.Inject(Fault.HtmlUnavailable());
        Proxy.Inject(Fault.TooManyRequests(7));

        using ByteArrayContent body = new(new byte[100_000]);
        using HttpResponseMessage xml = await _fixture.Client.PutAsync(_fixture.At("count"), body, Token);
        using HttpResponseMessage html = await _fixture.Client.GetAsync(_fixture.At("sized?length=1"), Token);
        using HttpResponseMessage limited = await _fixture.Client.GetAsync(_fixture.At("sized?length=1"), Token);

        xml.StatusCode.ShouldBe(HttpStatusCode.InternalServerError);
        xml.Content.Headers.ContentType!.MediaType.ShouldBe("application/xml");
        (await xml.Content.ReadAsStringAsync(Token)).ShouldContain("<Code>InternalError</Code>");
        html.StatusCode.ShouldBe(HttpStatusCode.ServiceUnavailable);
        (await html.Content.ReadAsStringAsync(Token)).ShouldStartWith("<html>");
        limited.StatusCode.ShouldBe(HttpStatusCode.TooManyRequests);
        limited.Headers.RetryAfter!.Delta.ShouldBe(TimeSpan.FromSeconds(7));
        _fixture.Seen.ShouldBe(0);
        Proxy.Requests[0].BodyLength.ShouldBe(100_000);
    }

    [Fact]
    public async Task A_delayed_request_takes_that_long_and_arrives()
    {
        Proxy.Inject(Fault.Delay(TimeSpan.FromMilliseconds(200)));
        long start = Stopwatch.GetTimestamp();
        (await _fixture.Client.GetByteArrayAsync(_fixture.At("sized?length=5"), Token)).Length.ShouldBe(5);
        Stopwatch.GetElapsedTime(start).ShouldBeGreaterThan(TimeSpan.FromMilliseconds(190));
    }

    [Fact]
    public async Task A_dripping_answer_arrives_whole_but_slowly()
    {
        Proxy.Inject(Fault.Drip(10, TimeSpan.FromMilliseconds(20)));
        long start = Stopwatch.GetTimestamp();
        (byte[] arrived, Exception? end) = await ReadAsync("sized?length=100", Token);

        arrived.ShouldBe(FaultProxyFixture.Pattern(100));
        end.ShouldBeNull();
        Stopwatch.GetElapsedTime(start).ShouldBeGreaterThan(TimeSpan.FromMilliseconds(150));
    }

    [Fact]
    public async Task A_rule_skips_hits_and_runs_out_by_the_requests_it_is_for()
    {
        FaultRule rule = Proxy.Inject(
            Fault.Answer(HttpStatusCode.Conflict), request => request is { Method: "GET", Path: "/sized" }, skip: 1, times: 2);
        List<int> answers = [];
        foreach (string path in new[] { "sized", "chunked", "sized", "chunked", "sized", "sized" })
        {
            using HttpResponseMessage answer = await _fixture.Client.GetAsync(_fixture.At(path), Token);
            answers.Add((int)answer.StatusCode);
        }

        answers.ShouldBe([200, 200, 409, 200, 409, 200]);
        rule.Hits.ShouldBe(2);
    }

    [Fact]
    public async Task The_proxy_goes_on_after_a_fault_and_stops_at_once_in_the_middle_of_one()
    {
        Proxy.Inject(Fault.Reset());
        await ShouldBeResetAsync(() => _fixture.Client.GetByteArrayAsync(_fixture.At("sized?length=9"), Token));
        (await _fixture.Client.GetByteArrayAsync(_fixture.At("sized?length=9"), Token)).Length.ShouldBe(9);

        FaultProxy other = await FaultProxy.StartAsync(Proxy.Endpoint, Token);
        other.Inject(Fault.StallAfter(1));
        using HttpResponseMessage stalled = await _fixture.Client.GetAsync(new Uri(other.Endpoint, "sized?length=9"), HttpCompletionOption.ResponseHeadersRead, Token);
        long start = Stopwatch.GetTimestamp();
        await other.DisposeAsync();
        Stopwatch.GetElapsedTime(start).ShouldBeLessThan(TimeSpan.FromSeconds(60));
    }

    [Fact]
    public void Nonsense_is_refused()
    {
        Should.Throw<ArgumentOutOfRangeException>(() => Fault.ResetAfter(-1));
        Should.Throw<ArgumentOutOfRangeException>(() => Fault.Drip(0, TimeSpan.Zero));
        Should.Throw<ArgumentOutOfRangeException>(() => Fault.Delay(TimeSpan.FromSeconds(-1)));
        Should.Throw<ArgumentNullException>(() => Proxy.Inject(null!));
        Should.Throw<ArgumentOutOfRangeException>(() => Proxy.Inject(Fault.Reset(), times: 0));
    }

    private async Task PutAsync(int length, CancellationToken cancellationToken)
    {
        using ByteArrayContent body = new(new byte[length]);
        using HttpResponseMessage answer = await _fixture.Client.PutAsync(_fixture.At("count"), body, cancellationToken);
    }

    private async Task<(byte[] Arrived, Exception? End)> ReadAsync(string path, CancellationToken cancellationToken)
    {
        using MemoryStream arrived = new();
        using HttpResponseMessage answer = await _fixture.Client.GetAsync(_fixture.At(path), HttpCompletionOption.ResponseHeadersRead, cancellationToken);
        answer.StatusCode.ShouldBe(HttpStatusCode.OK);
        await using Stream body = await answer.Content.ReadAsStreamAsync(cancellationToken);
        Exception? end = await Record.ExceptionAsync(() => body.CopyToAsync(arrived, cancellationToken));
        return (arrived.ToArray(), end);
    }

    private static async Task ShouldBeResetAsync(Func<Task> call) =>
        SocketErrorOf(await Should.ThrowAsync<HttpRequestException>(call)).ShouldBe(SocketError.ConnectionReset);

    private static SocketError? SocketErrorOf(Exception? exception)
    {
        for (; exception is not null; exception = exception.InnerException)
        {
            if (exception is SocketException socket)
            {
                return socket.SocketErrorCode;
            }
        }

        return null;
    }
}
