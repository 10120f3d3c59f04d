namespace Prefect.Flows;

/// <summary>How far a transaction is.</summary>
public enum TransactionState
{
    /// <summary>It has not begun.</summary>
    Pending,

    /// <summary>It has begun.</summary>
    Active,

    /// <summary>It holds a value that is to be kept.</summary>
    Staged,

    /// <summary>It ended well, and what it held is kept.</summary>
    Committed,

    /// <summary>It was undone.</summary>
    RolledBack,
}
