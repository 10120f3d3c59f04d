using System.Net;
using Microsoft.Extensions.Logging;
using Prefect.Testing;

namespace Prefect.Http.Tests.Polling;

public sealed class StatusWatchTests : IDisposable
{
    private static readonly TestServiceException s_busy = new("Could not look: 503.", new ServiceFault(HttpStatusCode.ServiceUnavailable, "Busy", null, IsTransient: true));
    private static readonly TestServiceException s_missing = new("Could not look: 404.", new ServiceFault(HttpStatusCode.NotFound, "NotFound", null, IsTransient: false));

    private readonly ManualClock _clock = new() { JumpsToTimers = true };
    private readonly CapturedLog _log = new();
    private readonly StatusWatchOptions _options;

    public StatusWatchTests() => _options = new StatusWatchOptions
    {
        Subject = "run '7'",
        TimeProvider = _clock,
        Logger = _log.CreateLogger("watch"),
    };

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public void Dispose() => _log.Dispose();

    [Fact]
    public async Task It_reads_until_the_status_is_the_last_one()
    {
        (await new StatusWatch(_options).UntilAsync(Script("queued", "running", "done"), IsDone, Token)).ShouldBe("done");

        _clock.Waits.ShouldBe([TimeSpan.FromSeconds(5), TimeSpan.FromSeconds(5)]);
        _log.Entries.ShouldBeEmpty();
    }

    [Fact]
    public async Task A_read_that_fails_is_no_verdict()
    {
        (await new StatusWatch(_options).UntilAsync(Script(s_busy, "running", s_busy, s_busy, "done"), IsDone, Token)).ShouldBe("done");

        _log.Entries.Count.ShouldBe(3);
        _log.Entries[0].Level.ShouldBe(LogLevel.Warning);
        _log.Entries[0].Message.ShouldBe("The run '7' cannot be seen at the moment, and is waited for all the same: Could not look: 503.");
    }

    [Fact]
    public async Task Reads_that_fail_for_too_long_end_the_waiting_with_the_last_error()
    {
        TestServiceException thrown = await Should.ThrowAsync<TestServiceException>(
            () => new StatusWatch(_options).UntilAsync(Script(s_busy), IsDone, Token));

        thrown.ShouldBeSameAs(s_busy);
        _clock.Waits.Count.ShouldBe(15 * 60 / 5);
    }

    [Fact]
    public async Task Whoever_watches_may_say_what_the_waiting_is_given_up_with()
    {
        StatusWatchOptions options = _options with
        {
            Patience = TimeSpan.FromSeconds(20),
            GiveUp = static loss => new InvalidOperationException($"{loss.Failures} in {loss.Duration.TotalSeconds}", loss.LastError),
        };

        InvalidOperationException thrown = await Should.ThrowAsync<InvalidOperationException>(
            () => new StatusWatch(options).ReadAsync(Script(s_busy), Token));

        thrown.Message.ShouldBe("5 in 20");
        thrown.InnerException.ShouldBeSameAs(s_busy);
    }

    [Fact]
    public async Task Patience_begins_anew_after_each_answer()
    {
        object[] script = [.. Enumerable.Range(0, 1000).Select(number => number % 3 == 2 ? "running" : (object)s_busy), "done"];

        (await new StatusWatch(_options).UntilAsync(Script(script), IsDone, Token)).ShouldBe("done");
    }

    [Fact]
    public async Task A_machine_that_slept_does_not_give_up_on_the_first_reads_after()
    {
        int reads = 0;
        string status = await new StatusWatch(_options).ReadAsync(
            _ =>
            {
                _clock.Advance(TimeSpan.FromHours(8));
                return ++reads < 3 ? throw s_busy : Task.FromResult("done");
            },
            Token);

        status.ShouldBe("done");
    }

    [Fact]
    public async Task A_refusal_ends_the_waiting_at_once()
    {
        await Should.ThrowAsync<TestServiceException>(() => new StatusWatch(_options).UntilAsync(Script(s_missing), IsDone, Token));

        _clock.Waits.ShouldBeEmpty();
    }

