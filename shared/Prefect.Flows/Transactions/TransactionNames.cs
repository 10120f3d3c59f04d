namespace Prefect.Flows;

/// <summary>How the enumerations of transactions are written.</summary>
internal static class TransactionNames
{
    public static string Wire(IsolationLevel level) => level == IsolationLevel.Serializable ? "SERIALIZABLE" : "READ_COMMITTED";

    public static string Wire(CommitMode mode) => mode switch
    {
        CommitMode.Eager => "EAGER",
        CommitMode.Off => "OFF",
        _ => "LAZY",
    };

    public static string Wire(TransactionState state) => state switch
    {
        TransactionState.Active => "ACTIVE",
        TransactionState.Staged => "STAGED",
        TransactionState.Committed => "COMMITTED",
        TransactionState.RolledBack => "ROLLED_BACK",
        _ => "PENDING",
    };
}
