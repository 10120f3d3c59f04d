using Prefect.Testing;

namespace Prefect.Http.Tests.Errors;

public sealed class RetryAfterTests
{
    private readonly ManualClock _clock = new(new DateTimeOffset(2026, 11, 20, 12, 0, 0, TimeSpan.Zero));

    [Theory]
    [InlineData("120", 120)]
    [InlineData(" 0 ", 0)]
    [InlineData("Fri, 20 Nov 2026 12:00:30 GMT", 30)]
    [InlineData("2026-11-20T12:00:30Z", 30)]
    [InlineData("Thu, 19 Nov 2026 12:00:30 GMT", 0)]
    [InlineData(null, null)]
    [InlineData("", null)]
    [InlineData("-5", null)]
    [InlineData("soon", null)]
    [InlineData("99999999999999999999", null)]
    public void Seconds_and_dates_are_read(string? value, int? seconds) =>
        RetryAfter.Parse(value, _clock).ShouldBe(seconds is { } known ? TimeSpan.FromSeconds(known) : null);
}
