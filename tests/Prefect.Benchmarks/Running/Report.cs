using System.Runtime.InteropServices;

namespace Prefect.Benchmarks;

/// <summary>Prints figures as rows of a Markdown table, and remembers whether a bar was missed.</summary>
internal sealed class Report(TextWriter output)
{
    public bool Passed { get; private set; } = true;

    public void Start(string title)
    {
        output.WriteLine();
        output.WriteLine($"{title} ({TimeProvider.System.GetUtcNow():yyyy-MM-dd}, {Environment.ProcessorCount} cores, "
            + $"{RuntimeInformation.OSDescription.Trim()}, {RuntimeInformation.FrameworkDescription}{Load()})");
        output.WriteLine();
        output.WriteLine("| What | Figure | Bar | Beside it, in the same run | |");
        output.WriteLine("|---|---|---|---|---|");
    }

    public void AtMost(string what, double figure, double bar, string unit, string beside = "") =>
        Row(what, $"{Format(figure)} {unit}", $"≤ {Format(bar)} {unit}", beside, figure <= bar);

    public void AtLeast(string what, double figure, double bar, string unit, string beside = "") =>
        Row(what, $"{Format(figure)} {unit}", $"≥ {Format(bar)} {unit}", beside, figure >= bar);

    public void Holds(string what, bool holds, string figure, string bar, string beside = "") =>
        Row(what, figure, bar, beside, holds);

    /// <summary>Prints a figure that has no bar.</summary>
    public void Figure(string what, string figure, string beside = "") =>
        output.WriteLine($"| {what} | {figure} | | {beside} | |");

    public static string Format(double value) => Math.Abs(value) switch
    {
        >= 100 => value.ToString("N0"),
        >= 10 => value.ToString("N1"),
        _ => value.ToString("N2"),
    };

    /// <summary>How busy the machine was in the last minute, where it says so: figures from a busy one are worse than they need be.</summary>
    private static string Load() =>
        File.Exists("/proc/loadavg") ? $", load {File.ReadAllText("/proc/loadavg").Split(' ')[0]}" : "";

    private void Row(string what, string figure, string bar, string beside, bool passed)
    {
        Passed &= passed;
        output.WriteLine($"| {what} | {figure} | {bar} | {beside} | {(passed ? "pass" : "FAIL")} |");
    }
}
