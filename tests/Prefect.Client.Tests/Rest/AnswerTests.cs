using System.Net;
using Prefect.Testing;

namespace Prefect.Client.Tests;

public sealed class AnswerTests : ApiTest
{
    [Fact]
    public async Task A_page_in_place_of_the_API_is_told_apart()
    {
        Server.Script("GET /version", ServerReply.Html());
        PrefectApi api = Api();

        PrefectApiException error = await Should.ThrowAsync<PrefectApiException>(() => api.Admin.ReadApiVersionAsync(Ct));

        error.Message.ShouldContain("a web page");
        error.Message.ShouldContain("/api");
        error.StatusCode.ShouldBe(HttpStatusCode.OK);
    }

    [Fact]
    public async Task A_gateway_s_page_is_waited_out_and_then_told()
    {
        Server.Script("GET /version", [.. Enumerable.Repeat(ServerReply.Html(502), 6)]);
        PrefectApi api = Api();

        PrefectApiException error = await Should.ThrowAsync<PrefectApiException>(() => api.Admin.ReadApiVersionAsync(Ct));

        error.Message.ShouldContain("502 (BadGateway) with a web page, 6 times");
        error.Detail.ShouldBeNull();
    }

    [Theory]
    [InlineData("")]
    [InlineData("{")]
    [InlineData("null")]
    [InlineData("[]")]
    [InlineData("{}")]
    [InlineData("""{"id": "x", "name": "n", "flow_id": "y"}""")]
    [InlineData("""{"id": "01a1f9ea-2cdc-7fa6-80ce-b61ecdeef2f0", "name": null, "flow_id": "01a1f9ea-2cdc-7fa6-80ce-b61ecdeef2f0"}""")]
    [InlineData("""{"id": "01a1f9ea-2cdc-7fa6-80ce-b61ecdeef2f0", "name": "n", "flow_id": "01a1f9ea-2cdc-7fa6-80ce-b61ecdeef2f0", "state_type": "DREAMING"}""")]
    [InlineData("""{"id": "01a1f9ea-2cdc-7fa6-80ce-b61ecdeef2f0", "name": "n", "flow_id": "01a1f9ea-2cdc-7fa6-80ce-b61ecdeef2f0", "created": "yesterday"}""")]
    [InlineData("""{"id": "01a1f9ea-2cdc-7fa6-80ce-b61ecdeef2f0", "name": "n", "flow_id": "01a1f9ea-2cdc-7fa6-80ce-b61ecdeef2f0", "run_count": 99999999999}""")]
    public async Task An_answer_of_another_shape_is_told_without_repeating_it(string body)
    {
        Server.Script("GET /flow_runs/*", ServerReply.Text(body));
        PrefectApi api = Api();

        PrefectApiException error = await Should.ThrowAsync<PrefectApiException>(() => api.FlowRuns.ReadAsync(Guid.NewGuid(), Ct));

        error.Message.ShouldContain("was answered 200 (OK), but with");
        error.IsTransient.ShouldBeFalse();
        error.ToString().ShouldNotContain("yesterday");
    }

    [Fact]
    public async Task Json_as_deep_as_a_well_is_refused_and_not_fallen_into()
    {
        string well = new string('[', 100_000) + new string(']', 100_000);
        Server.Script("GET /flow_runs/*", ServerReply.Text("{\"parameters\": {\"x\": " + well + "}}"));
        PrefectApi api = Api();

        await Should.ThrowAsync<PrefectApiException>(() => api.FlowRuns.ReadAsync(Guid.NewGuid(), Ct));
    }

    [Theory]
    [InlineData("""{"status": "ACCEPT", "details": {"type": "accept_details"}, "state": null}""")]
    [InlineData("""{"status": "MAYBE", "details": null, "state": null}""")]
    [InlineData("{}")]
    public async Task An_answer_to_a_state_that_makes_no_sense_is_told(string body)
    {
        Server.Script("POST /flow_runs/*/set_state", ServerReply.Text(body));
        PrefectApi api = Api();

        await Should.ThrowAsync<PrefectApiException>(() => api.FlowRuns.SetStateAsync(Guid.NewGuid(), new(ApiStateType.Running), Ct));
    }

