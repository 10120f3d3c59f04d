using System.Text;

namespace Prefect.Flows;

/// <summary>
/// Makes lines of what one run prints and logs them. Printing only appends: the console is locked meanwhile, and a logger that
/// waits for somebody who prints would wait for ever. So another thread logs, or whoever logs next for the run.
/// </summary>
internal sealed class PrintBuffer(RunLogWriter logger) : IThreadPoolWorkItem
{
    private const int LongestLine = 1 << 20;
    private readonly Lock _appending = new();
    private readonly Lock _draining = new();
    private readonly Queue<Line> _lines = new();
    private readonly StringBuilder _out = new();
    private readonly StringBuilder _error = new();
    private volatile bool _isScheduled;

    /// <summary>Lines that are complete and not logged, or being logged at this moment.</summary>
    private int _unlogged;

    public void Append(PrintStream stream, ReadOnlySpan<char> text)
    {
        lock (_appending)
        {
            StringBuilder begun = stream == PrintStream.Error ? _error : _out;
            while (text.IndexOf('\n') is var end and >= 0)
            {
                begun.Append(text[..end]);
                End(begun);
                text = text[(end + 1)..];
            }

            begun.Append(text);
            if (begun.Length >= LongestLine)
            {
                Split(begun);
            }

            if (_lines.Count == 0 || _isScheduled)
            {
                return;
            }

            _isScheduled = true;
        }

        ThreadPool.UnsafeQueueUserWorkItem(this, preferLocal: false);
    }

    void IThreadPoolWorkItem.Execute()
    {
        _isScheduled = false;
        Drain();
    }

    /// <summary>Logs the lines that are complete, and waits for another thread that is doing so.</summary>
    public void Drain()
    {
        if (Volatile.Read(ref _unlogged) == 0)
        {
            return;
        }

        lock (_draining)
        {
            while (TryTake(out Line line))
            {
                if (line.Context is null)
                {
                    logger.Print(line.Text, line.Time);
                }
                else
                {
                    ExecutionContext.Run(line.Context, static state => ((Printed)state!).Log(), new Printed(logger, line));
                }

                Interlocked.Decrement(ref _unlogged);
            }
        }
    }

    /// <summary>Logs everything, also lines without an end.</summary>
    public void Flush()
    {
        lock (_appending)
        {
            foreach (StringBuilder begun in (ReadOnlySpan<StringBuilder>)[_out, _error])
            {
                if (begun.Length > 0)
                {
                    End(begun);
                }
            }
        }

        Drain();
    }

    private void End(StringBuilder begun)
    {
        if (begun.Length > 0 && begun[^1] == '\r')
        {
            begun.Length--;
        }

        Add(begun.ToString());
        begun.Clear();
    }

    /// <summary>Takes what there is of a line that does not end, but no half of a surrogate pair.</summary>
    private void Split(StringBuilder begun)
    {
        int length = char.IsHighSurrogate(begun[^1]) ? begun.Length - 1 : begun.Length;
        Add(begun.ToString(0, length));
        begun.Remove(0, length);
    }

    private void Add(string text)
    {
        _lines.Enqueue(new Line(text, FlowClock.Now, ExecutionContext.Capture()));
        Interlocked.Increment(ref _unlogged);
    }

    private bool TryTake(out Line line)
    {
        lock (_appending)
        {
            return _lines.TryDequeue(out line);
        }
    }

    private readonly record struct Line(string Text, DateTimeOffset Time, ExecutionContext? Context);

    private sealed record Printed(RunLogWriter Logger, Line Line)
    {
        public void Log() => Logger.Print(Line.Text, Line.Time);
    }
}
