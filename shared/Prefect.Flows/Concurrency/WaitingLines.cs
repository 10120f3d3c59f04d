using System.Runtime.CompilerServices;

namespace Prefect.Flows;

/// <summary>The waiting lines of one store in this process.</summary>
internal sealed class WaitingLines
{
    private static readonly ConditionalWeakTable<IConcurrencyLimitStore, WaitingLines> s_byStore = [];
    private readonly Dictionary<string, WaitingLine> _lines = new(StringComparer.Ordinal);
    private volatile TaskCompletionSource? _freed;

    public static WaitingLines Of(IConcurrencyLimitStore store) => s_byStore.GetValue(store, static _ => new WaitingLines());

    /// <summary>Ends when this process has given slots back. Take it before asking, so that nothing is missed in between.</summary>
    public Task Freed
    {
        get
        {
            TaskCompletionSource? freed = _freed;
            while (freed is null)
            {
                TaskCompletionSource made = new(TaskCreationOptions.RunContinuationsAsynchronously);
                freed = Interlocked.CompareExchange(ref _freed, made, null) ?? made;
            }

            return freed.Task;
        }
    }

    /// <summary>Wakes those who wait for slots.</summary>
    public void Wake() => Interlocked.Exchange(ref _freed, null)?.TrySetResult();

    /// <summary>Gives the line of some limits; to be left.</summary>
    public WaitingLine Join(string names)
    {
        lock (_lines)
        {
            if (!_lines.TryGetValue(names, out WaitingLine? line))
            {
                _lines.Add(names, line = new WaitingLine());
            }

            line.Count++;
            return line;
        }
    }

    public void Leave(string names, WaitingLine line)
    {
        lock (_lines)
        {
            if (--line.Count == 0)
            {
                _lines.Remove(names);
                line.Dispose();
            }
        }
    }
}
