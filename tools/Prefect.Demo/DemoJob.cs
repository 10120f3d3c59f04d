using System.Security.Cryptography;
using System.Text;
using Prefect.Blocks;
using Spectre.Console;

namespace Prefect.Demo;

/// <summary>The main job: register, save, load by name, use.</summary>
internal sealed class DemoJob(IAnsiConsole console)
{
    private const string KeyName = "demo-signing-key";
    private const string StorageName = "demo";

    public async Task RunAsync(string? storagePath, CancellationToken cancellationToken)
    {
        await RegisterAndSaveAsync(storagePath is null, cancellationToken);

        Secret key = await Secret.LoadAsync(KeyName, cancellationToken: cancellationToken);
        Block storage = await Block.LoadAsync(storagePath ?? $"local-file-system/{StorageName}", cancellationToken: cancellationToken);
        if (storage is not (IWritableFileSystem files and IDeploymentStorage folders))
        {
            throw new BlockConfigurationException($"The block '{storagePath}' keeps no files and folders. Name a storage block, as in s3-bucket/landing.");
        }

        console.MarkupLineInterpolated($"[green]✓[/] loaded [bold]{storage.GetBlockType().Slug}/{storage.BlockDocumentName}[/] and [bold]secret/{KeyName}[/] by name");

        IReadOnlyList<RegionSummary> summaries = await SummariseAsync(folders, cancellationToken);
        byte[] report = Encoding.UTF8.GetBytes(SummaryReport.ToCsv(summaries));
        string reportPath = await files.WritePathAsync("time-zones/summary.csv", report, cancellationToken);
        byte[] signature = HMACSHA256.HashData(Encoding.UTF8.GetBytes(key.GetText()), report);
        await files.WritePathAsync("time-zones/summary.csv.hmac", Encoding.ASCII.GetBytes(Convert.ToHexStringLower(signature)), cancellationToken);

        byte[] stored = await files.ReadPathAsync("time-zones/summary.csv", cancellationToken);
        if (!stored.AsSpan().SequenceEqual(report))
        {
            throw new IOException($"The report read back from '{reportPath}' is not what was written.");
        }

        console.Write(SummaryReport.ToTable(summaries));
        console.MarkupLineInterpolated($"[green]✓[/] wrote, signed and read back [bold]{reportPath}[/]");
    }

    private async Task RegisterAndSaveAsync(bool local, CancellationToken cancellationToken)
    {
        await Secret.RegisterTypeAsync(cancellationToken: cancellationToken);
        await LocalFileSystem.RegisterTypeAsync(cancellationToken: cancellationToken);
        await Aws.S3Bucket.RegisterTypeAsync(cancellationToken: cancellationToken);
        console.MarkupLineInterpolated($"[green]✓[/] registered block types in {BlockStore.Current.Location}");

        Secret key = new() { Value = Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(32)) };
        await key.SaveAsync(KeyName, overwrite: true, cancellationToken: cancellationToken);
        if (local)
        {
            string folder = Path.Combine(Prefect.Client.PrefectSettings.Current.Home.Path, "demo");
            Directory.CreateDirectory(folder);
            await new LocalFileSystem { Basepath = folder }.SaveAsync(StorageName, overwrite: true, cancellationToken: cancellationToken);
        }

        console.MarkupLineInterpolated($"[green]✓[/] saved a signing key{(local ? " and a local folder" : "")}");
    }

    /// <summary>Sends the CSV files through the storage and summarises what comes back.</summary>
    private async Task<IReadOnlyList<RegionSummary>> SummariseAsync(IDeploymentStorage folders, CancellationToken cancellationToken)
    {
        string landed = Directory.CreateTempSubdirectory("prefect-demo-").FullName;
        try
        {
            return await console.Progress().Columns(new TaskDescriptionColumn(), new ProgressBarColumn(), new PercentageColumn())
                .StartAsync(async progress =>
                {
                    ProgressTask transfer = progress.AddTask("storing and fetching the files", maxValue: 2);
                    await folders.PutDirectoryAsync(
                        Path.Combine(AppContext.BaseDirectory, "data"), "time-zones/raw", cancellationToken: cancellationToken);
                    transfer.Increment(1);
                    await folders.GetDirectoryAsync(StoredFolder(folders), landed, cancellationToken);
                    transfer.Increment(1);

                    string[] sources = [.. Directory.EnumerateFiles(landed, "*.csv").Order(StringComparer.Ordinal)];
                    ProgressTask reading = progress.AddTask("summarising", maxValue: sources.Length);
                    List<RegionSummary> summaries = [];
                    foreach (string source in sources)
                    {
                        summaries.Add(await RegionSummary.ReadAsync(source, cancellationToken));
                        reading.Increment(1);
                    }

                    return summaries;
                });
        }
        finally
        {
            Directory.Delete(landed, recursive: true);
        }
    }

    /// <summary>A bucket's GetDirectory takes a whole key prefix, its own folder included; a file system's takes a path below its base.</summary>
    private static string StoredFolder(IDeploymentStorage folders) =>
        folders is Aws.S3Bucket { BucketFolder.Length: > 0 } bucket
            ? $"{bucket.BucketFolder.TrimEnd('/')}/time-zones/raw"
            : "time-zones/raw";
}
