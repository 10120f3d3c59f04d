namespace Prefect.Dbt;

/// <summary>When a hook is called.</summary>
public enum DbtHookEvent
{
    /// <summary>Before dbt begins.</summary>
    RunStart,

    /// <summary>When dbt has ended.</summary>
    RunEnd,

    /// <summary>When a model is done, well or not.</summary>
    PostModel,
}
