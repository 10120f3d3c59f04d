using System.Text.Json.Nodes;
using System.Text.Json.Serialization;

namespace Prefect.Aws;

internal sealed record StartJobRunRequest(string JobName, JsonObject? Arguments);

internal sealed record StartJobRunResponse(string? JobRunId);

internal sealed record GetJobRunRequest(string JobName, string RunId);

internal sealed record GetJobRunResponse(GlueJobRunMessage? JobRun);

internal sealed record GetJobRunsRequest(string JobName, int MaxResults, string? NextToken);

internal sealed record GetJobRunsResponse(IReadOnlyList<GlueListedRun?>? JobRuns, string? NextToken);

internal sealed record BatchStopJobRunRequest(string JobName, IReadOnlyList<string> JobRunIds);

internal sealed record BatchStopJobRunResponse(IReadOnlyList<GlueStopError>? Errors);

internal sealed record GlueStopError(GlueErrorDetail? ErrorDetail);

internal sealed record GlueErrorDetail(string? ErrorCode, string? ErrorMessage);

internal sealed record GetJobRequest(string JobName);

internal sealed record GetJobResponse;

/// <param name="Id">Id of the run.</param>
/// <param name="JobRunState">Its state, by the service's name.</param>
/// <param name="ErrorMessage">Why it failed.</param>
internal sealed record GlueJobRunMessage(string? Id, string? JobRunState, string? ErrorMessage);

/// <param name="Id">Id of the run.</param>
/// <param name="Arguments">What it was started with.</param>
/// <param name="StartedOn">When it was started: seconds since 1970, or, by some servers, a text.</param>
internal sealed record GlueListedRun(string? Id, JsonObject? Arguments, JsonNode? StartedOn)
{
    public bool IsBefore(DateTimeOffset time) => StartedOn is JsonValue value && (
        value.TryGetValue(out double seconds) ? seconds < time.ToUnixTimeSeconds()
        : value.TryGetValue(out DateTimeOffset started) && started < time);
}

/// <summary>What AWS Glue takes and gives.</summary>
[JsonSourceGenerationOptions(DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(StartJobRunRequest))]
[JsonSerializable(typeof(StartJobRunResponse))]
[JsonSerializable(typeof(GetJobRunRequest))]
[JsonSerializable(typeof(GetJobRunResponse))]
[JsonSerializable(typeof(GetJobRunsRequest))]
[JsonSerializable(typeof(GetJobRunsResponse))]
[JsonSerializable(typeof(BatchStopJobRunRequest))]
[JsonSerializable(typeof(BatchStopJobRunResponse))]
[JsonSerializable(typeof(GetJobRequest))]
[JsonSerializable(typeof(GetJobResponse))]
internal sealed partial class GlueJson : JsonSerializerContext;
