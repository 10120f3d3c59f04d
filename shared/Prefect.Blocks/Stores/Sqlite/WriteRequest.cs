namespace Prefect.Sqlite;

/// <summary>One write that waits for its turn.</summary>
/// <typeparam name="TConnection">What it writes with.</typeparam>
internal abstract class WriteRequest<TConnection>(WriteDurability durability)
{
    private const int Waiting = 0;
    private const int Started = 1;
    private const int Cancelled = 2;
    private int _state;

    public WriteDurability Durability => durability;

    /// <summary>Takes the request out of the waiting ones; false when it was cancelled before.</summary>
    public bool TryStart() => Interlocked.CompareExchange(ref _state, Started, Waiting) == Waiting;

    public bool IsCancelled => Volatile.Read(ref _state) == Cancelled;

    /// <summary>Does the work inside the transaction, and keeps its result.</summary>
    public abstract void Execute(TConnection connection);

    /// <summary>Keeps a failure in place of the result.</summary>
    public abstract void Refuse(Exception exception);

    /// <summary>Tells the caller, once the transaction is on the disk.</summary>
    public abstract void Acknowledge();

    protected bool TryCancel() => Interlocked.CompareExchange(ref _state, Cancelled, Waiting) == Waiting;
}
