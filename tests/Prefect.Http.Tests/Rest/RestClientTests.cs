using System.Net;
using System.Net.Http.Headers;
using System.Text.Json.Nodes;
using Prefect.Testing;

namespace Prefect.Http.Tests.Rest;

public sealed class RestClientTests : RestTest
{
    private static readonly RestRequest s_get = RestRequest.Get("harbours/oslo");

    private static readonly RestRequest s_post = RestRequest.Post("harbours", new JsonObject { ["name"] = "oslo" }, TestJson.Default.JsonObject);

    [Fact]
    public async Task A_request_carries_query_headers_and_body_and_its_answer_is_read()
    {
        Peer.On("POST /api/harbours", RestReply.Json("""{"id":7}"""));
        RestRequest request = s_post.With("dry run", true).With("size", 3).With("none", (string?)null).WithHeader("x-mark", "a");

        JsonObject answer = await Client(Options with { Headers = [new("User-Agent", "Prefect.Test/1")] }).SendAsync(Read, request, TestJson.Default.JsonObject, Token);

        RestExchange sent = Peer.Requests.Single();
        sent.Target.ShouldBe("/api/harbours?dry%20run=true&size=3");
        sent.Json.ToJsonString().ShouldBe("""{"name":"oslo"}""");
        sent.Headers["Content-Type"].ShouldBe("application/json");
        sent.Headers["Accept"].ShouldBe("application/json");
        sent.Headers["User-Agent"].ShouldBe("Prefect.Test/1");
        sent.Headers["x-mark"].ShouldBe("a");
        ((int?)answer["id"]).ShouldBe(7);
    }

    [Theory]
    [InlineData(408)]
    [InlineData(429)]
    [InlineData(500)]
    [InlineData(503)]
    public async Task What_may_be_repeated_is_repeated_while_the_service_is_unwell(int status)
    {
        Peer.On("GET /api/harbours/oslo", RestReply.Status(status), RestReply.Html(status), RestReply.Json("{}"));

        await Client().SendAsync(Read, s_get, TestJson.Default.JsonObject, Token);

        Peer.Requests.Count.ShouldBe(3);
    }

    [Fact]
    public async Task A_broken_connection_half_an_answer_and_a_page_are_repeated()
    {
        Peer.On("GET /api/harbours/oslo", RestReply.Reset(), RestReply.Half(), RestReply.Html(200), RestReply.Json("""{"name":"oslo"}"""));

        JsonObject answer = await Client().SendAsync(Read, s_get, TestJson.Default.JsonObject, Token);

        Peer.Requests.Count.ShouldBe(4);
        ((string?)answer["name"]).ShouldBe("oslo");
    }

    [Fact]
    public async Task A_request_may_say_which_try_it_is_and_how_the_one_before_ended()
    {
        Peer.On("GET /api/harbours/oslo", RestReply.Status(503), RestReply.Reset(), RestReply.Json("{}"));
        RestRequest request = s_get with
        {
            ForTry = static (request, attempt) => request.With("try", attempt.Number).With("before", (long?)attempt.StatusBefore),
        };

        await Client().SendAsync(Read, request, TestJson.Default.JsonObject, Token);

        Peer.Requests.Select(static sent => sent.Target).ShouldBe(
            ["/api/harbours/oslo?try=1", "/api/harbours/oslo?try=2&before=503", "/api/harbours/oslo?try=3"]);
    }

    [Theory]
    [InlineData("status")]
    [InlineData("reset")]
    [InlineData("half")]
    [InlineData("page")]
    public async Task What_may_not_be_repeated_is_sent_once_and_may_have_been_carried_out(string fault)
    {
        Peer.On("POST /api/harbours", fault switch
        {
            "status" => RestReply.Status(503),
            "reset" => RestReply.Reset(),
            "half" => RestReply.Half(),
            _ => RestReply.Html(200),
        });

        TestServiceException refused = await Should.ThrowAsync<TestServiceException>(Client().SendAsync(Read, s_post, TestJson.Default.JsonObject, Token));

        refused.IsTransient.ShouldBeTrue();
        refused.Fault.WasNotCarriedOut.ShouldBeFalse();
        Peer.Requests.Count.ShouldBe(1);
    }

    [Fact]
    public async Task What_was_turned_away_for_there_being_too_many_is_sent_again_whatever_it_is()
    {
        Peer.On("POST /api/harbours", RestReply.Throttled(), RestReply.Json("{}"));

        await Client().SendAsync(Read, s_post, Token);

        Peer.Requests.Count.ShouldBe(2);
    }

