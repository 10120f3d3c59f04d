using System.Net;
using Prefect.Testing;

namespace Prefect.Client.Tests;

public sealed class RetryTests : ApiTest
{
    private const string Version = "GET /version";

    [Theory]
    [InlineData(408)]
    [InlineData(429)]
    [InlineData(502)]
    [InlineData(503)]
    public async Task A_passing_refusal_is_waited_out_ever_longer(int status)
    {
        Server.Script(Version, [.. Enumerable.Repeat(ServerReply.Exception(status, "Not now"), 3)]);

        (await Api().Admin.ReadApiVersionAsync(Ct)).ShouldBe("0.8.4");

        WaitedSeconds.ShouldBe([2, 4, 8]);
    }

    [Theory]
    [InlineData(400)]
    [InlineData(401)]
    [InlineData(404)]
    [InlineData(409)]
    [InlineData(422)]
    [InlineData(500)]
    public async Task Other_refusals_are_final(int status)
    {
        Server.Script(Version, ServerReply.Exception(status, "No"));
        PrefectApi api = Api();

        PrefectApiException error = await Should.ThrowAsync<PrefectApiException>(() => api.Admin.ReadApiVersionAsync(Ct));

        error.StatusCode.ShouldBe((HttpStatusCode)status);
        error.Detail.ShouldBe("No");
        Server.Requests.Count.ShouldBe(1);
    }

    [Fact]
    public async Task Extra_codes_are_waited_out_too()
    {
        Server.Script(Version, ServerReply.Exception(500, "Oh"), ServerReply.Exception(418, "Tea"));

        (await Api(("PREFECT_CLIENT_RETRY_EXTRA_CODES", "500,418")).Admin.ReadApiVersionAsync(Ct)).ShouldBe("0.8.4");
    }

    [Fact]
    public async Task Five_more_tries_are_made_and_no_more()
    {
        Server.Script(Version, [.. Enumerable.Repeat(ServerReply.Exception(503, "Busy"), 10)]);
        PrefectApi api = Api();

        PrefectApiException error = await Should.ThrowAsync<PrefectApiException>(() => api.Admin.ReadApiVersionAsync(Ct));

        Server.Requests.Count.ShouldBe(6);
        error.Attempts.ShouldBe(6);
        error.IsTransient.ShouldBeTrue();
        WaitedSeconds.ShouldBe([2, 4, 8, 16, 32]);
    }

    [Fact]
    public async Task No_more_tries_are_made_where_none_are_wanted()
    {
        Server.Script(Version, ServerReply.Exception(503, "Busy"));
        PrefectApi api = Api(("PREFECT_CLIENT_MAX_RETRIES", "0"));

        await Should.ThrowAsync<PrefectApiException>(() => api.Admin.ReadApiVersionAsync(Ct));

        Server.Requests.Count.ShouldBe(1);
    }

    [Fact]
    public async Task What_the_server_asks_for_is_waited_and_never_less()
    {
        Server.Script(Version, ServerReply.ComeAgain(7.5), ServerReply.ComeAgain(0.5, 503), ServerReply.ComeAgain(0));

        await Api().Admin.ReadApiVersionAsync(Ct);

        WaitedSeconds.ShouldBe([8.25, 0.55]);
    }

    [Fact]
    public async Task A_date_to_come_again_is_understood()
    {
        Server.Script(Version, ServerReply.Status(503).With("Retry-After", Clock.GetUtcNow().AddSeconds(20).ToString("R")));

        await Api(("PREFECT_CLIENT_RETRY_JITTER_FACTOR", "0")).Admin.ReadApiVersionAsync(Ct);

        WaitedSeconds.ShouldBe([20]);
    }

    [Theory]
    [InlineData("soon")]
    [InlineData("NaN")]
    [InlineData("")]
    public async Task Nonsense_for_a_wait_counts_as_none(string text)
    {
        Server.Script(Version, ServerReply.Status(503).With("Retry-After", text));

        await Api().Admin.ReadApiVersionAsync(Ct);

        WaitedSeconds.ShouldBe([2]);
    }

    [Fact]
    public async Task A_wait_longer_than_the_limit_is_told_instead_of_waited()
    {
        Server.Script(Version, ServerReply.ComeAgain(3600));
        PrefectApi api = Api();

        PrefectApiException error = await Should.ThrowAsync<PrefectApiException>(() => api.Admin.ReadApiVersionAsync(Ct));

        error.RetryAfter.ShouldBe(TimeSpan.FromHours(1));
        error.IsTransient.ShouldBeTrue();
        Server.Requests.Count.ShouldBe(1);
    }

    [Fact]
    public async Task Maintenance_is_waited_out_however_long_it_takes()
    {
        Server.Script(Version, [.. Enumerable.Repeat(ServerReply.Maintenance(), 30)]);

        (await Api(("PREFECT_CLIENT_MAX_RETRIES", "1")).Admin.ReadApiVersionAsync(Ct)).ShouldBe("0.8.4");

        Server.Requests.Count.ShouldBe(31);
    }

