namespace Prefect.Dbt;

/// <summary>What dbt tells: everything from a level on.</summary>
public enum DbtLogLevel
{
    /// <summary>All there is, down to the statements that dbt sends.</summary>
    Debug,

    /// <summary>What is done, and how it ends.</summary>
    Info,

    /// <summary>What may be wrong.</summary>
    Warn,

    /// <summary>What is wrong.</summary>
    Error,

    /// <summary>Nothing.</summary>
    None,
}