    [Fact]
    public async Task A_service_that_is_not_there_was_not_asked()
    {
        using System.Net.Sockets.Socket taken = new(System.Net.Sockets.SocketType.Stream, System.Net.Sockets.ProtocolType.Tcp);
        taken.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        Uri nobody = new($"http://127.0.0.1:{((IPEndPoint)taken.LocalEndPoint!).Port}");

        TestServiceException refused = await Should.ThrowAsync<TestServiceException>(Client(Options with { Address = nobody }).SendAsync(Read, s_post, Token));

        refused.Fault.WasNotCarriedOut.ShouldBeTrue();
        refused.IsTransient.ShouldBeTrue();
        refused.InnerException.ShouldBeOfType<HttpRequestException>();
        refused.Message.ShouldStartWith("Could not read the harbour 'oslo': Connection refused");
    }

    [Fact]
    public async Task A_refusal_tells_what_was_tried_what_came_back_and_what_to_do()
    {
        Peer.On("GET /api/harbours/oslo", RestReply.Json("""{"error_code":"NO_SUCH","message":"There is no harbour"}""", 404).With("x-request-id", "r-1"));

        TestServiceException refused = await Should.ThrowAsync<TestServiceException>(Client().SendAsync(Read, s_get, Token));

        refused.Message.ShouldBe(
            "Could not read the harbour 'oslo': NO_SUCH (404). There is no harbour. Check the names and ids, and that the credentials may see what they name.");
        (refused.StatusCode, refused.ErrorCode, refused.RequestId, refused.IsTransient).ShouldBe((HttpStatusCode.NotFound, "NO_SUCH", "r-1", false));
        refused.Fault.WasNotCarriedOut.ShouldBeTrue();
    }

    [Fact]
    public async Task A_page_with_a_refusal_is_not_told_in_full()
    {
        Peer.On("GET /api/harbours/oslo", RestReply.Html(403));

        TestServiceException refused = await Should.ThrowAsync<TestServiceException>(Client().SendAsync(Read, s_get, Token));

        refused.Message.ShouldStartWith("Could not read the harbour 'oslo': 403. Forbidden. The credentials are known but may not do this");
    }

    [Fact]
    public async Task A_status_that_is_an_answer_too_refuses_nothing()
    {
        Peer.On("GET /api/harbours/oslo", RestReply.Text("none", status: 404));

        RestAnswer answer = await Client().ReadAsync(Read, s_get with { AlsoAccepts = [404] }, Token);

        (answer.StatusCode, answer.Text, answer.Header("content-type"), answer.Members()).ShouldBe((HttpStatusCode.NotFound, "none", "text/plain; charset=utf-8", null));
    }

    [Theory]
    [InlineData(7, 7)]
    [InlineData(3600, 60)]
    public async Task The_service_says_how_long_to_wait_up_to_a_limit(int asked, int waited)
    {
        ManualClock clock = new() { JumpsToTimers = true };
        Peer.On("GET /api/harbours/oslo", RestReply.Throttled(asked), RestReply.Json("{}"));

        await Client(Options with { TimeProvider = clock }).SendAsync(Read, s_get, Token);

        clock.Waits.ShouldBe([TimeSpan.FromSeconds(waited)]);
    }

    [Fact]
    public async Task No_try_is_begun_after_the_time_for_all_of_them()
    {
        ManualClock clock = new() { JumpsToTimers = true };
        Peer.On("GET /api/harbours/oslo", RestReply.Throttled(40));

        TestServiceException refused = await Should.ThrowAsync<TestServiceException>(
            Client(Options with { TimeProvider = clock, TotalTimeout = TimeSpan.FromSeconds(90), Attempts = 50 }).SendAsync(Read, s_get, Token));

        Peer.Requests.Count.ShouldBe(3);
        refused.RetryAfter.ShouldBe(TimeSpan.FromSeconds(40));
    }

    [Fact]
    public async Task A_service_that_never_answers_is_given_up()
    {
        Peer.On("GET /api/harbours/oslo", RestReply.Never());

        TestServiceException refused = await Should.ThrowAsync<TestServiceException>(
            Client(Options with { RequestTimeout = TimeSpan.FromMilliseconds(200), Attempts = 2 }).SendAsync(Read, s_get, Token));

        refused.Message.ShouldContain("there was no answer in time");
        refused.IsTransient.ShouldBeTrue();
        Peer.Requests.Count.ShouldBe(2);
    }

