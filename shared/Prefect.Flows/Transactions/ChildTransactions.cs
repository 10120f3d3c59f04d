namespace Prefect.Flows;

/// <summary>One child of a transaction, and those added before it. A list that costs nothing while it is empty, and needs no lock.</summary>
internal sealed class ChildTransactions(Transaction child, ChildTransactions? earlier)
{
    /// <summary>Stands for a list that takes no more: its transaction has been decided.</summary>
    public static readonly ChildTransactions Closed = new(null!, null);

    /// <summary>The children, the last one first.</summary>
    public static IEnumerable<Transaction> LastFirst(ChildTransactions? children)
    {
        for (ChildTransactions? step = children; step is not null && step != Closed; step = step.Earlier)
        {
            yield return step.Child;
        }
    }

    public Transaction Child { get; } = child;

    public ChildTransactions? Earlier { get; } = earlier;
}
