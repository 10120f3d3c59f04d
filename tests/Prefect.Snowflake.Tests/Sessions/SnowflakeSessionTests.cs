using Prefect.Testing;

namespace Prefect.Snowflake.Tests.Sessions;

public sealed class SnowflakeSessionTests : SnowflakeTest
{
    private const string Sql = "SELECT 1";

    private static readonly SnowflakeRequest s_query = new("run a query", HttpMethod.Post, "/queries/v1/query-request")
    {
        Query = [new("requestId", "3f9a")],
        Body = static json =>
        {
            json.WriteStartObject();
            json.WriteString("sqlText", Sql);
            json.WriteEndObject();
        },
    };

    [Fact]
    public async Task A_request_brings_the_token_and_what_it_says()
    {
        await using SnowflakeSession session = await StartAsync();

        using SnowflakeAnswer answer = await session.SendAsync(s_query, Token);

        answer.Success.ShouldBeTrue();
        answer.Generation.ShouldBe(1);
        RestExchange sent = Peer.Queries.Single();
        sent.QueryValue("requestId").ShouldBe("3f9a");
        sent.QueryValue("request_guid").ShouldNotBeNull();
        sent.Query.Keys.ShouldBe(["requestId", "request_guid"], ignoreOrder: true);
        sent.Headers["Accept"].ShouldBe("application/snowflake");
        sent.Headers["Content-Type"].ShouldBe("application/json");
        sent.Headers["User-Agent"].ShouldStartWith(".NET/");
    }

    [Fact]
    public async Task A_token_that_has_run_out_is_renewed_by_the_master_token()
    {
        await using SnowflakeSession session = await StartAsync();
        Peer.ExpireTokens();

        (await session.SendAsync(s_query, Token)).Success.ShouldBeTrue();
        Peer.ExpireTokens();
        (await session.SendAsync(s_query, Token)).Success.ShouldBeTrue();

        Peer.Renewals.Count.ShouldBe(2);
        Peer.Logins.Count.ShouldBe(1);
        session.Generation.ShouldBe(1);
        Peer.OpenSessions.ShouldBe(1);
    }

    [Fact]
    public async Task A_master_token_that_has_run_out_leads_to_one_new_sign_in()
    {
        await using SnowflakeSession session = await StartAsync();
        Peer.ExpireMasterTokens();

        using SnowflakeAnswer answer = await session.SendAsync(s_query, Token);

        answer.Success.ShouldBeTrue();
        answer.Generation.ShouldBe(2);
        session.Generation.ShouldBe(2);
        Peer.Logins.Count.ShouldBe(2);
        Peer.Renewals.Count.ShouldBe(1);
    }

    [Fact]
    public async Task An_answer_of_390114_itself_leads_to_one_new_sign_in()
    {
        await using SnowflakeSession session = await StartAsync();
        int left = 1;
        Peer.OnQuery(Sql, _ => left-- > 0 ? SnowflakeReply.MasterTokenExpired() : SnowflakeReply.Rows(["1"], ["1"]));

        (await session.SendAsync(s_query, Token)).Success.ShouldBeTrue();

        Peer.Logins.Count.ShouldBe(2);
        Peer.Renewals.ShouldBeEmpty();
    }

    [Fact]
    public async Task A_session_that_is_gone_is_signed_in_to_anew()
    {
        await using SnowflakeSession session = await StartAsync();
        Peer.EndSessions();

        (await session.SendAsync(s_query, Token)).Success.ShouldBeTrue();

        Peer.Logins.Count.ShouldBe(2);
    }

    [Fact]
    public async Task A_session_that_stays_refused_after_the_new_sign_in_is_given_up()
    {
        await using SnowflakeSession session = await StartAsync();
        Peer.OnQuery(Sql, SnowflakeReply.MasterTokenExpired());

        SnowflakeException refused = await Should.ThrowAsync<SnowflakeException>(session.SendAsync(s_query, Token));

        refused.ErrorCode.ShouldBe("390114");
        Peer.Logins.Count.ShouldBe(2);
        Peer.Queries.Count.ShouldBe(2);
    }

