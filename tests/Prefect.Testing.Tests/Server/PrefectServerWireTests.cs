using System.Net.Http.Headers;
using System.Text;
using System.Text.Json.Nodes;

namespace Prefect.Testing.Tests;

/// <summary>The recorded requests, as Prefect's own client sent them, get from the scripted server what they got from a real one.</summary>
public sealed class PrefectServerWireTests
{
    /// <summary>What depends on the run of time, on chance, or on descriptions that were left out of the recordings.</summary>
    private static readonly string[] s_accidental = ["checksum", "estimated_run_time", "estimated_start_time_delta", "total_run_time", "ctx", "input"];

    /// <summary>What nobody asked this server for yet.</summary>
    private static readonly string[] s_unknown = ["/concurrency_limits/", "/automations/"];

    /// <summary>The recordings hold times at which pauses end.</summary>
    private static readonly DateTimeOffset s_recorded = new(2026, 11, 20, 17, 0, 0, TimeSpan.Zero);

    [Theory]
    [InlineData("artifacts")]
    [InlineData("auth-and-csrf")]
    [InlineData("block-load-missing")]
    [InlineData("block-register-nested-first-time")]
    [InlineData("concurrency-v2")]
    [InlineData("errors")]
    [InlineData("flow-async-persist")]
    [InlineData("flow-pause-resume")]
    [InlineData("flow-pause-resume-input")]
    [InlineData("flow-run-input")]
    [InlineData("flow-submit-subflow")]
    [InlineData("flow-two-tasks")]
    [InlineData("task-delay-serve")]
    [InlineData("variables")]
    public async Task The_server_answers_as_a_real_one_did(string name)
    {
        WireScenario scenario = WireScenario.Load(name);
        bool isSigned = scenario.Exchanges.Any(exchange => exchange.IsSigned);
        await using PrefectServer server = await PrefectServer.StartAsync(
            new() { AuthString = isSigned ? "admin:pass" : null, WantsCsrfToken = isSigned, Clock = new ManualClock(s_recorded) }, TestContext.Current.CancellationToken);
        using HttpClient client = new();
        Conversation conversation = new(client, server.Url);

        foreach (WireExchange exchange in scenario.Exchanges.Where(exchange => !IsElsewhere(name, exchange)))
        {
            (await conversation.DifferenceAsync(exchange, isSigned, TestContext.Current.CancellationToken)).ShouldBeNull(exchange.ToString());
        }
    }

    /// <summary>These were answered from what earlier recordings had left on the real server.</summary>
    private static bool IsElsewhere(string name, WireExchange exchange) =>
        s_unknown.Any(path => exchange.Path.StartsWith(path, StringComparison.Ordinal))
        || (name == "errors" && exchange is { Status: 200, Path: "/block_documents/filter" or "/block_schemas/filter" or "/block_capabilities/" });

    private sealed class Conversation
    {
        private readonly WireComparison _answers = new() { IgnoredKeys = s_accidental.ToHashSet(StringComparer.Ordinal) };
        private readonly WireComparison _madeUp;
        private readonly WireComparison _documents;
        private string? _token;
        private readonly HttpClient _http;
        private readonly string _address;
        private string? _client;

        public Conversation(HttpClient http, string address)
        {
            _http = http;
            _address = address;
            _madeUp = _answers.Ignoring("name");
            _documents = _answers.Ignoring("definitions");
        }

        public async Task<string?> DifferenceAsync(WireExchange exchange, bool isSigned, CancellationToken cancellationToken)
        {
            using HttpRequestMessage request = Request(exchange, isSigned);
            using HttpResponseMessage response = await _http.SendAsync(request, cancellationToken);
            string text = await response.Content.ReadAsStringAsync(cancellationToken);
            if ((int)response.StatusCode != exchange.Status)
            {
                return $"{(int)response.StatusCode} {text}";
            }

            JsonNode? answer = text.Length == 0 ? null : JsonNode.Parse(text);
            if (exchange.Path == "/csrf-token")
            {
                _token = answer?["token"]?.ToString();
                _client = answer?["client"]?.ToString();
                return null;
            }

            // A run that nobody named gets a name by chance; of a document's schema the real server tells only the definitions of blocks.
            WireComparison comparison = exchange.Path.StartsWith("/flow_runs/", StringComparison.Ordinal) ? _madeUp
                : exchange.Path.StartsWith("/block_documents/", StringComparison.Ordinal) ? _documents
                : _answers;
            return comparison.Difference(exchange.Answer, answer);
        }

        private HttpRequestMessage Request(WireExchange exchange, bool isSigned)
        {
            string query = exchange.Query.Length == 0 ? "" : "?" + exchange.Query;
            HttpRequestMessage request = new(new HttpMethod(exchange.Method), _address + _answers.Translate(exchange.Path) + query);
            if (exchange.Body is { } body)
            {
                request.Content = new StringContent(_answers.Translate(body.ToJsonString()), Encoding.UTF8, "application/json");
            }

            string password = exchange.Status == 401 ? "wrong" : "pass";
            request.Headers.Authorization = isSigned ? new AuthenticationHeaderValue("Basic", Convert.ToBase64String(Encoding.UTF8.GetBytes("admin:" + password))) : null;
            if (_token is not null)
            {
                request.Headers.Add("Prefect-Csrf-Token", _token);
                request.Headers.Add("Prefect-Csrf-Client", _client);
            }

            return request;
        }
    }
}
