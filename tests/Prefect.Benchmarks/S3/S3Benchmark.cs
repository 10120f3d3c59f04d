using System.Diagnostics;
using System.Security.Cryptography;

namespace Prefect.Benchmarks;

/// <summary>Transfers and listings against a peer on this machine, beside the SDK alone.</summary>
internal sealed class S3Benchmark : IBenchmark
{
    private const int UploadPairs = 5;

    // A download takes little time, so that it takes more of them until the noise is gone.
    private const int DownloadPairs = 21;

    private const long Gibibyte = 1L << 30;
    private const int Files = 2_000;
    private const int FileBytes = 4096;
    private const int Keys = 100_000;

    public string Name => "s3";

    public string About => "S3Bucket beside the SDK alone, against a peer that discards and produces bytes";

    public async Task RunAsync(Report report)
    {
        await UploadAsync(report);
        await DownloadAsync(report);
        await UploadFolderAsync(report);
        await ListAsync(report);
    }

    private static async Task UploadAsync(Report report)
    {
        using ScratchFolder scratch = ScratchFolder.InMemory();
        string path = scratch.Combine("gibibyte");
        await WriteRandomAsync(path, Gibibyte);
        await using S3PeerProcess peer = await S3PeerProcess.StartAsync();
        CostPairs costs = await CostPairs.MeasureAsync(UploadPairs,
            () => peer.Bucket.UploadFromPathAsync(path, "ours"),
            () => RawS3.UploadAsync(peer.Client, path, "raw"));
        await ThrowUnlessReceivedAsync(peer, (UploadPairs + 1) * 2 * Gibibyte);
        costs.Report(report, "upload of 1 GiB from a file", 1.05, 64);
    }

    private static async Task DownloadAsync(Report report)
    {
        await using S3PeerProcess peer = await S3PeerProcess.StartAsync(objectBytes: Gibibyte);
        CostPairs costs = await CostPairs.MeasureAsync(DownloadPairs,
            () => DiscardAsync(destination => peer.Bucket.DownloadObjectToStreamAsync("object", destination)),
            () => DiscardAsync(destination => RawS3.DownloadAsync(peer.Client, "object", destination)));
        costs.Report(report, "download of 1 GiB to a stream", 1.05, 64);
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

        await using S3PeerProcess peer = await S3PeerProcess.StartAsync(delay: 5);
        Series ours = new();
        Series raw = new();
        for (int pair = 0; pair < 3; pair++)
        {
            long started = Stopwatch.GetTimestamp();
            await peer.Bucket.UploadFromFolderAsync(scratch.Path, "folder");
            ours.AddMilliseconds(started);
            started = Stopwatch.GetTimestamp();
            await RawS3.UploadOneByOneAsync(peer.Client, scratch.Path);
            raw.AddMilliseconds(started);
        }

        await ThrowUnlessReceivedAsync(peer, 3L * 2 * Files * FileBytes);
        report.AtLeast("upload of a folder of 2,000 files of 4 KiB, 5 ms added per answer, by one at a time", raw.Median / ours.Median, 5, "×",
            $"{Report.Format(ours.Median / 1000)} s by {Report.Format(raw.Median / 1000)} s (one PutObject after the other)");
    }

    private static async Task ListAsync(Report report)
    {
        await using S3PeerProcess few = await S3PeerProcess.StartAsync(keys: Keys / 10);
        await using S3PeerProcess many = await S3PeerProcess.StartAsync(keys: Keys);
        await CountAsync(few, Keys / 10);
        await RawS3.CountAsync(few.Client);
        Cost tenth = await Cost.OfAsync(() => CountAsync(few, Keys / 10));
        Cost ours = await Cost.OfAsync(() => CountAsync(many, Keys));
        Cost raw = await Cost.OfAsync(() => RawS3.CountAsync(many.Client));
        report.AtMost("listing of 100,000 keys: growth of the managed heap, garbage included", ours.HeapMebibytes, 64, "MiB",
            $"10,000 keys {Report.Format(tenth.HeapMebibytes)} MiB; the SDK's paginator with 100,000 {Report.Format(raw.HeapMebibytes)} MiB");
        report.Figure("listing of 100,000 keys: time", $"{Report.Format(ours.Seconds)} s", $"the SDK's paginator {Report.Format(raw.Seconds)} s");
    }

    private static async Task CountAsync(S3PeerProcess peer, int keys)
    {
        int count = 0;
        await foreach (object _ in peer.Bucket.ListObjectsAsync())
        {
            count++;
        }

        if (count != keys)
        {
            throw new InvalidOperationException($"{count} keys were listed instead of {keys}.");
        }
    }

    private static async Task ThrowUnlessReceivedAsync(S3PeerProcess peer, long expected)
    {
        long received = await peer.ReceivedAsync();
        if (received != expected)
        {
            throw new InvalidOperationException($"The peer was sent {received} bytes instead of {expected}.");
        }
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
