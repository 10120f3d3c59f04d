using System.Net;
using System.Text.Json.Nodes;
using Prefect.Testing;

namespace Prefect.Gcp.Tests.BigQuery;

public sealed class BigQueryFaultTests : GcpTest
{
    private BigQueryClient Client => new(Credentials with { Project = "harbour" });

    [Theory]
    [InlineData(null)]
    [InlineData("EU")]
    [InlineData("europe-west3")]
    public async Task A_start_whose_answer_is_lost_starts_no_second_job(string? location)
    {
        using IDisposable scope = Reach();
        BigQueryScript script = new(Peer, BigQueryAnswer.Numbers(1)) { Location = "EU" };
        bool isLost = false;
        Peer.On("bigquery.jobs.insert", exchange =>
        {
            GoogleReply reply = script.Insert(exchange);
            (bool wasLost, isLost) = (isLost, true);
            return wasLost ? reply : GoogleReply.Reset();
        });

        BigQueryRows rows = await Client.QueryAsync("SELECT n", options: new BigQueryQueryOptions { Location = location }, cancellationToken: Token);

        (await rows.ToListAsync(Token)).Count.ShouldBe(1);
        script.Started.Count.ShouldBe(1);
        rows.Location.ShouldBe(location ?? "EU");
        Peer.RequestsFor("bigquery.jobs.insert").Select(request => (string?)request.Json["jobReference"]!["jobId"]).Distinct().Count().ShouldBe(1);
        Peer.ShouldHaveKeptTheRules();
    }

    [Fact]
    public async Task A_service_that_is_unwell_for_a_while_fails_no_query()
    {
        ManualClock clock = new() { JumpsToTimers = true };
        using IDisposable scope = Reach(Access(clock));
        _ = new BigQueryScript(Peer, BigQueryAnswer.Numbers(1));
        int count = 0;
        Func<GoogleExchange, GoogleReply> wellAgain = null!;
        Peer.On("bigquery.jobs.getQueryResults", exchange => ++count switch
        {
            <= 10 => GoogleReply.InternalError(503),
            11 => GoogleReply.Html(),
            12 => GoogleReply.Half("""{"jobComplete":true,"rows":[{"f":"""),
            13 => GoogleReply.Html(200),
            14 => GoogleReply.Reset(),
            _ => wellAgain(exchange),
        });
        wellAgain = exchange => GoogleReply.Json(
            """{"jobComplete":true,"schema":{"fields":[{"name":"n","type":"INTEGER"}]},"totalRows":"1","rows":[{"f":[{"v":"9"}]}]}""");

        (await (await Client.QueryAsync("SELECT n", cancellationToken: Token)).ToListAsync(Token)).Single()[0].ShouldBe(9L);
        count.ShouldBe(15);
    }

    [Fact]
    public async Task A_job_that_may_not_be_seen_fails_no_query_whose_rows_cannot_be_read_for_a_while()
    {
        ManualClock clock = new() { JumpsToTimers = true };
        using IDisposable scope = Reach(Access(clock));
        _ = new BigQueryScript(Peer, BigQueryAnswer.One);
        int count = 0;
        Peer.On("bigquery.jobs.getQueryResults", _ => ++count <= 6 ? GoogleReply.InternalError(503) : Page("""[{"f":[{"v":"1"}]}]""", null));
        Peer.On("bigquery.jobs.get", GoogleReply.Error(403, "accessDenied", "Access Denied: Job"));
        (await (await Client.QueryAsync("SELECT n", cancellationToken: Token)).CountAsync(Token)).ShouldBe(1);
    }

    [Fact]
    public async Task The_failure_of_a_query_is_told_in_the_services_words()
    {
        using IDisposable scope = Reach();
        _ = new BigQueryScript(Peer, BigQueryAnswer.Failed("invalidQuery", "Syntax error: Unexpected end of script at [1:7]"));
        GcpException failure = await Should.ThrowAsync<GcpException>(() => Client.QueryAsync("SELECT s3cret_in_a_query", cancellationToken: Token));
        failure.ErrorCode.ShouldBe("invalidQuery");
        failure.IsTransient.ShouldBeFalse();
        failure.Message.ShouldContain("Syntax error: Unexpected end of script at [1:7]. Correct the query.");
        failure.Message.ShouldNotContain("s3cret");
    }

