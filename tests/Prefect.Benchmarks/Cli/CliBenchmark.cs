namespace Prefect.Benchmarks;

/// <summary>The command as a user waits for it: start of the process to its end.</summary>
internal sealed class CliBenchmark : IBenchmark
{
    private const int Runs = 21;
    private static readonly string[] s_register = ["block", "register", "-m", "Prefect.Aws"];
    private static readonly string[] s_list = ["block", "type", "ls"];

    public string Name => "cli";

    public string About => "the published command as a whole process, disk warm";

    public async Task RunAsync(Report report)
    {
        using ScratchFolder scratch = ScratchFolder.OnDisk();
        PublishedTool tool = await PublishedTool.PublishAsync(scratch.Combine("tool"));
        string kept = scratch.Combine("kept");
        int homes = 0;
        string Fresh() => scratch.Combine($"home-{homes++}");

        await tool.RunAsync(kept, s_register);
        await tool.RunAsync(kept, s_list);
        Series fresh = new();
        Series again = new();
        Series list = new();
        Series idle = new();
        for (int run = 0; run < Runs; run++)
        {
            fresh.Add(await tool.TimeAsync(Fresh(), s_register));
            again.Add(await tool.TimeAsync(kept, s_register));
            list.Add(await tool.TimeAsync(kept, s_list));
            idle.Add(await tool.TimeAsync(kept, ["--version"]));
        }

        Series memory = new();
        for (int run = 0; run < Runs; run++)
        {
            memory.Add(await tool.PeakMebibytesAsync(run % 2 == 0 ? Fresh() : kept, s_register));
        }

        string floor = $"`--version` {Report.Format(idle.Median)} ms";
        report.AtMost("`block register -m Prefect.Aws`, new home, median", fresh.Median, 200, "ms", $"Python 3.0 s; {floor}");
        report.AtMost("`block register -m Prefect.Aws`, home in use, median", again.Median, 200, "ms", $"Python 3.0 s; {floor}");
        report.AtMost("`block register -m Prefect.Aws`, peak resident memory, largest", memory.Maximum, 60, "MiB", "Python 191 MiB");
        report.AtMost("`block type ls`, median", list.Median, 150, "ms", $"Python 1.8 s; {floor}");
    }
}
