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
            if (_logger.Value is { } made && ReferenceEquals(made.Context, this))
            {
                return made;
            }

            RunLogWriter logger = new(this);
            _logger = new LoggerSlot(logger);
            return logger;
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
    private readonly record struct LoggerSlot(RunLogWriter? Value)
    {
        public bool Equals(LoggerSlot other) => true;

        public override int GetHashCode() => 0;
    }
}
