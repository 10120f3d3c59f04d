namespace Prefect.Dbt;

/// <summary>How a node ended.</summary>
internal enum DbtOutcome
{
    Success,
    Fail,
    Skipped,
    Error,
    Warn,
}