    [Fact]
    public async Task A_sign_in_that_fails_meanwhile_is_told()
    {
        await using SnowflakeSession session = await StartAsync();
        Peer.EndSessions();
        Peer.Rest.On("POST /session/v1/login-request", SnowflakeReply.Error("390100", "Incorrect username or password was specified."));

        (await Should.ThrowAsync<SnowflakeException>(session.SendAsync(s_query, Token))).ErrorCode.ShouldBe("390100");
    }

    [Fact]
    public async Task A_statement_of_a_transaction_is_not_run_in_another_session()
    {
        await using SnowflakeSession session = await StartAsync();
        Peer.ExpireTokens();
        (await session.SendAsync(s_query with { Generation = 1 }, Token)).Success.ShouldBeTrue();
        Peer.ExpireMasterTokens();

        (await Should.ThrowAsync<SnowflakeException>(session.SendAsync(s_query with { Generation = 1 }, Token))).ErrorCode.ShouldBe("390114");
        Peer.Logins.Count.ShouldBe(1);

        (await session.SendAsync(s_query, Token)).Success.ShouldBeTrue();
        int queries = Peer.Queries.Count;
        SnowflakeException refused = await Should.ThrowAsync<SnowflakeException>(session.SendAsync(s_query with { Generation = 1 }, Token));
        refused.Message.ShouldContain("its transaction and temporary tables are gone");
        Peer.Queries.Count.ShouldBe(queries);
    }

    [Theory]
    [InlineData("token")]
    [InlineData("master")]
    [InlineData("gone")]
    public async Task Many_who_find_the_session_expired_at_once_bring_it_back_once(string what)
    {
        const int Many = 20;
        await using SnowflakeSession session = await StartAsync();
        (what switch { "token" => (Action)Peer.ExpireTokens, "master" => Peer.ExpireMasterTokens, _ => Peer.EndSessions })();
        using CountdownEvent asked = new(Many);
        TaskCompletionSource all = new();
        Peer.Rest.On("POST /queries/v1/query-request", _ => Counted(asked, all, what == "gone" ? "390111" : "390112"));

        SnowflakeAnswer[] answers = await Task.WhenAll(Enumerable.Range(0, Many).Select(_ => session.SendAsync(s_query, Token)));

        answers.ShouldAllBe(static answer => answer.Success);
        Peer.Logins.Count.ShouldBe(what == "token" ? 1 : 2);
        Peer.Renewals.Count.ShouldBe(what == "gone" ? 0 : 1);
        Peer.Queries.Count.ShouldBe(2 * Many);
    }

    [Fact]
    public async Task Who_leaves_ends_no_renewal_that_others_wait_for()
    {
        await using SnowflakeSession session = await StartAsync();
        Peer.ExpireTokens();
        TaskCompletionSource renewing = new();
        TaskCompletionSource let = new();
        Peer.RenewalsWaitFor = let.Task;
        Peer.Rest.On("POST /session/token-request", _ =>
        {
            renewing.TrySetResult();
            return null;
        });
        using CancellationTokenSource leaves = new();
        Task<SnowflakeAnswer> leaver = session.SendAsync(s_query, leaves.Token);
        Task<SnowflakeAnswer> stayer = session.SendAsync(s_query, Token);
        await renewing.Task;

        await leaves.CancelAsync();
        await Should.ThrowAsync<OperationCanceledException>(leaver);
        let.SetResult();

        (await stayer).Success.ShouldBeTrue();
        Peer.Renewals.Count.ShouldBe(1);
    }

    [Theory]
    [InlineData("status", "503")]
    [InlineData("page", "0")]
    [InlineData("half", "0")]
    [InlineData("reset", "0")]
    public async Task A_request_that_may_be_repeated_says_so_each_time(string fault, string reason)
    {
        await using SnowflakeSession session = await StartAsync();
        int left = 2;
        Peer.Rest.On("POST /queries/v1/query-request", _ => left-- > 0 ? Fault(fault) : null);

        (await session.SendAsync(s_query, Token)).Success.ShouldBeTrue();

        Peer.Queries.Select(static query => query.QueryValue("retryCount")).ShouldBe([null, "1", "2"]);
        Peer.Queries.Select(static query => query.QueryValue("retryReason")).ShouldBe([null, reason, reason]);
        Peer.Queries.Select(static query => query.QueryValue("requestId")).ShouldBe(["3f9a", "3f9a", "3f9a"]);
        Peer.Queries.Select(static query => query.QueryValue("request_guid")).Distinct().Count().ShouldBe(3);
        Peer.Queries[1].QueryValue("clientStartTime").ShouldBe(Peer.Queries[2].QueryValue("clientStartTime"));
    }

