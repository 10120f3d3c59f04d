namespace Prefect.Http.Tests.Polling;

public sealed class BackoffTests
{
    [Theory]
    [InlineData(1, 1)]
    [InlineData(2, 2)]
    [InlineData(5, 16)]
    [InlineData(6, 20)]
    [InlineData(int.MaxValue, 20)]
    public void Pauses_double_up_to_the_longest_and_are_a_random_part_of_that(int failures, double longest)
    {
        Backoff backoff = new();

        double[] pauses = [.. Enumerable.Range(0, 1000).Select(_ => backoff.Pause(failures).TotalSeconds)];

        pauses.Min().ShouldBeInRange(longest * 0.1, longest * 0.2);
        pauses.Max().ShouldBeInRange(longest * 0.9, longest);
    }

    [Fact]
    public void No_pause_at_all_may_be_asked_for() => new Backoff { First = TimeSpan.Zero }.Pause(3).ShouldBe(TimeSpan.Zero);

    [Fact]
    public void Bad_values_are_refused()
    {
        Should.Throw<ArgumentOutOfRangeException>(() => new Backoff().Pause(0));
        Should.Throw<ArgumentOutOfRangeException>(() => new Backoff { First = TimeSpan.FromTicks(-1) });
        Should.Throw<ArgumentOutOfRangeException>(() => new Backoff { Longest = TimeSpan.MaxValue });
    }
}
