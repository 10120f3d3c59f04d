using System.Diagnostics;
using System.Security.Cryptography;
using Prefect.Gcp;

namespace Prefect.Benchmarks;

/// <summary>Transfers against a peer on this machine, beside the same requests sent by hand.</summary>
internal sealed class GcsBenchmark : IBenchmark
{
    // A transfer takes little time, so that it takes many of them until the noise is gone.
    private const int Pairs = 31;
    private const long Gibibyte = 1L << 30;
    private const long Descriptions = 1L << 20;
    private const int Files = 2_000;
    private const int FileBytes = 4096;
    private const string Hand = "the same requests by hand";

    public string Name => "gcs";

    public string About => "GcsBucket beside an HttpClient that sends the same requests, against a peer that discards and produces bytes";

    public async Task RunAsync(Report report)
    {
        await UploadAsync(report);
        await DownloadAsync(report);
        await UploadFolderAsync(report);
    }

    private static async Task UploadAsync(Report report)
    {
        using ScratchFolder scratch = ScratchFolder.InMemory();
        string path = scratch.Combine("gibibyte");
        await WriteRandomAsync(path, Gibibyte);
        await using GcsPeerProcess peer = await GcsPeerProcess.StartAsync();
        foreach (bool isChecked in (bool[])[true, false])
        {
            GcsBucket bucket = peer.Bucket.WithTransfer(peer.Bucket.Transfer with { VerifyChecksums = isChecked });
            CostPairs costs = await CostPairs.MeasureAsync(Pairs, () => bucket.UploadFromPathAsync(path, "ours"), () => peer.Raw.UploadAsync(path, "raw", isChecked));
            costs.Report(report, $"upload of 1 GiB from a file, {(isChecked ? "with CRC-32C" : "without checksums")}", 1.1, 64, Hand);
        }

        await peer.ThrowUnlessReceivedAsync((Pairs + 1) * 4 * Gibibyte, Descriptions);
    }

    private static async Task DownloadAsync(Report report)
    {
        await using GcsPeerProcess peer = await GcsPeerProcess.StartAsync(objectBytes: Gibibyte);
        CostPairs costs = await CostPairs.MeasureAsync(Pairs,
            () => DiscardAsync(destination => peer.Bucket.DownloadObjectToStreamAsync("object", destination)),
            () => DiscardAsync(destination => peer.Raw.DownloadAsync("object", destination, Gibibyte)));
        costs.Report(report, "download of 1 GiB to a stream, with CRC-32C", 1.1, 64, Hand);
    }

    private static async Task DiscardAsync(Func<Stream, Task> download)
    {
        await using CountingStream destination = new();
        await download(destination);
        if (destination.Length != Gibibyte)
        {
            throw new InvalidOperationException($"{destination.Length} bytes arrived instead of 1 GiB.");
        }
    }

    private static async Task UploadFolderAsync(Report report)
    {
        using ScratchFolder scratch = ScratchFolder.InMemory();
        for (int file = 0; file < Files; file++)
        {
            await WriteRandomAsync(scratch.Combine($"{file:D4}.bin"), FileBytes);
        }

        await using GcsPeerProcess peer = await GcsPeerProcess.StartAsync(delay: 5);
        Series ours = new();
        Series raw = new();
        for (int pair = 0; pair < 3; pair++)
        {
            long started = Stopwatch.GetTimestamp();
            await peer.Bucket.UploadFromFolderAsync(scratch.Path, "folder");
            ours.AddMilliseconds(started);
            started = Stopwatch.GetTimestamp();
            await peer.Raw.UploadOneByOneAsync(scratch.Path);
            raw.AddMilliseconds(started);
        }

        await peer.ThrowUnlessReceivedAsync(3L * 2 * Files * FileBytes, 3L * 2 * Files * 1024);
        report.AtLeast("upload of a folder of 2,000 files of 4 KiB, 5 ms added per answer, by one at a time", raw.Median / ours.Median, 5, "×",
            $"{Report.Format(ours.Median / 1000)} s by {Report.Format(raw.Median / 1000)} s (one multipart upload after the other)");
    }

    private static async Task WriteRandomAsync(string path, long length)
    {
        await using FileStream file = File.Create(path);
        byte[] block = new byte[(int)Math.Min(length, 1 << 20)];
        for (long written = 0; written < length; written += block.Length)
        {
            RandomNumberGenerator.Fill(block);
            await file.WriteAsync(block);
        }
    }
}