    [Fact]
    public async Task A_broken_connection_and_half_an_answer_are_tried_again()
    {
        Server.Script(Version, ServerReply.Reset(), ServerReply.Half());

        (await Api().Admin.ReadApiVersionAsync(Ct)).ShouldBe("0.8.4");

        Server.Requests.Count.ShouldBe(3);
    }

    [Fact]
    public async Task An_answer_that_never_comes_or_never_ends_is_given_up_and_tried_again()
    {
        Server.Script(Version, ServerReply.Never(), ServerReply.Stalled());

        (await Api(("PREFECT_API_REQUEST_TIMEOUT", "0.2")).Admin.ReadApiVersionAsync(Ct)).ShouldBe("0.8.4");

        Server.Requests.Count.ShouldBe(3);
    }

    [Fact]
    public async Task Silence_ends_in_an_error_that_says_so()
    {
        Server.Script(Version, ServerReply.Never());
        PrefectApi api = Api(("PREFECT_API_REQUEST_TIMEOUT", "0.1"), ("PREFECT_CLIENT_MAX_RETRIES", "0"));

        PrefectApiException error = await Should.ThrowAsync<PrefectApiException>(() => api.Admin.ReadApiVersionAsync(Ct));

        error.InnerException.ShouldBeOfType<TimeoutException>();
        error.StatusCode.ShouldBeNull();
        error.Message.ShouldContain("PREFECT_API_REQUEST_TIMEOUT");
        error.IsTransient.ShouldBeTrue();
    }

    [Fact]
    public async Task A_server_that_was_never_reached_is_not_waited_for()
    {
        string address = Server.Url;
        await Server.DisposeAsync();
        PrefectApi api = new(SettingsFor(address), Options);

        PrefectApiException error = await Should.ThrowAsync<PrefectApiException>(() => api.Admin.ReadApiVersionAsync(Ct));

        error.InnerException.ShouldBeOfType<HttpRequestException>();
        error.Attempts.ShouldBe(1);
        error.Message.ShouldContain("PREFECT_API_URL");
        WaitedSeconds.ShouldBeEmpty();
    }

    [Fact]
    public async Task A_server_that_was_reached_before_is_waited_for()
    {
        PrefectApi api = Api();
        await api.Admin.ReadApiVersionAsync(Ct);
        await Server.DisposeAsync();

        PrefectApiException error = await Should.ThrowAsync<PrefectApiException>(() => api.Admin.ReadApiVersionAsync(Ct));

        error.Attempts.ShouldBe(6);
        WaitedSeconds.Count.ShouldBe(5);
    }

    [Fact]
    public async Task Giving_up_ends_a_wait_at_once()
    {
        using CancellationTokenSource stop = CancellationTokenSource.CreateLinkedTokenSource(Ct);
        Server.Script(Version, ServerReply.ComeAgain(60));
        ManualClock clock = new();
        PrefectApi api = new(Settings(), new() { Clock = clock });

        Task<string> call = api.Admin.ReadApiVersionAsync(stop.Token);
        while (clock.Waits.Count == 0)
        {
            await Task.Yield();
        }

        await stop.CancelAsync();

        await Should.ThrowAsync<OperationCanceledException>(() => call);
    }

    [Fact]
    public async Task Giving_up_ends_a_request_at_once()
    {
        using CancellationTokenSource stop = CancellationTokenSource.CreateLinkedTokenSource(Ct);
        Server.Script(Version, ServerReply.Never());
        PrefectApi api = Api();

        Task<string> call = api.Admin.ReadApiVersionAsync(stop.Token);
        while (Server.Requests.Count == 0)
        {
            await Task.Yield();
        }

        await stop.CancelAsync();

        await Should.ThrowAsync<OperationCanceledException>(() => call);
    }

    [Theory]
    [InlineData(0.0, 1.6, 10)]
    [InlineData(0.999999, 2.4, 12)]
    public void Waits_are_spread_by_the_jitter_factor(double chance, double own, double asked)
    {
        RetryRule rule = new(Settings().Client, () => chance);

        rule.WaitAfter(1, null).TotalSeconds.ShouldBe(own, 0.001);
        rule.WaitAfter(1, TimeSpan.FromSeconds(10)).TotalSeconds.ShouldBe(asked, 0.001);
    }

    [Fact]
    public void Waits_do_not_grow_beyond_all_bounds()
    {
        RetryRule rule = new(Settings(("PREFECT_CLIENT_MAX_RETRIES", "100000")).Client, () => 0.5);

        rule.WaitAfter(99_999, null).ShouldBe(TimeSpan.FromSeconds(1024));
    }
}
