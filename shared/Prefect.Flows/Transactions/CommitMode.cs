namespace Prefect.Flows;

/// <summary>When a transaction is committed.</summary>
public enum CommitMode
{
    /// <summary>When it ends, or, inside another one, when the outermost is committed.</summary>
    Lazy,

    /// <summary>As soon as it ends, whatever surrounds it.</summary>
    Eager,

    /// <summary>By whoever surrounds it; without anybody it is rolled back.</summary>
    Off,
}
