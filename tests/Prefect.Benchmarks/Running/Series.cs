using System.Diagnostics;

namespace Prefect.Benchmarks;

/// <summary>What was measured again and again.</summary>
internal sealed class Series
{
    private readonly List<double> _values = [];

    public double Median => Percentile(50);

    public double Maximum => _values.Max();

    public void Add(double value) => _values.Add(value);

    public void AddMilliseconds(long since) => Add(Stopwatch.GetElapsedTime(since).TotalMilliseconds);

    public double Percentile(double percent)
    {
        List<double> sorted = [.. _values.Order()];
        double place = percent / 100 * (sorted.Count - 1);
        int below = (int)place;
        int above = Math.Min(below + 1, sorted.Count - 1);
        return sorted[below] + ((place - below) * (sorted[above] - sorted[below]));
    }
}
