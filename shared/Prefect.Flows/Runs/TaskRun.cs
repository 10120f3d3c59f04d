namespace Prefect.Flows;

/// <summary>One run of a task.</summary>
public sealed class TaskRun : Run
{
    private readonly Guid _flowRunId;
    private string? _dynamicKey;
    private int _isReported;

    internal TaskRun(Guid id, DateTimeOffset created)
        : base(id, created)
    {
    }

    /// <summary>Run of the flow that called the task; <see langword="null"/> when it was called outside flows.</summary>
    public Guid? FlowRunId
    {
        get => _flowRunId == Guid.Empty ? null : _flowRunId;
        init => _flowRunId = value ?? Guid.Empty;
    }

    /// <summary>Name of the task.</summary>
    public required string TaskName { get; init; }

    /// <summary>Identifies the task across processes.</summary>
    public required string TaskKey { get; init; }

    /// <summary>Version of the task.</summary>
    public string? TaskVersion { get; init; }

    /// <summary>Tells the runs of one task in one flow run apart.</summary>
    public string DynamicKey
    {
        get => _dynamicKey ?? Interlocked.CompareExchange(ref _dynamicKey, Guid.NewGuid().ToString(), null) ?? _dynamicKey;
        init => _dynamicKey = value;
    }

    /// <summary>The runs whose results the task was called with, by parameter; also under <c>__parents__</c> and <c>wait_for</c>.</summary>
    public IReadOnlyDictionary<string, IReadOnlyList<RunReference>> Inputs { get; internal set; } = NoInputs;

    /// <summary>Whether the task run stands for the run of a child flow.</summary>
    public bool IsFlowTracking { get; init; }

    /// <summary>Key under which the result is cached.</summary>
    public string? CacheKey { get; internal set; }

    internal override RunReference Reference => new(RunKind.Task, Id);

    internal static IReadOnlyDictionary<string, IReadOnlyList<RunReference>> NoInputs { get; } =
        System.Collections.ObjectModel.ReadOnlyDictionary<string, IReadOnlyList<RunReference>>.Empty;

    /// <summary>Marks the run as waiting to be stored; false when it already was.</summary>
    internal bool TryMarkReported() => Interlocked.Exchange(ref _isReported, 1) == 0;

    /// <summary>Takes the mark away, before its states are read for storing.</summary>
    internal void ClearReported() => Volatile.Write(ref _isReported, 0);

    private protected override string DefaultName() => FlowRunId is null ? TaskName : $"{TaskName}-{DynamicKey.AsSpan(0, 3)}";
}