    [Fact]
    public async Task A_body_that_never_ends_is_given_up()
    {
        Peer.On("GET /api/harbours/oslo", RestReply.Stream(static async (body, token) =>
        {
            await body.WriteAsync("{"u8.ToArray(), token);
            await body.FlushAsync(token);
            await Task.Delay(Timeout.InfiniteTimeSpan, token);
        }));

        await Should.ThrowAsync<TestServiceException>(
            Client(Options with { RequestTimeout = TimeSpan.FromMilliseconds(200), Attempts = 1 }).SendAsync(Read, s_get, TestJson.Default.JsonObject, Token));
    }

    [Fact]
    public async Task Cancelling_ends_a_request_under_way()
    {
        using CancellationTokenSource ended = CancellationTokenSource.CreateLinkedTokenSource(Token);
        TaskCompletionSource arrived = new(TaskCreationOptions.RunContinuationsAsynchronously);
        Peer.On("GET /api/harbours/oslo", _ =>
        {
            arrived.SetResult();
            return RestReply.Never();
        });

        Task sending = Client().SendAsync(Read, s_get, ended.Token);
        await arrived.Task.WaitAsync(Token);
        await ended.CancelAsync();

        await Should.ThrowAsync<OperationCanceledException>(sending);
        Peer.Requests.Count.ShouldBe(1);
    }

    [Fact]
    public async Task A_refused_token_is_replaced_once()
    {
        Peer.On("POST /api/harbours", static request => request.Authorization == "Bearer new-rest-token" ? RestReply.Json("{}") : RestReply.Status(401));
        RestOptions options = Options with
        {
            SignIn = static (refused, _) => ValueTask.FromResult<AuthenticationHeaderValue?>(new("Bearer", refused is null ? "old-rest-token" : "new-rest-token")),
        };

        await Client(options).SendAsync(Read, s_post, Token);

        Peer.Requests.Select(static request => request.Authorization).ShouldBe(["Bearer old-rest-token", "Bearer new-rest-token"]);
    }

    [Fact]
    public async Task A_token_for_which_there_is_no_other_is_refused_for_good()
    {
        Peer.On("GET /api/harbours/oslo", RestReply.Status(401));
        RestOptions options = Options with { SignIn = static (_, _) => ValueTask.FromResult<AuthenticationHeaderValue?>(new("Bearer", "only-rest-token")) };

        TestServiceException refused = await Should.ThrowAsync<TestServiceException>(Client(options).SendAsync(Read, s_get, Token));

        refused.Message.ShouldNotContain("only-rest-token");
        Peer.Requests.Count.ShouldBe(1);
    }

    [Fact]
    public async Task A_sign_in_that_fails_is_told_and_nothing_is_sent()
    {
        RestOptions options = Options with { SignIn = static (_, _) => throw new TestServiceException("Could not get a token: no.", ServiceFault.Unanswered) };

        TestServiceException refused = await Should.ThrowAsync<TestServiceException>(Client(options).SendAsync(Read, s_post, Token));

        refused.Message.ShouldBe("Could not read the harbour 'oslo': signing in failed. Could not get a token: no.");
        refused.Fault.WasNotCarriedOut.ShouldBeTrue();
        Peer.Requests.ShouldBeEmpty();
    }

    [Fact]
    public async Task A_read_is_sent_on_and_signed_in_to_its_own_host_alone()
    {
        await using RestPeer other = await RestPeer.StartAsync(Token);
        Peer.On("GET /api/harbours/oslo", RestReply.Redirect(new Uri("/api/moved", UriKind.Relative), 301));
        Peer.On("GET /api/moved", RestReply.Redirect(new Uri(other.Address, "file?sig=1")));
        other.On("GET /file", RestReply.Text("content"));
        RestOptions options = Options with
        {
            SignIn = static (_, _) => ValueTask.FromResult<AuthenticationHeaderValue?>(new("Bearer", "redirect-token")),
            Headers = [new("User-Agent", "Prefect.Test/1"), new("x-key", "redirect-key")],
        };

        RestAnswer answer = await Client(options).ReadAsync(Read, s_get.WithHeader("x-own", "redirect-own"), Token);

        answer.Text.ShouldBe("content");
        Peer.Requests[1].Authorization.ShouldBe("Bearer redirect-token");
        RestExchange sent = other.Requests.Single();
        sent.Target.ShouldBe("/file?sig=1");
        sent.Headers.Keys.ShouldNotContain("Authorization");
        sent.Headers.Keys.ShouldNotContain("x-key");
        sent.Headers.Keys.ShouldNotContain("x-own");
        sent.Headers["User-Agent"].ShouldBe("Prefect.Test/1");
    }

