using System.Net;
using Prefect.Testing;

namespace Prefect.Client.Tests;

public sealed class CsrfTests : ApiTest
{
    protected override PrefectServerOptions ServerOptions => new() { WantsCsrfToken = true, Clock = Clock };

    [Fact]
    public async Task A_token_is_fetched_before_the_first_change_and_used_again()
    {
        Guid id = Server.AddFlowRun("RUNNING");
        PrefectApi api = Api();

        await api.FlowRuns.ReadAsync(id, Ct);
        Server.RequestsFor("GET /csrf-token").ShouldBeEmpty();
        await api.FlowRuns.SetStateAsync(id, new(ApiStateType.Cancelling), Ct);
        await api.FlowRuns.SetStateAsync(id, new(ApiStateType.Cancelled), Ct);

        ServerRequest fetch = Server.RequestsFor("GET /csrf-token").ShouldHaveSingleItem();
        ServerRequest change = Server.RequestsFor("POST /flow_runs/*/set_state")[0];
        fetch.Query.ShouldBe("client=" + change.Headers["Prefect-Csrf-Client"]);
        change.Headers["Prefect-Csrf-Token"].ShouldNotBeEmpty();
        Server.StateNamesOf(id).ShouldBe(["Running", "Cancelling", "Cancelled"]);
    }

    [Fact]
    public async Task Many_changes_at_once_fetch_one_token()
    {
        PrefectApi api = Api();

        await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => api.Logs.CreateAsync([new() { Name = "x", Level = 20, Message = "m", Timestamp = Clock.GetUtcNow() }], Ct)));

        Server.RequestsFor("GET /csrf-token").Count.ShouldBe(1);
        Server.Logs.Count.ShouldBe(20);
    }

    [Fact]
    public async Task A_token_that_is_too_old_is_fetched_anew()
    {
        Guid id = Server.AddFlowRun("PENDING");
        PrefectApi api = Api();
        await api.FlowRuns.SetStateAsync(id, new(ApiStateType.Running), Ct);

        Clock.Advance(TimeSpan.FromHours(2));
        (await api.FlowRuns.SetStateAsync(id, new(ApiStateType.Completed), Ct)).IsAccepted.ShouldBeTrue();

        Server.RequestsFor("GET /csrf-token").Count.ShouldBe(2);
        Server.RequestsFor("POST /flow_runs/*/set_state").Count.ShouldBe(2);
    }

    [Fact]
    public async Task A_token_that_the_server_forgot_is_fetched_anew()
    {
        Guid id = Server.AddFlowRun("PENDING");
        PrefectApi api = Api();
        await api.FlowRuns.SetStateAsync(id, new(ApiStateType.Running), Ct);

        Server.RevokeCsrfTokens();
        (await api.FlowRuns.SetStateAsync(id, new(ApiStateType.Completed), Ct)).IsAccepted.ShouldBeTrue();

        Server.RequestsFor("GET /csrf-token").Count.ShouldBe(2);
        WaitedSeconds.ShouldBeEmpty();
    }

    [Fact]
    public async Task A_server_that_refuses_each_token_is_not_asked_for_ever()
    {
        Guid id = Server.AddFlowRun("PENDING");
        Server.Script("POST /flow_runs/*/set_state", [.. Enumerable.Repeat(ServerReply.Refused(403, "Invalid CSRF token or client identifier."), 50)]);
        PrefectApi api = Api();

        PrefectApiException error = await Should.ThrowAsync<PrefectApiException>(() => api.FlowRuns.SetStateAsync(id, new(ApiStateType.Running), Ct));

        error.StatusCode.ShouldBe(HttpStatusCode.Forbidden);
        Server.RequestsFor("POST /flow_runs/*/set_state").Count.ShouldBe(2);
    }

    [Fact]
    public async Task A_server_without_protection_is_asked_once()
    {
        Guid id = Server.AddFlowRun("PENDING");
        Server.Script("GET /csrf-token", ServerReply.Refused(422, "CSRF protection is disabled."));
        PrefectApi api = Api(("PREFECT_CLIENT_MAX_RETRIES", "0"));

        await Should.ThrowAsync<PrefectApiException>(() => api.FlowRuns.SetStateAsync(id, new(ApiStateType.Running), Ct));
        await Should.ThrowAsync<PrefectApiException>(() => api.FlowRuns.SetStateAsync(id, new(ApiStateType.Running), Ct));

        Server.RequestsFor("GET /csrf-token").Count.ShouldBe(1);
        Server.RequestsFor("POST /flow_runs/*/set_state").ShouldAllBe(request => !request.Headers.ContainsKey("Prefect-Csrf-Token"));
    }

    [Fact]
    public async Task A_server_too_old_to_know_tokens_is_asked_once()
    {
        Server.Script("GET /csrf-token", ServerReply.Refused(404, "Not Found"));
        PrefectApi api = Api();

        await Should.ThrowAsync<PrefectApiException>(() => api.Logs.CreateAsync([new() { Name = "x", Level = 20, Message = "m", Timestamp = Clock.GetUtcNow() }], Ct));

        Server.Requests.Select(request => request.Path).ShouldBe(["/csrf-token", "/logs/"]);
    }

    [Fact]
    public async Task Another_refusal_of_the_token_is_told()
    {
        Server.Script("GET /csrf-token", ServerReply.Refused(422, "client: Field required"));
        PrefectApi api = Api();

        PrefectApiException error = await Should.ThrowAsync<PrefectApiException>(() => api.FlowRuns.SetStateAsync(Guid.NewGuid(), new(ApiStateType.Running), Ct));

        error.Path.ShouldBe("/csrf-token");
        Server.RequestsFor("POST /flow_runs/*/set_state").ShouldBeEmpty();
    }

    [Fact]
    public async Task No_token_is_fetched_where_that_is_switched_off_or_on_Prefect_Cloud()
    {
        ApiLogEntry entry = new() { Name = "x", Level = 20, Message = "m", Timestamp = Clock.GetUtcNow() };
        PrefectApi off = Api(("PREFECT_CLIENT_CSRF_SUPPORT_ENABLED", "false"));
        PrefectApi cloud = Api(("PREFECT_CLOUD_API_URL", Server.Url));

        await Should.ThrowAsync<PrefectApiException>(() => off.Logs.CreateAsync([entry], Ct));
        await Should.ThrowAsync<PrefectApiException>(() => cloud.Logs.CreateAsync([entry], Ct));

        Server.RequestsFor("GET /csrf-token").ShouldBeEmpty();
    }
}
