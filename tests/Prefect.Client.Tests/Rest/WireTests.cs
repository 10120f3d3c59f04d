using System.Text.Json.Nodes;
using Prefect.Testing;

namespace Prefect.Client.Tests;

/// <summary>Every recorded exchange for which there is a typed call: it says what Prefect's own client said, and loses nothing of the answer.</summary>
public sealed class WireTests : ApiTest
{
    /// <summary>No typed calls yet, or requests that the typed calls cannot make: wrong ids, missing fields, pages out of range.</summary>
    private static readonly string[] s_withoutCall =
    [
        "/concurrency_limits/", "/deployments/", "/automations/", "/ready", "/nope", "/block_documents/not-a-uuid",
    ];

    /// <summary>What has been given up on the server's side, or is read from elsewhere.</summary>
    private static readonly HashSet<string> s_leftOut = new(StringComparer.Ordinal) { "max_retries", "retry_delay_seconds", "created_by", "estimated_start_time_delta" };

    private static readonly string[] s_moreThanByHand = ["$.is_anonymous is said", "'include_secrets=false' is said"];

    public static TheoryData<string> Scenarios => [.. WireScenario.Names];

    [Theory]
    [MemberData(nameof(Scenarios))]
    public async Task Typed_calls_say_what_was_recorded_and_lose_nothing_of_the_answers(string scenario)
    {
        WireExchange[] exchanges = [.. WireScenario.Load(scenario).Exchanges.Where(HasCall)];
        WireReplay replay = new(exchanges);
        await using PrefectServer server = await PrefectServer.StartAsync(new() { Replay = replay, Clock = Clock }, Ct);
        PrefectApi api = new(SettingsFor(server.Url, ("PREFECT_CLIENT_MAX_RETRIES", "0")), Options with { Clock = TimeProvider.System });

        foreach (WireExchange exchange in exchanges.Where(exchange => exchange.Path != "/csrf-token"))
        {
            try
            {
                LosesNothing(exchange, await new WireCall(api, exchange, Ct).RunAsync());
            }
            catch (PrefectApiException error)
            {
                ((int?)error.StatusCode).ShouldBe(exchange.Status, exchange.ToString() + error);
                error.Detail.ShouldNotBeNullOrEmpty();
            }
        }

        // The errors were provoked by hand, with less in the requests than any client sends.
        string[] differences = [.. replay.Differences.Where(difference => scenario != "errors" || !s_moreThanByHand.Any(difference.Contains))];
        differences.ShouldBeEmpty();
        replay.Ahead.ShouldBeEmpty();
    }

    private static bool HasCall(WireExchange exchange) =>
        !s_withoutCall.Any(path => exchange.Path.StartsWith(path, StringComparison.Ordinal))
        && !(exchange.Path == "/block_documents/" && exchange.Body?["block_schema_id"] is null)
        && !(exchange.Path == "/block_documents/filter" && exchange.Body?["limit"]?.GetValue<int>() > 200)
        && !(exchange.Path.EndsWith("set_state", StringComparison.Ordinal) && exchange.Body!["state"]!["state_details"] is null);

    private static void LosesNothing(WireExchange exchange, JsonNode? result)
    {
        if (result is not null)
        {
            WireComparison comparison = new() { AllowsMore = true, IgnoredKeys = s_leftOut };
            comparison.Difference(exchange.Answer, result).ShouldBeNull(exchange.ToString());
        }
    }
}