    [Fact]
    public async Task A_job_that_the_service_itself_broke_is_no_passing_fault_of_reading()
    {
        ManualClock clock = new() { JumpsToTimers = true };
        using IDisposable scope = Reach(Access(clock));
        _ = new BigQueryScript(Peer, BigQueryAnswer.Failed("jobBackendError", "The job encountered an error during execution.", 503));
        GcpException failure = await Should.ThrowAsync<GcpException>(() => Client.QueryAsync("SELECT n", cancellationToken: Token));
        failure.ErrorCode.ShouldBe("jobBackendError");
        failure.IsTransient.ShouldBeTrue();
    }

    [Theory]
    [InlineData(403, "accessDenied", "Access Denied")]
    [InlineData(400, "invalid", "Invalid value")]
    public async Task A_job_that_may_not_start_is_refused_at_once(int status, string code, string text)
    {
        using IDisposable scope = Reach();
        Peer.On("bigquery.jobs.insert", GoogleReply.Error(status, code, text));
        GcpException refused = await Should.ThrowAsync<GcpException>(() => Client.QueryAsync("SELECT n", cancellationToken: Token));
        ((int)refused.StatusCode!).ShouldBe(status);
        refused.ErrorCode.ShouldBe(code);
        Peer.Requests.Count.ShouldBe(1);
    }

    [Fact]
    public async Task A_page_that_breaks_off_is_read_again_and_no_row_is_lost_or_doubled()
    {
        using IDisposable scope = Reach();
        Queue<GoogleReply> replies = new(
        [
            Page("""[{"f":[{"v":"1"}]},{"f":[{"v":"2"}]}]""", "a"),
            GoogleReply.Half("""{"jobComplete":true,"rows":[{"f":[{"v":"3"}]}"""),
            GoogleReply.InternalError(),
            Page("""[]""", "b"),
            Page("""[{"f":[{"v":"3"}]}]""", null),
        ]);
        _ = new BigQueryScript(Peer, BigQueryAnswer.One);
        Peer.On("bigquery.jobs.getQueryResults", _ => replies.Dequeue());

        List<BigQueryRow> rows = await (await Client.QueryAsync("SELECT n", cancellationToken: Token)).ToListAsync(Token);

        rows.Select(row => row[0]).ShouldBe([1L, 2L, 3L]);
        Peer.RequestsFor("bigquery.jobs.getQueryResults").Select(request => request.QueryValue("pageToken")).ShouldBe([null, "a", "a", "a", "b"]);
        Peer.ShouldHaveKeptTheRules();
    }

    [Fact]
    public async Task Pages_that_lead_to_themselves_end()
    {
        using IDisposable scope = Reach();
        _ = new BigQueryScript(Peer, BigQueryAnswer.One);
        Peer.On("bigquery.jobs.getQueryResults", _ => Page("[]", "again"));
        BigQueryRows rows = await Client.QueryAsync("SELECT n", cancellationToken: Token);
        (await Should.ThrowAsync<GcpException>(() => rows.ToListAsync(Token).AsTask())).Message.ShouldContain("themselves");
    }

    [Fact]
    public async Task A_row_that_does_not_fit_its_schema_is_an_error_of_the_service()
    {
        using IDisposable scope = Reach();
        _ = new BigQueryScript(Peer, BigQueryAnswer.Numbers(1) with { Schema = """{"fields":[{"name":"n","type":"BOOLEAN"}]}""" });
        BigQueryRows rows = await Client.QueryAsync("SELECT n", cancellationToken: Token);
        (await Should.ThrowAsync<GcpException>(() => rows.ToListAsync(Token).AsTask())).ErrorCode.ShouldBe("invalidRow");
    }

    [Fact]
    public async Task A_long_query_is_waited_for_by_the_clock()
    {
        ManualClock clock = new() { JumpsToTimers = true };
        using IDisposable scope = Reach(Access(clock));
        _ = new BigQueryScript(Peer, BigQueryAnswer.Numbers(1) with { Looks = 9 });
        await Client.QueryAsync("SELECT n", cancellationToken: Token);
        clock.Waits.Take(8).Select(wait => wait.TotalSeconds).ShouldBe([0.2, 0.4, 0.8, 1.6, 3.2, 6.4, 10, 10]);
    }

    [Fact]
    public async Task A_service_that_holds_the_question_until_the_query_ends_is_asked_again_at_once()
    {
        ManualClock clock = new() { JumpsToTimers = true };
        using IDisposable scope = Reach(Access(clock));
        _ = new BigQueryScript(Peer, BigQueryAnswer.One);
        int looks = 0;
        Peer.On("bigquery.jobs.getQueryResults", _ =>
        {
            clock.Advance(TimeSpan.FromSeconds(10));
            return ++looks < 20 ? GoogleReply.Json("""{"jobComplete":false}""") : Page("[]", null);
        });
        DateTimeOffset began = clock.GetUtcNow();
        await Client.QueryAsync("SELECT n", cancellationToken: Token);
        (clock.GetUtcNow() - began).ShouldBe(TimeSpan.FromSeconds(200));
    }

