using System.Diagnostics.CodeAnalysis;

namespace Prefect.Flows;

public abstract partial record RunContext
{
    private LoggerSlot _logger;

    /// <summary>The run's logger, made at first use.</summary>
    internal RunLogWriter Logger
    {
        get
        {
            // A copy of the context is made with the original's logger in it, and gets one of its own.
            RunLogWriter? made = _logger.Value;
            if (ReferenceEquals(made?.Context, this))
            {
                return made;
            }

            RunLogWriter logger = new(this);
            return ReferenceEquals(Interlocked.CompareExchange(ref _logger.Value, logger, made), made) ? logger : _logger.Value!;
        }
    }

    /// <summary>Where the run is reported to; null for a context that nobody reports.</summary>
    internal IRunStore? ReportedTo => this switch
    {
        TaskRunContext task => task.Store,
        FlowRunContext flow => flow.Store,
        _ => null,
    };

    /// <summary>Holds the logger out of what makes two contexts equal.</summary>
    private struct LoggerSlot : IEquatable<LoggerSlot>
    {
        public RunLogWriter? Value;

        public readonly bool Equals(LoggerSlot other) => true;

        public override readonly bool Equals([NotNullWhen(true)] object? obj) => obj is LoggerSlot;

        public override readonly int GetHashCode() => 0;
    }
}
