namespace Prefect.Flows;

/// <summary>Spreads the repetitions of many runs over time.</summary>
internal static class RetryJitter
{
    /// <summary>
    /// Draws a delay around an average: exponentially distributed as the gaps of a Poisson process are, cut so that it is at most
    /// the average times one plus the factor, and as far below it, in such a way that the mean stays the average.
    /// </summary>
    public static TimeSpan Spread(TimeSpan average, double? factor)
    {
        if (factor is not { } given || given <= 0 || average <= TimeSpan.Zero)
        {
            return average;
        }

#pragma warning disable CA5394 // Nothing secret hangs on the length of a delay.
        return average * Clamped(Random.Shared.NextDouble(), given);
#pragma warning restore CA5394
    }

    /// <summary>
    /// Inverts the distribution function of an exponential distribution with mean 1 that is cut at both ends: above at
    /// 1 + factor, below where the two cut-off parts balance.
    /// </summary>
    internal static double Clamped(double uniform, double factor)
    {
        double upper = 1 + factor;
        double lower = Math.Max(0, Lower(upper));
        double from = 1 - Math.Exp(-lower);
        double to = 1 - Math.Exp(-upper);
        return Math.Clamp(-Math.Log(1 - (from + (uniform * (to - from)))), lower, upper);
    }

    /// <summary>Finds the lower end for which the mean of what is left is 1: x * exp(-x) is the same at both ends.</summary>
    private static double Lower(double upper)
    {
        double target = upper * Math.Exp(-upper);
        double low = 0;
        double high = 1;
        for (int step = 0; step < 60; step++)
        {
            double middle = (low + high) / 2;
            if (middle * Math.Exp(-middle) < target)
            {
                low = middle;
            }
            else
            {
                high = middle;
            }
        }

        return (low + high) / 2;
    }
}
