using System.Net;
using System.Text.Json.Nodes;
using Prefect.Testing;

namespace Prefect.Gcp.Tests.Rest;

public sealed class GoogleServiceTests : GcpTest
{
    private static readonly GcpOperation s_read = GcpOperation.Storage("GetBucket", "read the bucket", "harbour");

    private static GoogleRequest Read => GoogleRequest.Get(GooglePath.Of($"storage/v1/b/{"harbour"}"));

    [Fact]
    public async Task A_request_is_signed_in_and_its_answer_read()
    {
        using IDisposable scope = Reach();
        Peer.On("storage.buckets.get", GoogleReply.Json("""{"name":"harbour","location":"EU"}"""));

        JsonObject answer = await Credentials.Service(GcpService.Storage).SendAsync(s_read, Read, TestJson.Default.JsonObject, Token);

        ((string?)answer["location"]).ShouldBe("EU");
        Peer.SignIns.Count.ShouldBe(1);
        Peer.Requests[0].Headers["User-Agent"].ShouldContain("Prefect.Gcp/");
        Peer.ShouldHaveKeptTheRules();
    }

    [Theory]
    [InlineData(500)]
    [InlineData(502)]
    [InlineData(503)]
    [InlineData(504)]
    public async Task What_may_be_repeated_is_repeated_after_an_error_of_the_service(int status)
    {
        using IDisposable scope = Reach();
        Peer.On("storage.buckets.get", GoogleReply.InternalError(status), GoogleReply.Html(status), GoogleReply.Json("""{"name":"harbour"}"""));

        await Credentials.Service(GcpService.Storage).SendAsync(s_read, Read, TestJson.Default.JsonObject, Token);

        Peer.Requests.Count.ShouldBe(3);
    }

    [Fact]
    public async Task A_broken_connection_half_an_answer_and_a_page_are_repeated()
    {
        using IDisposable scope = Reach();
        Peer.On("storage.buckets.get", GoogleReply.Reset(), GoogleReply.Half(), GoogleReply.Html(200), GoogleReply.Json("""{"name":"harbour"}"""));

        await Credentials.Service(GcpService.Storage).SendAsync(s_read, Read, TestJson.Default.JsonObject, Token);

        Peer.Requests.Count.ShouldBe(4);
    }

    [Fact]
    public async Task What_may_not_be_repeated_is_sent_once()
    {
        using IDisposable scope = Reach();
        Peer.On("storage.buckets.insert", GoogleReply.InternalError(503));
        GoogleRequest create = GoogleRequest.Post("storage/v1/b", new JsonObject { ["name"] = "harbour" }, TestJson.Default.JsonObject).With("project", "p");

        GcpException refused = await Should.ThrowAsync<GcpException>(
            Credentials.Service(GcpService.Storage).SendAsync(s_read, create, TestJson.Default.JsonObject, Token));

        refused.IsTransient.ShouldBeTrue();
        refused.StatusCode.ShouldBe(HttpStatusCode.ServiceUnavailable);
        Peer.Requests.Count.ShouldBe(1);
        Peer.ShouldHaveKeptTheRules();
    }

    [Fact]
    public async Task A_refusal_tells_what_was_tried_what_came_back_and_what_to_do()
    {
        using IDisposable scope = Reach();
        Peer.On("storage.buckets.get", GoogleReply.Error(404, "notFound", "The specified bucket does not exist."));

        GcpException refused = await Should.ThrowAsync<GcpException>(
            Credentials.Service(GcpService.Storage).SendAsync(s_read, Read, TestJson.Default.JsonObject, Token));

        refused.ErrorCode.ShouldBe("notFound");
        refused.IsTransient.ShouldBeFalse();
        refused.Message.ShouldBe(
            "Could not read the bucket 'gs://harbour': notFound (404). The specified bucket does not exist. Check the names, the project and the location: names are case-sensitive.");
    }

    [Fact]
    public async Task The_service_says_how_long_to_wait()
    {
        ManualClock clock = new() { JumpsToTimers = true };
        using IDisposable scope = Reach(Access(clock));
        Peer.On("storage.buckets.get", GoogleReply.Throttled(7), GoogleReply.Json("""{"name":"harbour"}"""));

        await Credentials.Service(GcpService.Storage).SendAsync(s_read, Read, TestJson.Default.JsonObject, Token);

        clock.Waits.ShouldBe([TimeSpan.FromSeconds(7)]);
    }