    [Fact]
    public async Task What_may_not_be_repeated_is_sent_once()
    {
        await using SnowflakeSession session = await StartAsync();
        Peer.Rest.On("POST /queries/v1/query-request", RestReply.Reset());

        SnowflakeException lost = await Should.ThrowAsync<SnowflakeException>(session.SendAsync(s_query with { MayRepeat = false }, Token));

        lost.IsTransient.ShouldBeTrue();
        Peer.Queries.Count.ShouldBe(1);
    }

    [Fact]
    public async Task What_a_query_answers_is_left_to_who_asked()
    {
        await using SnowflakeSession session = await StartAsync();
        Peer.OnQuery(Sql, SnowflakeReply.Error("002003", "Object 'X' does not exist or not authorized."));

        using SnowflakeAnswer answer = await session.SendAsync(s_query, Token);

        answer.Success.ShouldBeFalse();
        answer.Code.ShouldBe("002003");
        Peer.Queries.Count.ShouldBe(1);
    }

    [Fact]
    public async Task Closing_ends_the_session_and_closing_again_does_nothing()
    {
        SnowflakeSession session = await StartAsync();

        await session.DisposeAsync();
        await session.DisposeAsync();

        Peer.OpenSessions.ShouldBe(0);
        session.IsClosed.ShouldBeTrue();
        Peer.Rest.RequestsFor("POST /session").Single().QueryValue("delete").ShouldBe("true");
        await Should.ThrowAsync<InvalidOperationException>(session.SendAsync(s_query, Token));
    }

    [Fact]
    public async Task A_session_that_cannot_be_closed_is_left_to_itself()
    {
        SnowflakeSession session = await StartAsync();
        Peer.Rest.On("POST /session", RestReply.Html(503));

        await session.DisposeAsync();

        Peer.Rest.RequestsFor("POST /session").Count.ShouldBe(1);
    }

    [Fact]
    public async Task Downloads_bring_no_token()
    {
        await using SnowflakeSession session = await StartAsync();
        Peer.Rest.On("GET /chunk", RestReply.Text("rows"));
        using HttpRequestMessage request = new(HttpMethod.Get, new Uri("https://bucket.s3.amazonaws.com/chunk?X-Amz-Signature=1"));

        using HttpResponseMessage answer = await session.DownloadAsync(request, Token);

        (await answer.Content.ReadAsStringAsync(Token)).ShouldBe("rows");
        Peer.Rest.RequestsFor("GET /chunk").Single().Authorization.ShouldBeNull();
    }

    [Fact]
    public async Task Paths_that_the_service_gives_lead_to_the_account_alone()
    {
        await using SnowflakeSession session = await StartAsync();
        Peer.On("GET /queries/0123/result", static _ => SnowflakeReply.Success());

        (await session.SendAsync(new SnowflakeRequest("read the result", HttpMethod.Get, "/queries/0123/result?disableOfflineChunks=false"), Token)).Success.ShouldBeTrue();
        RestExchange sent = Peer.Rest.RequestsFor("GET /queries/0123/result").Single();
        sent.QueryValue("disableOfflineChunks").ShouldBe("false");
        sent.Host.ShouldBe(Peer.Host);
    }

    private async Task<SnowflakeSession> StartAsync()
    {
        Peer.OnQuery(Sql, SnowflakeReply.Rows(["1"], ["1"]));
        return await OpenAsync(Credentials);
    }

    // Nobody is answered before all have asked, so that all of them find the same token expired.
    private static RestReply? Counted(CountdownEvent asked, TaskCompletionSource all, string code)
    {
        if (asked.IsSet)
        {
            return null;
        }

        if (asked.Signal())
        {
            all.SetResult();
        }

        return SnowflakeReply.Error(code, "x") with { Held = all.Task };
    }

    private static RestReply Fault(string fault) => fault switch
    {
        "status" => RestReply.Status(503),
        "page" => RestReply.Html(200),
        "half" => RestReply.Half(),
        _ => RestReply.Reset(),
    };
}
