using Prefect.Testing;

namespace Prefect.Aws.Tests;

public sealed class WaiterTests
{
    private static readonly WaiterModel s_model = new("Ready", "DescribeThing", TimeSpan.FromSeconds(3), 40,
    [
        new PathAllAcceptor(new JmesPathQuery("t[].s"), "READY", WaiterState.Success),
        new PathAnyAcceptor(new JmesPathQuery("t[].s"), "BROKEN", WaiterState.Failure),
        new ErrorCodeAcceptor("NotYet", WaiterState.Retry),
        new ErrorCodeAcceptor("Gone", WaiterState.Failure),
        new StatusAcceptor(503, WaiterState.Retry),
    ]);

    private readonly ManualClock _clock = new() { JumpsToTimers = true };

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task It_asks_until_an_answer_means_success_with_the_delay_between()
    {
        Script script = new(WaiterAnswers.Json("""{"t":[]}"""), WaiterAnswers.Json("""{"t":[{"s":"READY"},{"s":"NEW"}]}"""), WaiterAnswers.Json("""{"t":[{"s":"READY"}]}"""));

        await Wait(script);

        script.Asked.ShouldBe(3);
        _clock.Waits.ShouldBe([TimeSpan.FromSeconds(3), TimeSpan.FromSeconds(3)]);
    }

    [Fact]
    public async Task It_ends_with_a_verdict_when_an_answer_means_failure()
    {
        AwsWaiterException exception = await Should.ThrowAsync<AwsWaiterException>(() => Wait(new Script(WaiterAnswers.Json("""{"t":[{"s":"READY"},{"s":"BROKEN"}]}"""))));

        exception.IsExhausted.ShouldBeFalse();
        (exception.Waiter, exception.Operation, exception.Attempts).ShouldBe(("Ready", "DescribeThing", 1));
        exception.Message.ShouldContain("one of t[].s is \"BROKEN\", as DescribeThing says");
    }

    [Fact]
    public async Task An_error_that_means_failure_is_the_cause()
    {
        AwsWaiterException exception = await Should.ThrowAsync<AwsWaiterException>(() => Wait(new Script(WaiterAnswers.Refusal(400, "NotYet"), WaiterAnswers.Refusal(400, "Gone"))));

        exception.Attempts.ShouldBe(2);
        exception.InnerException.ShouldBeOfType<AwsException>().ErrorCode.ShouldBe("Gone");
    }

    [Fact]
    public async Task The_first_acceptor_that_knows_an_answer_counts()
    {
        WaiterModel model = s_model with
        {
            Acceptors = [new PathAcceptor(new JmesPathQuery("a"), 1, WaiterState.Success), new PathAcceptor(new JmesPathQuery("a"), 1, WaiterState.Failure)],
        };

        await Wait(new Script(WaiterAnswers.Json("""{"a":1}""")), model);
        await Should.ThrowAsync<AwsWaiterException>(() => Wait(new Script(WaiterAnswers.Json("""{"a":1}""")), model with { Acceptors = [.. model.Acceptors.Reverse()] }));
    }

    [Fact]
    public async Task An_error_that_no_acceptor_knows_ends_the_wait_as_it_is()
    {
        Script script = new(WaiterAnswers.Json("{}"), WaiterAnswers.Refusal(403, "AccessDenied"));

        (await Should.ThrowAsync<AwsException>(() => Wait(script))).ErrorCode.ShouldBe("AccessDenied");

        script.Asked.ShouldBe(2);
    }

    [Fact]
    public async Task It_asks_as_often_as_it_may_and_says_that_nothing_is_known()
    {
        Script script = new(WaiterAnswers.Json("{}"));

        AwsWaiterException exception = await Should.ThrowAsync<AwsWaiterException>(() => Wait(script, s_model with { MaxAttempts = 4 }));

        exception.IsExhausted.ShouldBeTrue();
        exception.Attempts.ShouldBe(4);
        script.Asked.ShouldBe(4);
        _clock.Waits.Count.ShouldBe(3);
        exception.Message.ShouldContain("asked 4 times, with 3 s between");
    }

    [Fact]
    public async Task The_last_error_is_told_when_attempts_run_out()
    {
        AwsWaiterException exception = await Should.ThrowAsync<AwsWaiterException>(
            () => Wait(new Script(WaiterAnswers.Json("{}"), WaiterAnswers.Unreachable()), s_model with { MaxAttempts = 3 }));

        exception.IsExhausted.ShouldBeTrue();
        exception.Message.ShouldContain("there was no answer in time");
        exception.InnerException.ShouldBeOfType<AwsException>();
    }

