namespace Prefect.Flows;

/// <summary>How transactions with one key see each other.</summary>
public enum IsolationLevel
{
    /// <summary>Each sees what others have committed. Two may run at once.</summary>
    ReadCommitted,

    /// <summary>One runs at a time, which takes a lock manager.</summary>
    Serializable,
}