    [Theory]
    [InlineData(false, 0)]
    [InlineData(true, 1)]
    public async Task Waiting_ends_in_time_and_the_job_only_if_it_is_said(bool cancelRemote, int cancelled)
    {
        ManualClock clock = new();
        using IDisposable scope = Reach(Access(clock));
        BigQueryScript script = new(Peer, BigQueryAnswer.One);
        Peer.On("bigquery.jobs.getQueryResults", _ =>
        {
            clock.Advance(TimeSpan.FromMinutes(1));
            return GoogleReply.Json("""{"jobComplete":false}""");
        });
        BigQueryQueryOptions options = new() { Location = "EU", WaitTimeout = TimeSpan.FromMinutes(1), CancelRemote = cancelRemote };
        TimeoutException late = await Should.ThrowAsync<TimeoutException>(() => Client.QueryAsync("SELECT n", options: options, cancellationToken: Token));
        late.Message.ShouldContain((string)script.Started.Single()["jobReference"]!["jobId"]!);
        script.Cancelled.ShouldBe(cancelled);
    }

    [Fact]
    public async Task A_service_that_never_answers_holds_nobody_longer_than_they_wait()
    {
        using IDisposable scope = Reach();
        _ = new BigQueryScript(Peer, BigQueryAnswer.One);
        Peer.On("bigquery.jobs.getQueryResults", GoogleReply.Never());
        BigQueryQueryOptions options = new() { WaitTimeout = TimeSpan.FromMilliseconds(50) };
        await Should.ThrowAsync<TimeoutException>(() => Client.QueryAsync("SELECT n", options: options, cancellationToken: Token));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_start_that_is_never_answered_holds_nobody_longer_than_they_wait_and_is_taken_back_where_that_is_said(bool cancelRemote)
    {
        ManualClock clock = new();
        using IDisposable scope = Reach(Access(clock));
        BigQueryScript script = new(Peer, BigQueryAnswer.One);
        Peer.On("bigquery.jobs.insert", exchange =>
        {
            GoogleReply reply = script.Insert(exchange) with { Held = Task.Delay(Timeout.Infinite, Token) };
            clock.Advance(TimeSpan.FromMinutes(1));
            return reply;
        });
        BigQueryQueryOptions options = new() { Location = "EU", WaitTimeout = TimeSpan.FromMinutes(1), CancelRemote = cancelRemote };
        Task late = Client.QueryAsync("SELECT n", options: options, cancellationToken: Token);
        await Should.ThrowAsync<TimeoutException>(() => late.WaitAsync(TimeSpan.FromMinutes(5), Token));
        late.IsFaulted.ShouldBeTrue();
        script.Cancelled.ShouldBe(cancelRemote ? 1 : 0);
    }

    [Fact]
    public async Task Waiting_may_be_allowed_for_longer_than_any_timer_goes_on()
    {
        using IDisposable scope = Reach();
        _ = new BigQueryScript(Peer, BigQueryAnswer.Numbers(1));
        foreach (TimeSpan time in new[] { TimeSpan.FromDays(60), TimeSpan.MaxValue })
        {
            (await (await Client.QueryAsync("SELECT n", options: new() { WaitTimeout = time }, cancellationToken: Token)).CountAsync(Token)).ShouldBe(1);
        }
    }

    [Fact]
    public async Task Cancelling_the_wait_cancels_the_job_where_that_is_said_and_an_error_of_it_is_borne()
    {
        using IDisposable scope = Reach();
        _ = new BigQueryScript(Peer, BigQueryAnswer.One);
        Peer.On("bigquery.jobs.cancel", GoogleReply.Error(403, "accessDenied", "No."));
        using CancellationTokenSource cancel = CancellationTokenSource.CreateLinkedTokenSource(Token);
        Peer.On("bigquery.jobs.getQueryResults", _ =>
        {
            cancel.Cancel();
            return GoogleReply.Json("""{"jobComplete":false}""");
        });
        BigQueryQueryOptions options = new() { CancelRemote = true };
        await Should.ThrowAsync<OperationCanceledException>(() => Client.QueryAsync("SELECT n", options: options, cancellationToken: cancel.Token));
        Peer.RequestsFor("bigquery.jobs.cancel").Count.ShouldBe(1);
        await Should.ThrowAsync<OperationCanceledException>(() => Client.QueryAsync("SELECT n", options: options, cancellationToken: cancel.Token));
        Peer.RequestsFor("bigquery.jobs.cancel").Count.ShouldBe(1);
    }

    [Fact]
    public async Task Waiting_is_given_up_when_nothing_can_be_read_for_long()
    {
        ManualClock clock = new() { JumpsToTimers = true };
        using IDisposable scope = Reach(Access(clock));
        _ = new BigQueryScript(Peer, BigQueryAnswer.One);
        Peer.On("bigquery.jobs.getQueryResults", GoogleReply.InternalError(503));
        Peer.On("bigquery.jobs.get", GoogleReply.InternalError(503));
        GcpException lost = await Should.ThrowAsync<GcpException>(() => Client.QueryAsync("SELECT n", cancellationToken: Token));
        lost.Message.ShouldContain("may go on");
        lost.StatusCode.ShouldBe(HttpStatusCode.ServiceUnavailable);
        lost.IsTransient.ShouldBeTrue();
    }

    [Fact]
    public async Task A_service_whose_answers_never_come_is_given_up_in_time()
    {
        ManualClock clock = new() { JumpsToTimers = true };
        using IDisposable scope = Reach(Access(clock));
        _ = new BigQueryScript(Peer, BigQueryAnswer.One);
        GoogleReply TimedOut(GoogleExchange exchange)
        {
            clock.Advance(TimeSpan.FromSeconds(60));
            return GoogleReply.InternalError(504);
        }

        Peer.On("bigquery.jobs.getQueryResults", TimedOut);
        Peer.On("bigquery.jobs.get", TimedOut);
        DateTimeOffset began = clock.GetUtcNow();
        await Should.ThrowAsync<GcpException>(() => Client.QueryAsync("SELECT n", cancellationToken: Token));
        (clock.GetUtcNow() - began).ShouldBeLessThan(TimeSpan.FromMinutes(45));
    }

    [Fact]
    public async Task A_dry_run_tells_bytes_and_columns_and_makes_no_job()
    {
        using IDisposable scope = Reach();
        BigQueryScript script = new(Peer, BigQueryAnswer.One);
        BigQueryDryRun estimate = await Client.DryRunAsync("SELECT n", cancellationToken: Token);
        estimate.TotalBytesProcessed.ShouldBe(1_048_576);
        estimate.Fields.Single().ShouldBe(new BigQueryField("n", BigQueryType.Int64));
        script.Started.ShouldBeEmpty();

        Peer.On("bigquery.jobs.insert", GoogleReply.Json("{}"));
        (await Should.ThrowAsync<GcpException>(() => Client.DryRunAsync("SELECT n", cancellationToken: Token))).ErrorCode.ShouldBe("noEstimate");
    }

    [Fact]
    public async Task Rows_can_be_enumerated_again()
    {
        using IDisposable scope = Reach();
        BigQueryScript script = new(Peer, BigQueryAnswer.Numbers(2, 2));
        BigQueryRows rows = await Client.QueryAsync("SELECT n", cancellationToken: Token);
        rows.TotalRows.ShouldBe(4);
        for (int time = 0; time < 2; time++)
        {
            (await rows.Select(row => (long)row[0]!).ToListAsync(Token)).ShouldBe([1, 2, 3, 4]);
        }

        script.Started.Count.ShouldBe(1);
    }

    [Fact]
    public async Task A_statement_that_gives_no_rows_tells_how_many_it_changed()
    {
        using IDisposable scope = Reach();
        _ = new BigQueryScript(Peer, new BigQueryAnswer { Schema = "{}", AffectedRows = "7" });
        BigQueryRows rows = await Client.QueryAsync("DELETE FROM shop.t WHERE TRUE", cancellationToken: Token);
        rows.AffectedRows.ShouldBe(7);
        rows.Fields.ShouldBeEmpty();
        (await rows.CountAsync(Token)).ShouldBe(0);
    }

    private static GoogleReply Page(string rows, string? token)
    {
        JsonObject page = new()
        {
            ["jobComplete"] = true,
            ["schema"] = JsonNode.Parse("""{"fields":[{"name":"n","type":"INTEGER"}]}"""),
            ["totalRows"] = "3",
            ["rows"] = JsonNode.Parse(rows),
        };
        if (token is not null)
        {
            page["pageToken"] = token;
        }

        return GoogleReply.Json(page);
    }
}
