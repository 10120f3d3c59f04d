namespace Prefect.Gcp;

/// <summary>Checks of options.</summary>
internal static class BigQueryOptionChecks
{
    public static TimeSpan? Positive(TimeSpan? time) =>
        time is null || time > TimeSpan.Zero ? time : throw new ArgumentOutOfRangeException(nameof(time), time, "The time must be positive.");

    public static long? NotNegative(long? number) =>
        number is null or >= 0 ? number : throw new ArgumentOutOfRangeException(nameof(number), number, "The number must not be negative.");

    public static int? Positive(int? number) =>
        number is null or > 0 ? number : throw new ArgumentOutOfRangeException(nameof(number), number, "The number must be positive.");
}