    [Fact]
    public async Task A_service_that_never_answers_is_given_up()
    {
        using IDisposable scope = Reach(new GcpAccess
        {
            Endpoints = service => Peer.At(service.Host),
            RequestTimeout = TimeSpan.FromSeconds(5),
            Attempts = 2,
            Jitter = static () => 0,
        });
        await Credentials.GetAccessTokenAsync(Token);
        Peer.On("storage.buckets.get", GoogleReply.Never());

        GcpException refused = await Should.ThrowAsync<GcpException>(
            Credentials.Service(GcpService.Storage).SendAsync(s_read, Read, TestJson.Default.JsonObject, Token));

        refused.IsTransient.ShouldBeTrue();
        refused.Message.ShouldContain("there was no answer in time");
        Peer.Requests.Count.ShouldBe(2);
    }

    [Fact]
    public async Task A_request_that_breaks_the_rules_is_found_out()
    {
        using IDisposable scope = Reach();
        GoogleRequest create = GoogleRequest.Post("storage/v1/b", new JsonObject { ["name"] = 3, ["colour"] = "red" }, TestJson.Default.JsonObject);

        await Should.ThrowAsync<GcpException>(Credentials.Service(GcpService.Storage).SendAsync(s_read, create, TestJson.Default.JsonObject, Token));

        Peer.Violations.Single().ShouldContain("The query lacks 'project'.");
        Peer.Violations.Single().ShouldContain("name is no string");
        Peer.Violations.Single().ShouldContain("the body has no member 'colour'");
    }

    [Fact]
    public async Task A_list_that_leads_in_a_circle_ends()
    {
        using IDisposable scope = Reach();
        Peer.On("storage.objects.list", GoogleReply.Json("""{"nextPageToken":"again"}"""));
        GcpOperation list = GcpOperation.Storage("ListObjects", "list the objects of", "harbour");

        GcpException refused = await Should.ThrowAsync<GcpException>(Credentials.Service(GcpService.Storage)
            .PagesAsync(list, GoogleRequest.Get("storage/v1/b/harbour/o"), TestJson.Default.JsonObject, static page => (string?)page["nextPageToken"], Token)
            .CountAsync(Token).AsTask());

        refused.Message.ShouldContain("its pages lead to themselves");
        Peer.Requests.Count.ShouldBe(2);
    }

    [Fact]
    public async Task A_list_that_leads_in_a_circle_of_several_pages_ends()
    {
        using IDisposable scope = Reach();
        Peer.On("storage.objects.list", static request => GoogleReply.Json(request.QueryValue("pageToken") switch
        {
            "a" => """{"nextPageToken":"b"}""",
            "b" => """{"nextPageToken":"c"}""",
            _ => """{"nextPageToken":"a"}""",
        }));
        GcpOperation list = GcpOperation.Storage("ListObjects", "list the objects of", "harbour");

        GcpException refused = await Should.ThrowAsync<GcpException>(Credentials.Service(GcpService.Storage)
            .PagesAsync(list, GoogleRequest.Get("storage/v1/b/harbour/o"), TestJson.Default.JsonObject, static page => (string?)page["nextPageToken"], Token)
            .Take(50).CountAsync(Token).AsTask());

        refused.Message.ShouldContain("its pages lead to themselves");
    }

    [Fact]
    public async Task A_token_goes_to_the_services_own_host_alone()
    {
        using IDisposable scope = Reach();
        await using GooglePeer other = await GooglePeer.StartAsync(Token);
        GoogleRequest elsewhere = GoogleRequest.Get("") with { Address = other.At("storage.googleapis.com", "storage/v1/b/harbour"), Attempts = 1 };

        await Should.ThrowAsync<GcpException>(Credentials.Service(GcpService.Storage).SendAsync(s_read, elsewhere, TestJson.Default.JsonObject, Token));

        other.Requests.Single().Headers.ContainsKey("Authorization").ShouldBeFalse();
    }

    [Fact]
    public async Task An_emulator_gets_no_token()
    {
        Peer.DemandsTokens = false;
        Peer.On("storage.buckets.get", GoogleReply.Json("""{"name":"harbour"}"""));
        using IDisposable scope = Reach(new GcpAccess { Variable = name => name == "STORAGE_EMULATOR_HOST" ? Peer.At("storage.googleapis.com").AbsoluteUri : null });

        await new GcpCredentials { Project = "p" }.Service(GcpService.Storage).SendAsync(s_read, Read, TestJson.Default.JsonObject, Token);

        Peer.SignIns.ShouldBeEmpty();
        Peer.Requests.Single().Headers.ContainsKey("Authorization").ShouldBeFalse();
    }
}
