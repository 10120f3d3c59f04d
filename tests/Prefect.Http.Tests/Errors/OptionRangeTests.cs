namespace Prefect.Http.Tests.Errors;

public sealed class OptionRangeTests
{
    [Theory]
    [InlineData(1)]
    [InlineData(5)]
    [InlineData(9)]
    public void What_is_within_passes(int value) => OptionRange.Check(value, 1, 9).ShouldBe(value);

    [Fact]
    public void What_is_outside_is_refused_with_the_range()
    {
        Should.Throw<ArgumentOutOfRangeException>(() => OptionRange.Check(0L, 1, 9)).Message.ShouldStartWith("The value must be 1 to 9.");
        Should.Throw<ArgumentOutOfRangeException>(() => OptionRange.Check(TimeSpan.FromDays(2), TimeSpan.Zero, TimeSpan.FromDays(1)))
            .Message.ShouldStartWith("The value must be 00:00:00 to 1.00:00:00.");
    }
}
