namespace Prefect.Flows;

/// <summary>The assets of a task run in a snapshot; without members where there are none.</summary>
internal sealed record AssetContextDocument
{
    public IReadOnlyList<AssetDocument>? DirectDependencies { get; init; }

    public IReadOnlyList<AssetDocument>? Upstream { get; init; }

    public IReadOnlyList<AssetDocument>? Downstream { get; init; }

    public string? MaterializedBy { get; init; }

    public Guid? TaskRunId { get; init; }

    public static AssetContextDocument Of(AssetContext? context) => context is null ? new() : new()
    {
        DirectDependencies = AssetDocument.Of(context.DirectDependencies),
        Upstream = AssetDocument.Of(context.Upstream),
        Downstream = AssetDocument.Of(context.Downstream),
        MaterializedBy = context.MaterializedBy,
        TaskRunId = context.TaskRunId,
    };

    public AssetContext? Restore() => Downstream is null ? null : new AssetContext
    {
        DirectDependencies = AssetDocument.Restore(DirectDependencies),
        Upstream = AssetDocument.Restore(Upstream),
        Downstream = AssetDocument.Restore(Downstream),
        MaterializedBy = MaterializedBy,
        TaskRunId = TaskRunId,
    };
}
