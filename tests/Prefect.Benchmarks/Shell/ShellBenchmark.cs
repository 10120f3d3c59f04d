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
        await MeasureAsync(report, "lines streamed as they come", () => StreamAsync(LinesOfEach));
        await MeasureAsync(report, "triggered and waited for, output kept beside memory", () => WaitAsync(LinesOfEach));
    }

    private static async Task MeasureAsync(Report report, string what, Func<Task<string?>> run)
    {
        using HeapWatch heap = HeapWatch.Start();
        using PeakMemory memory = PeakMemory.Watch();
        long started = Stopwatch.GetTimestamp();
        string? loss = await run();
        TimeSpan elapsed = Stopwatch.GetElapsedTime(started);
        double grown = heap.Stop();
        report.AtMost($"1 GiB, {what}: growth of the heap", grown, MostGrowth, "MiB",
            $"resident memory + {Report.Format(memory.Growth / (double)MiB)} MiB; {Report.Format(1024 / elapsed.TotalSeconds)} MiB/s");
        report.Holds($"1 GiB, {what}: lines lost, added or out of order", loss is null, loss ?? "none", "none");
    }

    /// <summary>Takes every line; says what is wrong with them.</summary>
    private static async Task<string?> StreamAsync(long lines)
    {
        long output = 0;
        long errors = 0;
        await foreach (ChildLine line in Operation(lines).StreamAsync())
        {
            bool isOutput = line.Stream == ChildStream.Output;
            string expected = isOutput ? ShellWriter.Line('o', output++) : ShellWriter.Line('e', errors++);
            if (line.Text != expected)
            {
                return $"'{line.Text}' in place of '{expected}'";
            }
        }

        return output == lines && errors == lines ? null : $"{output} and {errors} of {lines}";
    }

    /// <summary>Has the output kept, and looks at it outside of what is measured.</summary>
    private static async Task<string?> WaitAsync(long lines)
    {
        await using ShellProcess process = await Operation(lines).TriggerAsync();
        await process.WaitForCompletionAsync();
        return process.ReturnCode == 0 ? null : $"code {process.ReturnCode}";
    }

    private static ShellOperation Operation(long lines)
    {
        ProcessStartInfo writer = ThisProgram.Start(ShellWriter.Role, $"{lines}");
        string command = string.Join(' ', writer.ArgumentList.Prepend(writer.FileName).Select(word => $"'{word}'"));
        return new ShellOperation { Commands = [$"exec {command}"], StreamOutput = false };
    }
}
