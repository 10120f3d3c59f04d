namespace Prefect.Flows;

/// <summary>Makes tasks that materialize assets.</summary>
public static class AssetTasks
{
    /// <summary>Makes a task of the same body whose runs make or change assets, and say so when they end.</summary>
    /// <param name="task">The task.</param>
    /// <param name="assets">The assets; at least one.</param>
    /// <typeparam name="TTask">Type of the task.</typeparam>
    /// <exception cref="ArgumentException">There is no asset.</exception>
    /// <example>
    /// <code>
    /// static readonly FlowTask&lt;string, int&gt; Clean = FlowTask.Define("clean", (string path) => 12).Materializing("s3://lake/clean.parquet");
    /// </code>
    /// </example>
    public static TTask Materializing<TTask>(this TTask task, params IReadOnlyList<Asset> assets)
        where TTask : FlowTask => task.Materializing(assets, by: null);

    /// <summary>Makes a task of the same body whose runs make or change assets, and say so when they end.</summary>
    /// <param name="task">The task.</param>
    /// <param name="assets">The assets; at least one.</param>
    /// <param name="by">What makes them, where that is not the task itself, as in <c>dbt</c>.</param>
    /// <typeparam name="TTask">Type of the task.</typeparam>
    /// <exception cref="ArgumentException">There is no asset, or <paramref name="by"/> is empty.</exception>
    public static TTask Materializing<TTask>(this TTask task, IReadOnlyList<Asset> assets, string? by)
        where TTask : FlowTask
    {
        ArgumentNullException.ThrowIfNull(task);
        AssetRules.CheckMaterialized(assets);
        if (by is not null)
        {
            ArgumentException.ThrowIfNullOrWhiteSpace(by);
        }

        return task.With(options => options with { Materializes = [.. assets.Distinct()], MaterializedBy = by });
    }
}
