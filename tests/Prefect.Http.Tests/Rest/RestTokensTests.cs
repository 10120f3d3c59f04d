using Prefect.Testing;

namespace Prefect.Http.Tests.Rest;

public sealed class RestTokensTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_token_is_asked_for_once_however_many_wait()
    {
        int asked = 0;
        TaskCompletionSource<RestToken> answer = new(TaskCreationOptions.RunContinuationsAsynchronously);
        RestTokens tokens = new(_ =>
        {
            asked++;
            return answer.Task;
        });

        Task<RestToken>[] waiting = [.. Enumerable.Range(0, 50).Select(_ => tokens.GetAsync(cancellationToken: Token))];
        answer.SetResult(new RestToken("shared-token-value"));
        RestToken[] given = await Task.WhenAll(waiting);

        asked.ShouldBe(1);
        given.ShouldAllBe(token => token.Value == "shared-token-value");
    }

    [Fact]
    public async Task A_token_is_renewed_before_it_runs_out_and_when_it_is_refused()
    {
        ManualClock clock = new();
        int asked = 0;
        RestTokens tokens = new(_ => Task.FromResult(new RestToken($"renewed-token-{++asked}", clock.GetUtcNow().AddMinutes(10))), clock);

        (await tokens.SignInAsync(null, Token))!.Parameter.ShouldBe("renewed-token-1");
        clock.Advance(TimeSpan.FromMinutes(8));
        (await tokens.GetAsync(cancellationToken: Token)).Value.ShouldBe("renewed-token-1");
        clock.Advance(TimeSpan.FromMinutes(1));
        (await tokens.GetAsync(cancellationToken: Token)).Value.ShouldBe("renewed-token-2");
        (await tokens.GetAsync("renewed-token-1", Token)).Value.ShouldBe("renewed-token-2");
        (await tokens.GetAsync("renewed-token-2", Token)).Value.ShouldBe("renewed-token-3");
    }

    [Fact]
    public async Task A_failure_is_not_kept()
    {
        int asked = 0;
        RestTokens tokens = new(_ => ++asked == 1 ? Task.FromException<RestToken>(new InvalidOperationException("no")) : Task.FromResult(new RestToken("second-try-token")));

        await Should.ThrowAsync<InvalidOperationException>(tokens.GetAsync(cancellationToken: Token));

        (await tokens.GetAsync(cancellationToken: Token)).Value.ShouldBe("second-try-token");
    }

    [Fact]
    public async Task Who_leaves_takes_the_token_from_nobody()
    {
        using CancellationTokenSource leaving = new();
        TaskCompletionSource<RestToken> answer = new(TaskCreationOptions.RunContinuationsAsynchronously);
        RestTokens tokens = new(_ => answer.Task);

        Task<RestToken> first = tokens.GetAsync(cancellationToken: leaving.Token);
        Task<RestToken> second = tokens.GetAsync(cancellationToken: Token);
        await leaving.CancelAsync();
        await Should.ThrowAsync<OperationCanceledException>(first);
        answer.SetResult(new RestToken("left-token"));

        (await second).Value.ShouldBe("left-token");
    }

    [Fact]
    public void A_token_is_never_printed() => new RestToken("unprinted-token").ToString().ShouldNotContain("unprinted-token");
}
