using System.Diagnostics;
using Prefect.Shell;

namespace Prefect.Benchmarks;

/// <summary>A gibibyte of output, half of it from each pipe at once.</summary>
internal sealed class ShellBenchmark : IBenchmark
{
    private const long MiB = 1024 * 1024;
    private const long LinesOfEach = 512 * MiB / ShellWriter.LineLength;
    private const double MostGrowth = 32;

    public string Name => "shell";

    public string About => "1 GiB of output of a command, both pipes busy";

    public async Task RunAsync(Report report)
    {
        await StreamAsync(100_000);
        await MeasureAsync(report, "lines streamed as they come", StreamAsync);
        await MeasureAsync(report, "triggered and waited for, output kept beside memory", WaitAsync);
    }

    private static async Task MeasureAsync(Report report, string what, Func<long, Task<Func<Task<string?>>>> run)
    {
        using HeapWatch heap = HeapWatch.Start();
        using PeakMemory memory = PeakMemory.Watch();
        long started = Stopwatch.GetTimestamp();
        Func<Task<string?>> look = await run(LinesOfEach);
        TimeSpan elapsed = Stopwatch.GetElapsedTime(started);
        double grown = heap.Stop();
        double resident = memory.Growth / (double)MiB;
        string? loss = await look();
        report.AtMost($"1 GiB, {what}: growth of the heap", grown, MostGrowth, "MiB",
            $"resident memory + {Report.Format(resident)} MiB; {Report.Format(1024 / elapsed.TotalSeconds)} MiB/s");
        report.Holds($"1 GiB, {what}: lines lost, added or out of order", loss is null, loss ?? "none", "none");
    }

    /// <summary>Takes every line; says what is wrong with them.</summary>
    private static async Task<Func<Task<string?>>> StreamAsync(long lines)
    {
        long output = 0;
        long errors = 0;
        string? loss = null;
        await foreach (ChildLine line in Operation(lines).StreamAsync())
        {
            bool isOutput = line.Stream == ChildStream.Output;
            string expected = isOutput ? ShellWriter.Line('o', output++) : ShellWriter.Line('e', errors++);
            loss ??= line.Text == expected ? null : $"'{line.Text}' in place of '{expected}'";
        }

        loss ??= output == lines && errors == lines ? null : $"{output} and {errors} of {lines}";
        return () => Task.FromResult(loss);
    }

    /// <summary>Has the output kept; what was kept is looked at outside of what is measured.</summary>
    private static async Task<Func<Task<string?>>> WaitAsync(long lines)
    {
        ShellProcess process = await Operation(lines).TriggerAsync();
        await process.WaitForCompletionAsync();
        return async () =>
        {
            await using (process)
            {
                IReadOnlyList<string> kept = await process.FetchResultAsync();
                int wrong = Enumerable.Range(0, kept.Count).FirstOrDefault(number => kept[number] != ShellWriter.Line('o', number), -1);
                return wrong >= 0 ? $"'{kept[wrong]}' is line {wrong}" : kept.Count == lines ? null : $"{kept.Count} of {lines}";
            }
        };
    }

    private static ShellOperation Operation(long lines)
    {
        ProcessStartInfo writer = ThisProgram.Start(ShellWriter.Role, $"{lines}");
        string command = string.Join(' ', writer.ArgumentList.Prepend(writer.FileName).Select(word => $"'{word}'"));
        return new ShellOperation { Commands = [$"exec {command}"], StreamOutput = false };
    }
}
