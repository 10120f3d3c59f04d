using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization.Metadata;
using Prefect.Testing;

namespace Prefect.Client.Tests;

/// <summary>Makes the typed call that stands for a recorded exchange, and writes its result as JSON again.</summary>
internal sealed class WireCall(PrefectApi api, WireExchange exchange, CancellationToken cancellationToken)
{
    private string[] Path { get; } = [.. exchange.Path.Split('/').Skip(1).Select(Uri.UnescapeDataString)];

    private Guid Id => Guid.Parse(Path[1]);

    /// <summary>What the call gives; null for nothing.</summary>
    public Task<JsonNode?> RunAsync() =>
        $"{exchange.Method} {string.Join('/', Path.Select(part => Guid.TryParse(part, out _) ? "*" : part))}" switch
        {
            "GET health" => Nothing(api.Admin.CheckHealthAsync(cancellationToken)),
            "GET version" => Written(api.Admin.ReadApiVersionAsync(cancellationToken)!, WireJson.Default.String),
            "GET admin/version" => Written(api.Admin.ReadServerVersionAsync(cancellationToken)!, WireJson.Default.String),
            "GET admin/storage" => Nothing(api.Admin.ReadDefaultResultStorageAsync(cancellationToken)),
            "GET block_capabilities/" => Nothing(api.BlockTypes.ReadCapabilitiesAsync(cancellationToken)),
            "POST logs/" => Nothing(api.Logs.CreateAsync([.. Body(WireJson.Default.IReadOnlyListApiLogEntry)], cancellationToken)),
            "POST flows/" => Written(api.Flows.CreateAsync(Text("name"), cancellationToken: cancellationToken)!, WireJson.Default.ApiFlow),
            "GET flows/*" => Written(api.Flows.ReadAsync(Id, cancellationToken)!, WireJson.Default.ApiFlow),
            var operation when operation.Contains(" flow_runs/") => FlowRun(operation),
            var operation when operation.Contains(" block_") => Block(operation),
            var operation when operation.Contains(" v2/concurrency_limits/") => Limit(operation),
            var operation => Other(operation),
        };

    private InvalidOperationException Unknown() => new($"There is no typed call for {exchange}.");

    private Task<JsonNode?> FlowRun(string operation) => operation switch
    {
        "POST flow_runs/" => Written(api.FlowRuns.CreateAsync(Body(SparseJson.Default.ApiFlowRunDraft), cancellationToken)!, WireJson.Default.ApiFlowRun),
        "GET flow_runs/*" => Written(api.FlowRuns.ReadAsync(Id, cancellationToken)!, WireJson.Default.ApiFlowRun),
        "PATCH flow_runs/*" => Nothing(api.FlowRuns.UpdateAsync(Id, Body(SparseJson.Default.ApiFlowRunChanges), cancellationToken)),
        "POST flow_runs/*/set_state" => Proposed(),
        "POST flow_runs/*/resume" => Nothing(api.FlowRuns.ResumeAsync(Id, exchange.Body?["run_input"]?.AsObject(), cancellationToken)),
        "POST flow_runs/filter" => Nothing(api.FlowRuns.FilterAsync(Query(), Number("limit"), cancellationToken: cancellationToken)),
        "POST flow_runs/*/input" => Nothing(api.FlowRuns.CreateInputAsync(Id, Text("key"), Text("value"), exchange.Body!["sender"]?.ToString(), cancellationToken)),
        "POST flow_runs/*/input/filter" => Nothing(api.FlowRuns.FilterInputsAsync(Id, Text("prefix"), Number("limit")!.Value, cancellationToken: cancellationToken)),
        _ when Path is [_, _, "input", var key] => Raw(api.FlowRuns.FindInputAsync(Id, key, cancellationToken)),
        _ => throw Unknown(),
    };