    [Fact]
    public async Task What_does_something_is_not_sent_on()
    {
        Peer.On("POST /api/harbours", RestReply.Redirect(new Uri("/api/moved", UriKind.Relative), 307));

        TestServiceException refused = await Should.ThrowAsync<TestServiceException>(Client().SendAsync(Read, s_post, Token));

        refused.StatusCode.ShouldBe(HttpStatusCode.TemporaryRedirect);
        Peer.Requests.Count.ShouldBe(1);
    }

    [Fact]
    public async Task Redirections_in_a_circle_and_out_of_encryption_end()
    {
        Peer.On("GET /api/harbours/oslo", RestReply.Redirect(new Uri("/api/harbours/oslo", UriKind.Relative)));
        Peer.On("GET /secure", RestReply.Redirect(new Uri(Peer.Address, "open")));
        using SocketsHttpHandler trusting = Peer.CreateTrustingHandler();

        await Should.ThrowAsync<TestServiceException>(Client().SendAsync(Read, s_get, Token));
        Peer.Requests.Count.ShouldBe(6);
        await Should.ThrowAsync<TestServiceException>(
            Client(Options with { Address = Peer.SecureAddress, Connections = trusting }).SendAsync(Read, RestRequest.Get("secure"), Token));

        Peer.RequestsFor("GET /open").ShouldBeEmpty();
    }

    [Fact]
    public async Task An_unknown_certificate_is_no_passing_failure()
    {
        TestServiceException refused = await Should.ThrowAsync<TestServiceException>(Client(Options with { Address = Peer.SecureAddress }).SendAsync(Read, s_get, Token));

        refused.IsTransient.ShouldBeFalse();
        refused.Fault.WasNotCarriedOut.ShouldBeTrue();
        Peer.Requests.ShouldBeEmpty();
    }

    [Fact]
    public async Task An_answer_is_streamed()
    {
        TaskCompletionSource go = new(TaskCreationOptions.RunContinuationsAsynchronously);
        Peer.On("GET /api/harbours/oslo", RestReply.Stream(async (body, token) =>
        {
            await body.WriteAsync("one"u8.ToArray(), token);
            await body.FlushAsync(token);
            await go.Task.WaitAsync(token);
            await body.WriteAsync("two"u8.ToArray(), token);
        }));

        using HttpResponseMessage answer = await Client().OpenAsync(Read, s_get, Token);
        Stream stream = await answer.Content.ReadAsStreamAsync(Token);
        byte[] first = new byte[3];
        await stream.ReadExactlyAsync(first, Token);
        go.SetResult();
        using StreamReader rest = new(stream);

        (await rest.ReadToEndAsync(Token)).ShouldBe("two");
        first.ShouldBe("one"u8.ToArray());
    }

    [Fact]
    public async Task A_body_is_made_anew_for_each_try()
    {
        int made = 0;
        Peer.On("PUT /api/file", RestReply.Status(503), RestReply.Json("{}"));
        RestRequest upload = new(HttpMethod.Put, "file")
        {
            Body = RestBody.Content(() =>
            {
                made++;
                return new StreamContent(new MemoryStream("data"u8.ToArray()));
            }),
        };

        await Client().SendAsync(Read, upload, Token);

        made.ShouldBe(2);
        Peer.Requests.Select(static request => request.Text).ShouldBe(["data", "data"]);
    }

    [Fact]
    public async Task A_form_is_sent_as_one()
    {
        Peer.On("POST /api/token", RestReply.Status(204));

        JsonObject answer = await Client().SendAsync(
            Read, RestRequest.Post("token", RestBody.Form([new("grant_type", "client_credentials"), new("scope", "a b")])), TestJson.Default.JsonObject, Token);

        Peer.Requests.Single().Form["scope"].ShouldBe("a b");
        answer.Count.ShouldBe(0);
    }

    [Theory]
    [InlineData("ftp://example.org/")]
    [InlineData("relative")]
    [InlineData("https://user:word@example.org/")]
    [InlineData("https://example.org/?a=1")]
    public void An_address_that_is_none_of_a_service_is_refused(string address) =>
        Should.Throw<ArgumentException>(() => new RestOptions { Address = new Uri(address, UriKind.RelativeOrAbsolute) });
}
