using Prefect.Blocks;
using Prefect.Flows;
using Spectre.Console;

namespace Prefect.Demo;

/// <summary>The main job: loads blocks by name and summarises a folder of CSV files through them.</summary>
internal sealed partial class TimeZoneFlow(IAnsiConsole console)
{
    /// <summary>Summarises the time zones of the world, region by region.</summary>
    /// <param name="storage">The storage block, as in s3-bucket/landing.</param>
    /// <param name="cancellationToken">Ends the run.</param>
    /// <returns>Where the report was written.</returns>
    [Flow(Name = "time-zones")]
    public async Task<string> RunAsync(string storage, CancellationToken cancellationToken)
    {
        Secret key = await Secret.LoadAsync(DemoBlocks.KeyName, cancellationToken: cancellationToken);
        Block block = await Block.LoadAsync(storage, cancellationToken: cancellationToken);
        if (block is not (IWritableFileSystem files and IDeploymentStorage folders))
        {
            throw new BlockConfigurationException($"The block '{storage}' keeps no files and folders. Name a storage block, as in s3-bucket/landing.");
        }

        console.MarkupLineInterpolated($"[green]✓[/] loaded [bold]{block.GetBlockType().Slug}/{block.BlockDocumentName}[/] and [bold]secret/{DemoBlocks.KeyName}[/] by name");
        TaskFutureList<RegionSummary> futures = await SummariseAsync(folders, cancellationToken);
        IReadOnlyList<RegionSummary> summaries = await futures;
        await Artifacts.CreateTableAsync(summaries, "time-zones", "Time zones by region", cancellationToken);
        console.Write(SummaryReport.ToTable(summaries));

        string path = await TimeZoneTasks.PublishTask.RunAsync(files, summaries, key, futures, cancellationToken);
        console.MarkupLineInterpolated($"[green]✓[/] wrote, signed and read back [bold]{path}[/]");
        return path;
    }

    /// <summary>Sends the files through the storage and summarises what comes back, side by side.</summary>
    private async Task<TaskFutureList<RegionSummary>> SummariseAsync(IDeploymentStorage storage, CancellationToken cancellationToken)
    {
        string landed = Directory.CreateTempSubdirectory("prefect-demo-").FullName;
        try
        {
            return await console.Progress().Columns(new TaskDescriptionColumn(), new ProgressBarColumn(), new PercentageColumn())
                .StartAsync(async progress =>
                {
                    ProgressTask transfer = progress.AddTask("storing and fetching the files", maxValue: 1);
                    TaskFuture<string[]> fetched = TimeZoneTasks.StoreAndFetchTask.Submit(storage, landed, cancellationToken: cancellationToken);
                    string[] paths = await fetched;
                    transfer.Increment(1);

                    ProgressTask reading = progress.AddTask("summarising", maxValue: paths.Length);
                    TaskFutureList<RegionSummary> futures = TimeZoneTasks.SummariseTask.Map(paths.Select(path => new FileInfo(path)), [fetched], cancellationToken);
                    await foreach (TaskFuture<RegionSummary> _ in TaskFutures.AsCompleted(futures, cancellationToken: cancellationToken))
                    {
                        reading.Increment(1);
                    }

                    return futures;
                });
        }
        finally
        {
            Directory.Delete(landed, recursive: true);
        }
    }
}
