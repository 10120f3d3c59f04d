using System.Diagnostics;
using Prefect.Aws;
using Prefect.Blocks;

namespace Prefect.Benchmarks;

/// <summary>The embedded store from inside one process, then from sixteen.</summary>
internal sealed class StoreBenchmark : IBenchmark
{
    private const int Processes = 16;
    private const int SavesPerProcess = 500;
    private const int Few = 100;
    private const int Many = 100_000;

    public string Name => "store";

    public string About => "the embedded store: load, save, growth, many processes";

    public async Task RunAsync(Report report)
    {
        using ScratchFolder scratch = ScratchFolder.OnDisk();
        await LoadAsync(report, scratch.Combine("load"));
        await SaveAsync(report, scratch.Combine("save"));
        await GrowAsync(report, scratch.Combine("few"), scratch.Combine("many"));
        await ShareAsync(report, scratch.Combine("shared"));
    }

    private static async Task LoadAsync(Report report, string folder)
    {
        await using EmbeddedBlockStore store = Open(folder);
        await NestedBlock.SaveAsync(store, "landing");
        for (int i = 0; i < 20_000; i++)
        {
            await S3Bucket.LoadAsync("landing", store: store);
        }

        Series loads = new();
        for (int i = 0; i < 20_000; i++)
        {
            long started = Stopwatch.GetTimestamp();
            await S3Bucket.LoadAsync("landing", store: store);
            loads.Add(Stopwatch.GetElapsedTime(started).TotalMicroseconds);
        }

        report.AtMost("load of a bucket that refers to saved credentials, p50", loads.Median, 60, "µs",
            $"p99 {Report.Format(loads.Percentile(99))} µs; Python 20 ms");
    }

    private static async Task SaveAsync(Report report, string folder)
    {
        await using EmbeddedBlockStore store = Open(folder);
        S3Bucket bucket = await NestedBlock.SaveAsync(store, "landing");
        using SyncedAppend disk = new(Path.Combine(folder, "append"));
        for (int i = 0; i < 200; i++)
        {
            await bucket.SaveAsync("landing", overwrite: true, store);
            disk.Append();
        }

        Series saves = new();
        Series syncs = new();
        for (int i = 0; i < 1_000; i++)
        {
            long started = Stopwatch.GetTimestamp();
            await (bucket with { BucketFolder = $"day/{i}" }).SaveAsync("landing", overwrite: true, store);
            saves.AddMilliseconds(started);
            started = Stopwatch.GetTimestamp();
            disk.Append();
            syncs.AddMilliseconds(started);
        }

        report.AtMost("save of that bucket, p50, beyond the disk's own fsync", saves.Median - syncs.Median, 1, "ms",
            $"save {Report.Format(saves.Median)} ms (p99 {Report.Format(saves.Percentile(99))} ms), fsync of 4 KiB appended "
            + $"{Report.Format(syncs.Median)} ms; Python 244 ms");
    }

    private static async Task GrowAsync(Report report, string fewFolder, string manyFolder)
    {
        await using EmbeddedBlockStore few = Open(fewFolder);
        await using EmbeddedBlockStore many = Open(manyFolder);
        await FillAsync(few, Few);
        long started = Stopwatch.GetTimestamp();
        await FillAsync(many, Many);
        double filling = Stopwatch.GetElapsedTime(started).TotalSeconds;
        (double oneOfFew, double oneOfMany) = await CompareLoadsAsync(few, many, (_, _) => 42);
        report.AtMost("load of one document among 100,000, p50, by the same among 100", oneOfMany / oneOfFew, 1.1, "×",
            $"{Report.Format(oneOfMany)} µs by {Report.Format(oneOfFew)} µs");

        // Another one each time: no cache between here and the memory holds them all.
        (double anyOfFew, double anyOfMany) = await CompareLoadsAsync(few, many, static (i, count) => (int)(i * 7919L % count));
        report.AtMost("load of another document each time, among 100,000, p50", anyOfMany, 60, "µs",
            $"among 100: {Report.Format(anyOfFew)} µs, that is {Report.Format(anyOfMany / anyOfFew)} ×");
        report.Figure("saving 100,000 documents, 64 at a time", $"{Report.Format(Many / filling)} saves/s", "each on the disk when its call returns");
    }

    private static async Task FillAsync(EmbeddedBlockStore store, int count)
    {
        S3Bucket bucket = await NestedBlock.SaveAsync(store, "first");
        await Parallel.ForAsync(0, count, new ParallelOptions { MaxDegreeOfParallelism = 64 }, async (i, token) =>
            await (bucket with { BucketFolder = $"day/{i}" }).SaveAsync($"b-{i}", overwrite: false, store, token));
    }

    private static async Task<(double Few, double Many)> CompareLoadsAsync(
        EmbeddedBlockStore few, EmbeddedBlockStore many, Func<int, int, int> choose)
    {
        const int WarmUps = 5_000;
        Series ofFew = new();
        Series ofMany = new();
        for (int i = 0; i < WarmUps + 20_000; i++)
        {
            double fromFew = await TimeLoadAsync(few, $"b-{choose(i, Few)}");
            double fromMany = await TimeLoadAsync(many, $"b-{choose(i, Many)}");
            if (i >= WarmUps)
            {
                ofFew.Add(fromFew);
                ofMany.Add(fromMany);
            }
        }

        return (ofFew.Median, ofMany.Median);
    }

    private static async Task<double> TimeLoadAsync(EmbeddedBlockStore store, string name)
    {
        long started = Stopwatch.GetTimestamp();
        await S3Bucket.LoadAsync(name, store: store);
        return Stopwatch.GetElapsedTime(started).TotalMicroseconds;
    }

    private static async Task ShareAsync(Report report, string folder)
    {
        Directory.CreateDirectory(folder);
        long started = Stopwatch.GetTimestamp();
        string[] errors = await Task.WhenAll(Enumerable.Range(0, Processes)
            .Select(index => SavingProcess.StartAsync(folder, index, SavesPerProcess)));
        double seconds = Stopwatch.GetElapsedTime(started).TotalSeconds;

        await using EmbeddedBlockStore store = Open(folder);
        int found = 0;
        await foreach (BlockDocumentSummary document in store.ListAsync())
        {
            found += document.Name is ['p', ..] ? 1 : 0;
        }

        string[] failures = [.. errors.Where(error => error.Length > 0)];
        int lost = (Processes * SavesPerProcess) - found;
        report.Holds($"{Processes} processes × {SavesPerProcess} saves at once", failures.Length == 0 && lost == 0,
            $"{failures.Length} errors, {lost} lost", "0 errors, 0 lost", $"{Report.Format(seconds)} s in all, starts included");
        foreach (string failure in failures)
        {
            await Console.Error.WriteLineAsync(failure);
        }
    }

    private static EmbeddedBlockStore Open(string folder)
    {
        Directory.CreateDirectory(folder);
        return EmbeddedBlockStore.Open(Path.Combine(folder, "dotnet.db"));
    }
}