    private Task<JsonNode?> Block(string operation) => operation switch
    {
        "POST block_types/" => Written(api.BlockTypes.CreateAsync(Body(SparseJson.Default.ApiBlockTypeDraft), cancellationToken)!, WireJson.Default.ApiBlockType),
        "POST block_types/filter" => Nothing(api.BlockTypes.FilterAsync(cancellationToken: cancellationToken)),
        "POST block_schemas/" => Written(api.BlockSchemas.CreateAsync(Body(SparseJson.Default.ApiBlockSchemaDraft), cancellationToken)!, WireJson.Default.ApiBlockSchema),
        "POST block_schemas/filter" => Nothing(api.BlockSchemas.FilterAsync(Part("block_schemas", SparseJson.Default.ApiBlockSchemaFilter), Number("limit"), cancellationToken: cancellationToken)),
        "GET block_schemas/*" => Written(api.BlockSchemas.ReadAsync(Id, cancellationToken)!, WireJson.Default.ApiBlockSchema),
        "POST block_documents/" when exchange.Body!["block_schema_id"] is not null => Written(api.BlockDocuments.CreateAsync(Body(SparseJson.Default.ApiBlockDocumentDraft), cancellationToken)!, WireJson.Default.ApiBlockDocument),
        "POST block_documents/filter" when Number("limit") is null or <= 200 => Nothing(api.BlockDocuments.FilterAsync(null, Secrets(), Number("limit"), cancellationToken: cancellationToken)),
        "GET block_documents/*" => Written(api.BlockDocuments.ReadAsync(Id, Secrets(), cancellationToken)!, WireJson.Default.ApiBlockDocument),
        "PATCH block_documents/*" => Nothing(api.BlockDocuments.UpdateAsync(Id, Body(SparseJson.Default.ApiBlockDocumentChanges), cancellationToken)),
        "DELETE block_documents/*" => Nothing(api.BlockDocuments.DeleteAsync(Id, cancellationToken)),
        _ when Path is ["block_schemas", "checksum", var checksum] =>
            Written(api.BlockSchemas.FindByChecksumAsync(checksum, exchange.Query.Split("version=") is [_, var version] ? version : null, cancellationToken), WireJson.Default.ApiBlockSchema),
        _ when Path is ["block_types", "slug", var slug] => Written(api.BlockTypes.FindBySlugAsync(slug, cancellationToken), WireJson.Default.ApiBlockType),
        _ when Path is ["block_types", "slug", var slug, "block_documents", "name", var name] =>
            Written(api.BlockDocuments.FindByNameAsync(slug, name, Secrets(), cancellationToken), WireJson.Default.ApiBlockDocument),
        _ => throw Unknown(),
    };

    private Task<JsonNode?> Limit(string operation) => operation["POST v2/concurrency_limits/".Length..] switch
    {
        "" => Written(api.Concurrency.CreateAsync(Body(SparseJson.Default.ApiConcurrencyLimitDraft), cancellationToken)!, WireJson.Default.ApiConcurrencyLimit),
        "filter" => Nothing(api.Concurrency.FilterAsync(Number("limit"), 0, cancellationToken)),
        "increment" => Nothing(api.Concurrency.TakeAsync(Names(), Number("slots")!.Value, SlotMode.RateLimit, cancellationToken)),
        "increment-with-lease" => Nothing(api.Concurrency.TakeWithLeaseAsync(
            Names(), Number("slots")!.Value, Seconds("lease_duration"), holder: Part("holder", SparseJson.Default.SlotHolder), cancellationToken: cancellationToken)),
        "decrement-with-lease" => Nothing(api.Concurrency.EndLeaseAsync(Guid.Parse(Text("lease_id")), cancellationToken)),
        _ when Path is [_, _, "leases", var lease, "renew"] => Nothing(api.Concurrency.RenewLeaseAsync(Guid.Parse(lease), Seconds("lease_duration"), cancellationToken)),
        _ when Path is [_, _, var name] => Written(api.Concurrency.FindByNameAsync(name, cancellationToken), WireJson.Default.ApiConcurrencyLimit),
        _ => throw Unknown(),
    };

