namespace Prefect.Flows;

/// <summary>
/// Those of this process who wait for the same limits. Only the first of them asks the store; the others stand behind it, in the
/// order they came.
/// </summary>
internal sealed class WaitingLine : IDisposable
{
    /// <summary>Held by the one who asks.</summary>
    public SemaphoreSlim Turn { get; } = new(1, 1);

    /// <summary>How many stand here; changed by <see cref="WaitingLines"/> only.</summary>
    public int Count { get; set; }

    public void Dispose() => Turn.Dispose();
}
