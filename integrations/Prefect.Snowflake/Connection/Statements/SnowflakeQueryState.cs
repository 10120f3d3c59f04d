using System.Text.Json;

namespace Prefect.Snowflake;

/// <summary>What the service says of a statement that was submitted.</summary>
/// <param name="Status">How far it is.</param>
/// <param name="ErrorCode">The service's code of what went wrong; null where nothing did.</param>
/// <param name="ErrorMessage">What went wrong; null where nothing did.</param>
internal sealed record SnowflakeQueryState(SnowflakeQueryStatus Status, string? ErrorCode, string? ErrorMessage)
{
    /// <summary>Whether it has not ended.</summary>
    public bool IsRunning => Status is SnowflakeQueryStatus.Running or SnowflakeQueryStatus.Queued or SnowflakeQueryStatus.QueuedRepairingWarehouse
        or SnowflakeQueryStatus.ResumingWarehouse or SnowflakeQueryStatus.Blocked or SnowflakeQueryStatus.NoData or SnowflakeQueryStatus.Aborting;

    /// <summary>Whether it has ended without rows. What nobody knows is asked for its rows, and the service says what it is.</summary>
    public bool HasFailed => Status is SnowflakeQueryStatus.Aborted or SnowflakeQueryStatus.FailedWithError
        or SnowflakeQueryStatus.FailedWithIncident or SnowflakeQueryStatus.Disconnected;

    public static SnowflakeQueryState Of(JsonElement data)
    {
        if (data.ValueKind != JsonValueKind.Object
            || !data.TryGetProperty("queries", out JsonElement queries)
            || queries.ValueKind != JsonValueKind.Array
            || queries.GetArrayLength() == 0)
        {
            return new SnowflakeQueryState(SnowflakeQueryStatus.NoData, null, null);
        }

        JsonElement query = queries[0];
        string? code = SnowflakeAnswer.Text(query, "errorCode");
        return new SnowflakeQueryState(
            StatusOf(SnowflakeAnswer.Text(query, "status") ?? ""),
            code is "" or "0" ? null : code,
            SnowflakeAnswer.Text(query, "errorMessage") is { Length: > 0 } message ? message : null);
    }

    // REPARING is how the service spells it.
    private static SnowflakeQueryStatus StatusOf(string status) => status.ToUpperInvariant() switch
    {
        "NO_DATA" => SnowflakeQueryStatus.NoData,
        "QUEUED" => SnowflakeQueryStatus.Queued,
        "QUEUED_REPARING_WAREHOUSE" or "QUEUED_REPAIRING_WAREHOUSE" => SnowflakeQueryStatus.QueuedRepairingWarehouse,
        "RESUMING_WAREHOUSE" => SnowflakeQueryStatus.ResumingWarehouse,
        "BLOCKED" => SnowflakeQueryStatus.Blocked,
        "RUNNING" => SnowflakeQueryStatus.Running,
        "SUCCESS" => SnowflakeQueryStatus.Success,
        "RESTARTED" => SnowflakeQueryStatus.Restarted,
        "ABORTING" => SnowflakeQueryStatus.Aborting,
        "ABORTED" => SnowflakeQueryStatus.Aborted,
        "FAILED_WITH_ERROR" => SnowflakeQueryStatus.FailedWithError,
        "FAILED_WITH_INCIDENT" => SnowflakeQueryStatus.FailedWithIncident,
        "DISCONNECTED" => SnowflakeQueryStatus.Disconnected,
        _ => SnowflakeQueryStatus.Unknown,
    };
}