    private Task<JsonNode?> Other(string operation) => operation switch
    {
        "POST task_runs/" => Written(api.TaskRuns.CreateAsync(Body(SparseJson.Default.ApiTaskRunDraft), cancellationToken)!, WireJson.Default.ApiTaskRun),
        "GET task_runs/*" => Written(api.TaskRuns.FindAsync(Id, cancellationToken), WireJson.Default.ApiTaskRun),
        "POST variables/" => Written(api.Variables.CreateAsync(Body(SparseJson.Default.ApiVariableDraft), cancellationToken)!, WireJson.Default.ApiVariable),
        "POST variables/filter" => Nothing(api.Variables.FilterAsync(limit: Number("limit"), cancellationToken: cancellationToken)),
        "POST artifacts/" => Written(api.Artifacts.CreateAsync(Body(SparseJson.Default.ApiArtifactDraft), cancellationToken)!, WireJson.Default.ApiArtifact),
        "PATCH artifacts/*" => Nothing(api.Artifacts.UpdateAsync(Id, Body(SparseJson.Default.ApiArtifactChanges), cancellationToken)),
        "POST artifacts/filter" => Nothing(api.Artifacts.FilterAsync(
            new() { Artifacts = Part("artifacts", SparseJson.Default.ApiArtifactFilter), Sort = ArtifactSort.UpdatedDesc }, Number("limit"), cancellationToken: cancellationToken)),
        _ when exchange.Method == "GET" && Path is ["variables", "name", var name] => Written(api.Variables.FindByNameAsync(name, cancellationToken), WireJson.Default.ApiVariable),
        _ when exchange.Method == "PATCH" && Path is ["variables", "name", var name] => Nothing(api.Variables.UpdateByNameAsync(name, Body(SparseJson.Default.ApiVariableChanges), cancellationToken)),
        _ when exchange.Method == "DELETE" && Path is ["variables", "name", var name] => Nothing(api.Variables.DeleteByNameAsync(name, cancellationToken)),
        _ => throw Unknown(),
    };

    private Task<JsonNode?> Proposed()
    {
        ApiStateProposal state = exchange.Body!["state"].Deserialize(WireJson.Default.ApiStateProposal)!;
        ApiStateProposal fresh = state with { StateDetails = state.StateDetails with { FlowRunId = null, TransitionId = null } };
        bool force = exchange.Body["force"]?.GetValue<bool>() == true;
        return Nothing(force ? api.FlowRuns.ForceStateAsync(Id, fresh, cancellationToken) : api.FlowRuns.SetStateAsync(Id, fresh, cancellationToken));
    }

    private FlowRunQuery Query() => new()
    {
        FlowRuns = Part("flow_runs", SparseJson.Default.ApiFlowRunFilter),
        TaskRuns = Part("task_runs", SparseJson.Default.ApiTaskRunFilter),
        Sort = Part("sort", WireJson.Default.NullableFlowRunSort),
    };

    private T Body<T>(JsonTypeInfo<T> type) => exchange.Body.Deserialize(type)!;

    private T? Part<T>(string name, JsonTypeInfo<T> type) => exchange.Body![name] is { } part ? part.Deserialize(type) : default;

    private string Text(string name) => exchange.Body![name]!.ToString();

    private int? Number(string name) => exchange.Body?[name]?.GetValue<int>();

    private TimeSpan Seconds(string name) => TimeSpan.FromSeconds(exchange.Body![name]!.GetValue<double>());

    private string[] Names() => [.. exchange.Body!["names"]!.AsArray().Select(name => name!.ToString())];

    private BlockSecrets Secrets() => exchange.Query.Contains("include_secrets=true") || exchange.Body?["include_secrets"]?.GetValue<bool>() == true
        ? BlockSecrets.Revealed
        : BlockSecrets.Masked;

    private static async Task<JsonNode?> Written<T>(Task<T?> call, JsonTypeInfo<T> type)
        where T : class => await call is { } result ? JsonSerializer.SerializeToNode(result, type) : null;

    private static async Task<JsonNode?> Raw(Task<string?> call) => await call is { } text ? JsonNode.Parse(text) : null;

    private static async Task<JsonNode?> Nothing(Task call)
    {
        await call;
        return null;
    }
}
