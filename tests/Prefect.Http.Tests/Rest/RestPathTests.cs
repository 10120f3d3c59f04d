namespace Prefect.Http.Tests.Rest;

public sealed class RestPathTests
{
    [Fact]
    public void Values_are_escaped() => RestPath.Of($"a/{"b/c d?é"}/{"x/y z":path}/{12}").ShouldBe("a/b%2Fc%20d%3F%C3%A9/x/y%20z/12");

    [Theory]
    [InlineData("")]
    [InlineData(".")]
    [InlineData("..")]
    public void Values_that_lead_elsewhere_are_refused(string value)
    {
        Should.Throw<ArgumentException>(() => RestPath.Of($"a/{value}/b"));
        Should.Throw<ArgumentException>(() => RestPath.Of($"a/{value + "/c":path}/b"));
    }
}
