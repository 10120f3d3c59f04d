namespace Prefect.Flows;

/// <summary>Everything that is ambient in a run, as one value: entering a run changes one <see cref="AsyncLocal{T}"/>, not six.</summary>
internal sealed record Ambient
{
    private static readonly Ambient s_outside = new();
    private static readonly AsyncLocal<Ambient?> s_current = new();

    public static Ambient Current
    {
        get => s_current.Value ?? s_outside;
        set => s_current.Value = value;
    }

    public FlowRunContext? Flow { get; init; }

    public TaskRunContext? Task { get; init; }

    public TagsContext Tags { get; init; } = TagsContext.None;

    public Transaction? Transaction { get; init; }

    public AssetContext? Asset { get; init; }

    public DeploymentContext? Deployment { get; init; }

    /// <summary>The drawing that takes the place of the engine.</summary>
    public FlowDrawing? Drawing { get; init; }

    /// <summary>Whether a run logger may be asked for outside runs, and writes nothing.</summary>
    public bool AreRunLoggersOff { get; init; }

    /// <summary>The same for hooks, under tokens that are not cancelled: what is left to do when a run is cancelled may need tasks too.</summary>
    public Ambient Alive()
    {
        Ambient alive = this;
        if (alive.Flow is { CancellationToken.IsCancellationRequested: true } flow)
        {
            alive = alive with { Flow = flow with { CancellationToken = CancellationToken.None } };
        }

        if (alive.Task is { CancellationToken.IsCancellationRequested: true } task)
        {
            alive = alive with { Task = task with { CancellationToken = CancellationToken.None } };
        }

        return alive;
    }
}
