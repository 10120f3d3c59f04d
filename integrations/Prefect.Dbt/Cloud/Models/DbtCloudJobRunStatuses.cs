namespace Prefect.Dbt;

/// <summary>What states of runs mean.</summary>
public static class DbtCloudJobRunStatuses
{
    /// <summary>Whether a run in this state has ended.</summary>
    /// <param name="status">The state.</param>
    public static bool IsTerminal(this DbtCloudJobRunStatus status) => IsTerminalStatusCode((int)status);

    /// <summary>Whether a run with this number for its state has ended: 10, 20 or 30.</summary>
    /// <param name="statusCode">The number.</param>
    public static bool IsTerminalStatusCode(int statusCode) => statusCode is
        (int)DbtCloudJobRunStatus.Success or (int)DbtCloudJobRunStatus.Failed or (int)DbtCloudJobRunStatus.Cancelled;
}
