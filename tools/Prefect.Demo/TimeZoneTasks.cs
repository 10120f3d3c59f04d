using System.Security.Cryptography;
using System.Text;
using Microsoft.Extensions.Logging;
using Prefect.Blocks;
using Prefect.Flows;

namespace Prefect.Demo;

/// <summary>The steps of the flow, each run, repeated and recorded by itself.</summary>
internal static partial class TimeZoneTasks
{
    private const string Raw = "time-zones/raw";
    private const string Report = "time-zones/summary.csv";

    /// <summary>Sends the CSV files through the storage.</summary>
    /// <returns>The files as they came back.</returns>
    [FlowTask(Retries = 2, RetryDelaySeconds = [0.5, 2])]
    public static async Task<string[]> StoreAndFetchAsync(IDeploymentStorage storage, string landed, CancellationToken cancellationToken)
    {
        await storage.PutDirectoryAsync(Path.Combine(AppContext.BaseDirectory, "data"), Raw, cancellationToken: cancellationToken);
        await storage.GetDirectoryAsync(StoredFolder(storage), landed, cancellationToken);
        string[] files = [.. Directory.EnumerateFiles(landed, "*.csv").Order(StringComparer.Ordinal)];
        RunLogger.Current.LogInformation("Stored and fetched {Count} files", files.Length);
        return files;
    }

    /// <summary>Summarises one file.</summary>
    [FlowTask(RunName = "summarise-{path.Name}", Tags = ["csv"])]
    public static async Task<RegionSummary> SummariseAsync(FileInfo path, CancellationToken cancellationToken)
    {
        RegionSummary summary = await RegionSummary.ReadAsync(path.FullName, cancellationToken);
        RunLogger.Current.LogInformation("{Region} has {Zones} time zones in {Countries} countries", summary.Region, summary.Zones, summary.Countries);
        return summary;
    }

    /// <summary>Writes the report and its signature, and reads it back.</summary>
    /// <returns>Where it was written.</returns>
    [FlowTask(Retries = 2, RetryDelaySeconds = [0.5, 2])]
    public static async Task<string> PublishAsync(
        IWritableFileSystem storage, IReadOnlyList<RegionSummary> summaries, Secret key, CancellationToken cancellationToken)
    {
        byte[] report = Encoding.UTF8.GetBytes(SummaryReport.ToCsv(summaries));
        string path = await storage.WritePathAsync(Report, report, cancellationToken);
        byte[] signature = HMACSHA256.HashData(Encoding.UTF8.GetBytes(key.GetText()), report);
        await storage.WritePathAsync($"{Report}.hmac", Encoding.ASCII.GetBytes(Convert.ToHexStringLower(signature)), cancellationToken);
        byte[] stored = await storage.ReadPathAsync(Report, cancellationToken);
        if (!stored.AsSpan().SequenceEqual(report))
        {
            throw new IOException($"The report read back from '{path}' is not what was written.");
        }

        RunLogger.Current.LogInformation("Wrote and signed {Path}", path);
        return path;
    }

    /// <summary>A bucket's GetDirectory takes a whole key prefix, its own folder included; a file system's takes a path below its base.</summary>
    private static string StoredFolder(IDeploymentStorage storage) =>
        storage is Aws.S3Bucket { BucketFolder.Length: > 0 } bucket ? $"{bucket.BucketFolder.TrimEnd('/')}/{Raw}" : Raw;
}