    [Fact]
    public async Task What_fails_in_passing_is_asked_again()
    {
        Script script = new(
            WaiterAnswers.Throttled(), WaiterAnswers.Unreachable(), WaiterAnswers.Unreadable(), WaiterAnswers.Refusal(500, null),
            WaiterAnswers.Json("""{"t":[{"s":"READY"}]}"""));

        await Wait(script);

        script.Asked.ShouldBe(5);
    }

    [Fact]
    public async Task A_service_that_stays_away_ends_the_wait_without_a_verdict()
    {
        Script script = new(WaiterAnswers.Unreachable());

        (await Should.ThrowAsync<AwsException>(() => Wait(script))).IsTransient.ShouldBeTrue();

        script.Asked.ShouldBe(Waiter.MostUnanswered);
    }

    [Fact]
    public async Task Errors_in_passing_that_an_acceptor_knows_do_not_count_as_unanswered()
    {
        Script script = new([.. Enumerable.Repeat(WaiterAnswers.Refusal(503, null), 30), WaiterAnswers.Json("""{"t":[{"s":"READY"}]}""")]);

        await Wait(script);

        script.Asked.ShouldBe(31);
    }

    [Fact]
    public async Task Configuration_replaces_what_the_model_says()
    {
        Script script = new(WaiterAnswers.Json("{}"));

        await Should.ThrowAsync<AwsWaiterException>(() => Wait(script, s_model.With(new WaiterConfig { Delay = TimeSpan.FromMinutes(1), MaxAttempts = 2 })));

        script.Asked.ShouldBe(2);
        _clock.Waits.ShouldBe([TimeSpan.FromMinutes(1)]);
        s_model.With(null).ShouldBe(s_model);
        s_model.With(new WaiterConfig()).ShouldBe(s_model);
    }

    [Fact]
    public void Configuration_is_checked()
    {
        Should.Throw<ArgumentOutOfRangeException>(() => s_model.With(new WaiterConfig { Delay = TimeSpan.FromSeconds(-1) }));
        Should.Throw<ArgumentOutOfRangeException>(() => s_model.With(new WaiterConfig { Delay = TimeSpan.MaxValue }));
        Should.Throw<ArgumentOutOfRangeException>(() => s_model.With(new WaiterConfig { MaxAttempts = 0 }));
    }

    [Fact]
    public async Task Cancelling_ends_the_pause()
    {
        ManualClock still = new();
        using CancellationTokenSource cancel = new();
        TaskCompletionSource asked = new();
        Waiter waiter = new(s_model, "Waiting", _ =>
        {
            asked.TrySetResult();
            return Task.FromResult(WaiterAnswers.Json("{}"));
        }, still);

        Task wait = waiter.WaitAsync(cancel.Token);
        await asked.Task;
        await cancel.CancelAsync();

        await Should.ThrowAsync<OperationCanceledException>(() => wait);
    }

    [Fact]
    public async Task Of_500_waits_in_which_30_percent_of_the_answers_fail_none_ends_in_a_false_verdict()
    {
        Random random = new(20261120);
        for (int run = 0; run < 500; run++)
        {
            bool breaks = random.Next(2) == 0;
            int pending = random.Next(12);
            int answered = 0;
            WaiterAnswer Answer() => random.NextDouble() < 0.3
                ? random.Next(4) switch
                {
                    0 => WaiterAnswers.Throttled(),
                    1 => WaiterAnswers.Unreachable(),
                    2 => WaiterAnswers.Unreadable(),
                    _ => WaiterAnswers.Refusal(500, "InternalFailure"),
                }
                : WaiterAnswers.Json(answered++ < pending ? """{"t":[{"s":"NEW"}]}""" : breaks ? """{"t":[{"s":"BROKEN"}]}""" : """{"t":[{"s":"READY"}]}""");

            Task wait = Wait(new Script(Answer));

            if (breaks)
            {
                (await Should.ThrowAsync<AwsWaiterException>(() => wait)).IsExhausted.ShouldBeFalse();
            }
            else
            {
                await wait;
            }

            answered.ShouldBe(pending + 1);
        }
    }

    private Task Wait(Script script, WaiterModel? model = null) => new Waiter(model ?? s_model, "Waiting for Ready", script.AskAsync, _clock).WaitAsync(Token);

    /// <summary>Answers one after another, the last of them from then on.</summary>
    private sealed class Script
    {
        private readonly Func<WaiterAnswer> _answer;

        public Script(params WaiterAnswer[] answers) => _answer = () => answers[Math.Min(Asked, answers.Length) - 1];

        public Script(Func<WaiterAnswer> answer) => _answer = answer;

        public int Asked { get; private set; }

        public Task<WaiterAnswer> AskAsync(CancellationToken cancellationToken)
        {
            Asked++;
            return Task.FromResult(_answer());
        }
    }
}
