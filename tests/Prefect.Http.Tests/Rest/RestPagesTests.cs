namespace Prefect.Http.Tests.Rest;

public sealed class RestPagesTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Pages_are_read_to_their_end() =>
        (await Pages(mark => mark is null ? "1" : mark == "3" ? "" : $"{int.Parse(mark) + 1}").CountAsync(Token)).ShouldBe(4);

    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    [InlineData(7)]
    public async Task Pages_that_lead_in_a_circle_end(int length)
    {
        IAsyncEnumerable<string> pages = Pages(mark => mark is null ? "0" : $"{(int.Parse(mark) + 1) % length}");

        await Should.ThrowAsync<InvalidOperationException>(pages.CountAsync(Token).AsTask());
    }

    private static IAsyncEnumerable<string> Pages(Func<string?, string> next) =>
        RestPages.ReadAsync((mark, _) => Task.FromResult(next(mark)), static page => page, static () => new InvalidOperationException("A circle."), Token);
}
