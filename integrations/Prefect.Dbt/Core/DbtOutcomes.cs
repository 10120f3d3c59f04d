namespace Prefect.Dbt;

/// <summary>Sorts dbt's words for how nodes end.</summary>
internal static class DbtOutcomes
{
    public static DbtOutcome Of(string status) => status switch
    {
        "success" or "pass" or "no-op" or "reused" => DbtOutcome.Success,
        "fail" => DbtOutcome.Fail,
        "skipped" => DbtOutcome.Skipped,
        "warn" => DbtOutcome.Warn,
        _ => DbtOutcome.Error,
    };
}