    [Fact]
    public async Task What_was_just_started_may_be_unknown_for_a_while()
    {
        StatusWatchOptions options = _options with { IsNotYetThere = static exception => exception is ServiceException { StatusCode: HttpStatusCode.NotFound } };

        (await new StatusWatch(options).UntilAsync(Script(s_missing, s_missing, "done"), IsDone, Token)).ShouldBe("done");
        TimeSpan waited = TimeSpan.FromSeconds(_clock.Waits.Sum(wait => wait.TotalSeconds));
        await Should.ThrowAsync<TestServiceException>(() => new StatusWatch(options).UntilAsync(Script(s_missing), IsDone, Token));

        waited.ShouldBe(TimeSpan.FromSeconds(10));
        _clock.Waits.Count.ShouldBe(2 + (60 / 5));
    }

    [Fact]
    public async Task What_is_gone_after_its_birth_is_gone()
    {
        StatusWatchOptions options = _options with { Birth = TimeSpan.Zero, IsNotYetThere = static _ => true };

        await Should.ThrowAsync<TestServiceException>(() => new StatusWatch(options).ReadAsync(Script(s_missing, "done"), Token));
    }

    [Fact]
    public async Task The_service_says_how_long_to_leave_it_alone()
    {
        TestServiceException throttled = new("429", new ServiceFault(HttpStatusCode.TooManyRequests, null, null, IsTransient: true) { RetryAfter = TimeSpan.FromSeconds(42) });
        TestServiceException absurd = new("429", new ServiceFault(HttpStatusCode.TooManyRequests, null, null, IsTransient: true) { RetryAfter = TimeSpan.FromDays(42) });
        TestServiceException hasty = new("429", new ServiceFault(HttpStatusCode.TooManyRequests, null, null, IsTransient: true) { RetryAfter = TimeSpan.Zero });

        await new StatusWatch(_options).ReadAsync(Script(throttled, absurd, hasty, "done"), Token);

        _clock.Waits.ShouldBe([TimeSpan.FromSeconds(42), TimeSpan.FromMinutes(5), TimeSpan.FromSeconds(5)]);
    }

    [Fact]
    public async Task Pauses_after_failures_may_be_of_their_own()
    {
        StatusWatchOptions options = _options with { Interval = TimeSpan.FromHours(1), FailureBackoff = new Backoff() };

        await new StatusWatch(options).UntilAsync(Script(s_busy, s_busy, "running", "done"), IsDone, Token);

        _clock.Waits[0].ShouldBeLessThanOrEqualTo(TimeSpan.FromSeconds(1));
        _clock.Waits[1].ShouldBeLessThanOrEqualTo(TimeSpan.FromSeconds(2));
        _clock.Waits[2].ShouldBe(TimeSpan.FromHours(1));
    }

    [Theory]
    [InlineData(12, new[] { 5, 5, 2 })]
    [InlineData(0, new int[0])]
    public async Task The_waiting_ends_in_time(int seconds, int[] waits)
    {
        StatusWatchOptions options = _options with { Timeout = TimeSpan.FromSeconds(seconds) };

        TimeoutException thrown = await Should.ThrowAsync<TimeoutException>(() => new StatusWatch(options).UntilAsync(Script("running"), IsDone, Token));

        thrown.Message.ShouldBe($"The run '7' had not ended after {TimeSpan.FromSeconds(seconds)}. It goes on: wait again, or stop it.");
        _clock.Waits.Select(wait => (int)wait.TotalSeconds).ShouldBe(waits);
    }

    [Fact]
    public async Task Time_counts_reads_too_and_those_that_fail()
    {
        StatusWatchOptions options = _options with { Timeout = TimeSpan.FromMinutes(1) };
        int reads = 0;

        await Should.ThrowAsync<TimeoutException>(() => new StatusWatch(options).ReadAsync<string>(
            _ =>
            {
                reads++;
                _clock.Advance(TimeSpan.FromSeconds(25));
                throw s_busy;
            },
            Token));

        reads.ShouldBe(3);
    }

    [Fact]
    public async Task Cancelling_ends_the_waiting_and_lets_the_run_go_on()
    {
        using CancellationTokenSource source = new();

        OperationCanceledException thrown = await Should.ThrowAsync<OperationCanceledException>(
            () => new StatusWatch(_options).UntilAsync(CancelOn(source), IsDone, source.Token));

        thrown.CancellationToken.ShouldBe(source.Token);
        _log.Entries.ShouldBeEmpty();
    }