    [Fact]
    public async Task Times_are_read_in_each_form_that_Python_writes()
    {
        Server.Script("GET /flow_runs/*", ServerReply.Text("""
            {"id": "01a1f9ea-2cdc-7fa6-80ce-b61ecdeef2f0", "name": "n", "flow_id": "01a1f9ea-2cdc-7fa6-80ce-b61ecdeef2f0",
             "created": "2026-11-20T17:03:56.124375Z", "updated": "2026-11-20T18:03:56.124375+01:00", "start_time": "2026-11-20 17:03:56.124375",
             "end_time": 1795194382.240228, "expected_start_time": "2026-11-20T17:03:56", "total_run_time": 0.038349, "unknown": [1]}
            """));

        ApiFlowRun run = await Api().FlowRuns.ReadAsync(Guid.NewGuid(), Ct);

        DateTimeOffset time = new DateTimeOffset(2026, 11, 20, 17, 3, 56, TimeSpan.Zero).AddMicroseconds(124_375);
        run.Created.ShouldBe(time);
        run.Updated.ShouldBe(time);
        run.StartTime.ShouldBe(time);
        run.ExpectedStartTime.ShouldBe(time.AddMicroseconds(-124_375));
        WireTime.Text(run.EndTime.ShouldNotBeNull()).ShouldBe("2026-11-20T17:06:22.240228Z");
        run.TotalRunTime.ShouldBe(TimeSpan.FromMicroseconds(38_349));
        run.Tags.ShouldBeEmpty();
        run.Parameters.ShouldBeEmpty();
    }

    [Fact]
    public async Task A_redirect_is_followed_with_the_body_and_the_sign_in()
    {
        Guid id = Server.AddFlowRun("RUNNING");
        Server.Script("POST /flow_runs/*/set_state", ServerReply.Redirect($"/api/flow_runs/{id}/set_state"));

        SetStateResult answer = await Api(("PREFECT_API_KEY", "pnu_1234567890")).FlowRuns.SetStateAsync(id, new(ApiStateType.Completed), Ct);

        answer.IsAccepted.ShouldBeTrue();
        Server.Requests[^1].Headers["Authorization"].ShouldBe("Bearer pnu_1234567890");
    }

    [Fact]
    public async Task A_redirect_to_another_server_is_followed_without_secrets()
    {
        await using PrefectServer other = await PrefectServer.StartAsync(cancellationToken: Ct);
        Server.Script("GET /version", ServerReply.Redirect(other.Url + "/version", 302));

        await Api(("PREFECT_API_KEY", "pnu_1234567890"), ("PREFECT_CLIENT_CUSTOM_HEADERS", """{"X-Token": "abcd"}""")).Admin.ReadApiVersionAsync(Ct);

        ServerRequest request = other.Requests.ShouldHaveSingleItem();
        request.Headers.Keys.ShouldNotContain("Authorization");
        request.Headers.Keys.ShouldNotContain("X-Token");
        request.Headers["User-Agent"].ShouldStartWith("prefect/");
    }

    [Fact]
    public async Task A_redirect_that_would_lose_the_body_is_told()
    {
        Server.Script("POST /logs/", ServerReply.Redirect("https://elsewhere.example/api/logs/", 301));
        PrefectApi api = Api();

        PrefectApiException error = await Should.ThrowAsync<PrefectApiException>(
            () => api.Logs.CreateAsync([new() { Name = "x", Level = 20, Message = "m", Timestamp = Clock.GetUtcNow() }], Ct));

        error.Message.ShouldContain("https://elsewhere.example/api/logs/");
        error.Message.ShouldContain("PREFECT_API_URL");
    }

    [Theory]
    [InlineData("/api/version")]
    [InlineData("ftp://elsewhere.example/")]
    public async Task A_redirect_that_leads_nowhere_is_told(string location)
    {
        Server.Script("GET /version", [.. Enumerable.Repeat(ServerReply.Redirect(location, 302), 20)]);
        PrefectApi api = Api();

        await Should.ThrowAsync<PrefectApiException>(() => api.Admin.ReadApiVersionAsync(Ct));
    }
}
