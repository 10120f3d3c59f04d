using System.Net;
using Prefect.Http;
using Prefect.Testing;

namespace Prefect.Databricks.Tests.Rest;

public sealed class EndpointTasksTests : DatabricksTest
{
    [Fact]
    public async Task Any_request_is_sent_without_what_is_null_and_its_answer_given_as_it_is()
    {
        Reach();
        Peer.On("PUT /api/2.0/thing", RestReply.Text("plain", status: 202));

        RestAnswer answer = await EndpointTasks.ExecuteEndpointAsync(
            "/2.0/thing",
            Credentials,
            HttpMethod.Put,
            parameters: new() { ["a"] = "x y", ["n"] = 5, ["b"] = true, ["none"] = null, ["many"] = new System.Text.Json.Nodes.JsonArray(1, 2) },
            json: new() { ["state"] = RunLifeCycleState.Running.Value, ["none"] = null, ["inner"] = new System.Text.Json.Nodes.JsonObject { ["none"] = null, ["empty"] = "" } },
            Token);

        (answer.StatusCode, answer.Text).ShouldBe((HttpStatusCode.Accepted, "plain"));
        RestExchange sent = Peer.Requests.Single();
        sent.Target.ShouldBe("/api/2.0/thing?a=x%20y&n=5&b=true&many=1&many=2");
        sent.Text.ShouldBe("""{"state":"RUNNING","inner":{"empty":""}}""");
    }

    [Fact]
    public async Task Parameters_that_are_written_as_texts_are_texts()
    {
        Reach();
        Peer.On("GET /api/2.0/thing", RestReply.Json("{}"));

        await EndpointTasks.ExecuteEndpointAsync(
            "2.0/thing",
            Credentials,
            parameters: new() { ["id"] = Guid.Empty, ["day"] = new DateTime(2026, 11, 20, 0, 0, 0, DateTimeKind.Utc), ["letter"] = 'x' },
            cancellationToken: Token);

        Peer.Requests.Single().Target.ShouldBe("/api/2.0/thing?id=00000000-0000-0000-0000-000000000000&day=2026-11-20T00%3A00%3A00Z&letter=x");
    }

    [Fact]
    public async Task A_refusal_is_an_error()
    {
        Reach();
        Peer.On("GET /api/2.0/thing", RestReply.Json("""{"error_code":"FEATURE_DISABLED","message":"Not here."}""", 404));

        DatabricksException refused = await Should.ThrowAsync<DatabricksException>(EndpointTasks.ExecuteEndpointAsync("2.0/thing", Credentials, cancellationToken: Token));

        refused.Message.ShouldStartWith("Could not send GET '2.0/thing': FEATURE_DISABLED (404). Not here.");
    }

    [Theory]
    [InlineData("")]
    [InlineData("../secret")]
    [InlineData("2.1/%2e%2e/x")]
    [InlineData("//other.host/x")]
    [InlineData("https://other.host/x")]
    [InlineData("a\\b")]
    [InlineData("a#b")]
    public async Task A_path_that_leads_elsewhere_is_refused(string path)
    {
        Reach();
        await Should.ThrowAsync<ArgumentException>(() => EndpointTasks.ExecuteEndpointAsync(path, Credentials, cancellationToken: Token));
        Peer.Requests.ShouldBeEmpty();
    }

    [Fact]
    public async Task Other_methods_and_parameters_are_refused()
    {
        Reach();
        await Should.ThrowAsync<ArgumentException>(() => EndpointTasks.ExecuteEndpointAsync("2.0/x", Credentials, HttpMethod.Trace, cancellationToken: Token));
        await Should.ThrowAsync<ArgumentException>(
            () => EndpointTasks.ExecuteEndpointAsync("2.0/x", Credentials, parameters: new() { ["a"] = new System.Text.Json.Nodes.JsonObject() }, cancellationToken: Token));
    }
}
