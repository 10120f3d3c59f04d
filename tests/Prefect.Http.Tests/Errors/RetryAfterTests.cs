using Prefect.Testing;

namespace Prefect.Http.Tests.Errors;

public sealed class RetryAfterTests
{
    private readonly ManualClock _clock = new(new DateTimeOffset(2026, 11, 20, 12, 0, 0, TimeSpan.Zero));

    [Theory]
    [InlineData("120", 120.0)]
    [InlineData(" 0 ", 0.0)]
    [InlineData("Fri, 20 Nov 2026 12:00:30 GMT", 30.0)]
    [InlineData("2026-11-20T12:00:30Z", 30.0)]
    [InlineData("Thu, 19 Nov 2026 12:00:30 GMT", 0.0)]
    [InlineData(null, null)]
    [InlineData("", null)]
    [InlineData("-5", null)]
    [InlineData("soon", null)]
    [InlineData("99999999999999999999", null)]
    [InlineData("0.5", 0.5)]
    [InlineData("12.5", 12.5)]
    [InlineData("1e3", null)]
    [InlineData("NaN", null)]
    [InlineData("12, 12", null)]
    [InlineData("12:30", null)]
    [InlineData("May", null)]
    public void Seconds_and_dates_are_read(string? value, double? seconds) =>
        RetryAfter.Parse(value, _clock).ShouldBe(seconds is { } known ? TimeSpan.FromSeconds(known) : null);
}
