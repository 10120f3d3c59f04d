using System.Diagnostics;
using System.Runtime.CompilerServices;

namespace Prefect.Flows;

/// <summary>A state of a run. It does not change; a run goes from one to the next.</summary>
[DebuggerDisplay("{ToString(),nq}")]
public partial class State
{
    private readonly object? _data;
    private readonly long _utcTicks;
    private StrongBox<Guid>? _id;
    private Guid _runId;
    private RunKind _runKind;

    internal State(StateType type, string? name, string? message, DateTimeOffset timestamp, StateDetails? details = null, object? data = null)
    {
        Type = type;
        Name = name ?? StateNames.Of(type);
        Message = message;
        _utcTicks = timestamp.UtcTicks;
        OwnDetails = details ?? StateDetails.Empty;
        _data = data;
    }

    /// <summary>Identifies the state.</summary>
    public Guid Id
    {
        // In one piece: two threads may be the first to ask.
        get => (_id ?? Interlocked.CompareExchange(ref _id, new StrongBox<Guid>(Guid.CreateVersion7(Timestamp)), null) ?? _id).Value;
        init => _id = new StrongBox<Guid>(value);
    }

    /// <summary>Its kind.</summary>
    public StateType Type { get; }

    /// <summary>Its name: that of the type unless another was given.</summary>
    public string Name { get; }

    /// <summary>When it was entered, UTC.</summary>
    public DateTimeOffset Timestamp => new(_utcTicks, TimeSpan.Zero);

    /// <summary>Says more in words.</summary>
    public string? Message { get; }

    /// <summary>What else belongs to it.</summary>
    public StateDetails Details => RunReference is not { } run ? OwnDetails
        : run.Kind == RunKind.Task ? OwnDetails with { TaskRunId = run.Id }
        : OwnDetails with { FlowRunId = run.Id };

    /// <summary>Whether the run will begin at some time.</summary>
    public bool IsScheduled => Type == StateType.Scheduled;

    /// <summary>Whether the run was made and has not begun.</summary>
    public bool IsPending => Type == StateType.Pending;

    /// <summary>Whether the run executes its code.</summary>
    public bool IsRunning => Type == StateType.Running;

    /// <summary>Whether the run ended well.</summary>
    public bool IsCompleted => Type == StateType.Completed;

    /// <summary>Whether the run ended with an exception of its code.</summary>
    public bool IsFailed => Type == StateType.Failed;

    /// <summary>Whether the run was ended by what surrounds it.</summary>
    public bool IsCrashed => Type == StateType.Crashed;

    /// <summary>Whether the run was ended on request.</summary>
    public bool IsCancelled => Type == StateType.Cancelled;

    /// <summary>Whether the run is asked to end.</summary>
    public bool IsCancelling => Type == StateType.Cancelling;

    /// <summary>Whether the run has ended, one way or another.</summary>
    public bool IsFinal => Type is StateType.Completed or StateType.Failed or StateType.Cancelled or StateType.Crashed;

    /// <summary>Whether the run waits for somebody to resume it.</summary>
    public bool IsPaused => Type == StateType.Paused;

    /// <summary>What the run failed, crashed or was cancelled with; null for all other states.</summary>
    public Exception? Exception => StateFailures.OfOrNull(this);

    /// <summary>The result or the exception, while this process has it; <see langword="null"/> for none.</summary>
    internal virtual object? Data => _data;

    /// <summary>The details without the run.</summary>
    internal StateDetails OwnDetails { get; }

    /// <summary>The run that is or was in the state; null for a state that no run has entered.</summary>
    internal RunReference? RunReference => _runId == Guid.Empty ? null : new RunReference(_runKind, _runId);

    /// <summary>Where the result is kept, when it is.</summary>
    internal ResultRecordMetadata? ResultMetadata { get; init; }

    /// <summary>Gives name, message and, unless the name says it, the type: <c>Skipped('nothing to do', type=COMPLETED)</c>.</summary>
    public override string ToString()
    {
        string type = Name == StateNames.Of(Type) ? "" : $"type={StateNames.Wire(Type)}";
        string message = Message is null ? "" : $"'{Message}'";
        return $"{Name}({message}{(message.Length > 0 && type.Length > 0 ? ", " : "")}{type})";
    }

    /// <summary>Copies the state to another time, with a new id.</summary>
    internal virtual State At(DateTimeOffset timestamp, StateDetails? details = null) =>
        new(Type, Name, Message, timestamp, details ?? OwnDetails, Data) { ResultMetadata = ResultMetadata };

    /// <summary>Brings a result that is only in a storage into memory.</summary>
    /// <returns>What keeps it there; null when there is nothing to bring.</returns>
    internal virtual ValueTask<object?> HoldAsync(CancellationToken cancellationToken) => default;

    /// <summary>Ties the state to the run that enters it.</summary>
    internal void EnterBy(RunReference run) => (_runKind, _runId) = (run.Kind, run.Id);
}
