namespace Prefect.Dbt;

/// <summary>How that ended which a hook is called after.</summary>
public enum DbtHookStatus
{
    /// <summary>Well.</summary>
    Success,

    /// <summary>With a failure.</summary>
    Error,

    /// <summary>It was not done.</summary>
    Skipped,
}