    [Fact]
    public async Task Cancelling_stops_the_run_where_that_is_wanted()
    {
        using CancellationTokenSource source = new();
        bool isStopped = false;
        StatusWatchOptions options = _options with
        {
            Stop = token =>
            {
                isStopped = !token.IsCancellationRequested;
                return Task.CompletedTask;
            },
        };

        await Should.ThrowAsync<OperationCanceledException>(() => new StatusWatch(options).UntilAsync(CancelOn(source), IsDone, source.Token));

        isStopped.ShouldBeTrue();
    }

    [Fact]
    public async Task A_run_that_could_not_be_stopped_is_told_of_and_hides_nothing()
    {
        using CancellationTokenSource source = new();
        StatusWatchOptions options = _options with { Stop = static _ => throw s_busy };

        await Should.ThrowAsync<OperationCanceledException>(() => new StatusWatch(options).UntilAsync(CancelOn(source), IsDone, source.Token));

        _log.Entries.ShouldHaveSingleItem().Message.ShouldBe(
            "The run '7' could not be stopped after the waiting for it was cancelled, and may go on: Could not look: 503.");
    }

    [Fact]
    public async Task A_cancellation_of_the_reads_own_is_an_error_like_any()
    {
        StatusWatchOptions options = _options with { Stop = static _ => throw new InvalidOperationException("Nobody cancelled.") };

        await Should.ThrowAsync<OperationCanceledException>(
            () => new StatusWatch(options).UntilAsync(Script(new OperationCanceledException()), IsDone, Token));

        _log.Entries.ShouldBeEmpty();
    }

    [Fact]
    public async Task A_cancelled_caller_is_not_kept_waiting()
    {
        CancellationToken cancelled = new(canceled: true);
        StatusWatch watch = new(_options);

        await Should.ThrowAsync<OperationCanceledException>(() => watch.ReadAsync(Script("done"), cancelled));
        await Should.ThrowAsync<OperationCanceledException>(() => watch.PauseAsync(cancelled));
    }

    [Fact]
    public async Task With_three_reads_in_ten_failing_no_run_gets_a_false_verdict()
    {
        for (int seed = 0; seed < 1000; seed++)
        {
            Random random = new(seed);
            int left = random.Next(20);

            string status = await new StatusWatch(_options with { Interval = TimeSpan.Zero }).UntilAsync(
                _ => random.NextDouble() < 0.3 ? throw s_busy : Task.FromResult(left-- > 0 ? "running" : $"done {seed}"),
                static status => status.StartsWith("done", StringComparison.Ordinal),
                Token);

            status.ShouldBe($"done {seed}");
        }
    }

    [Fact]
    public async Task Bad_arguments_are_refused()
    {
        StatusWatch watch = new(_options);

        Should.Throw<ArgumentNullException>(() => new StatusWatch(null!));
        Should.Throw<ArgumentException>(() => new StatusWatch(_options with { Subject = " " }));
        await Should.ThrowAsync<ArgumentNullException>(() => watch.UntilAsync<string>(null!, IsDone, Token));
        await Should.ThrowAsync<ArgumentNullException>(() => watch.UntilAsync(Script("done"), null!, Token));
        await Should.ThrowAsync<ArgumentNullException>(() => watch.ReadAsync<string>(null!, Token));
        await Should.ThrowAsync<ArgumentOutOfRangeException>(() => watch.PauseAsync(TimeSpan.FromSeconds(-1), Token));
        Should.Throw<ArgumentOutOfRangeException>(() => _options with { Interval = TimeSpan.FromTicks(-1) });
        Should.Throw<ArgumentOutOfRangeException>(() => _options with { Timeout = TimeSpan.FromTicks(-1) });
        Should.Throw<ArgumentOutOfRangeException>(() => _options with { Patience = TimeSpan.MaxValue });
        Should.Throw<ArgumentOutOfRangeException>(() => _options with { FewestFailures = 0 });
        Should.Throw<ArgumentOutOfRangeException>(() => _options with { Birth = TimeSpan.MaxValue });
    }

    private static bool IsDone(string status) => status == "done";

    /// <summary>Gives or throws one after the other, and the last of them for ever.</summary>
    private static Func<CancellationToken, Task<string>> Script(params object[] answers)
    {
        int next = 0;
        return _ => answers[Math.Min(next++, answers.Length - 1)] switch
        {
            Exception exception => Task.FromException<string>(exception),
            { } status => Task.FromResult((string)status),
        };
    }

    private static Func<CancellationToken, Task<string>> CancelOn(CancellationTokenSource source) => async _ =>
    {
        await source.CancelAsync();
        return "running";
    };
}
