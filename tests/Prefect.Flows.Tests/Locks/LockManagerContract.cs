using Prefect.Testing;
using Shouldly;
using Xunit;

namespace Prefect.Flows.Tests.Locks;

/// <summary>What every lock manager must do.</summary>
public abstract class LockManagerContract
{
    private readonly string _key = "key-" + Guid.NewGuid().ToString("N");

    protected static CancellationToken Token => TestContext.Current.CancellationToken;

    protected abstract ILockManager Locks { get; }

    [Fact]
    public async Task A_lock_is_taken_once_and_again_by_its_holder()
    {
        (await Locks.AcquireLockAsync(_key, "a", cancellationToken: Token)).ShouldBeTrue();
        (await Locks.AcquireLockAsync(_key, "a", cancellationToken: Token)).ShouldBeTrue();
        (await Locks.AcquireLockAsync(_key, "b", TimeSpan.Zero, cancellationToken: Token)).ShouldBeFalse();
        (await Locks.IsLockedAsync(_key, Token)).ShouldBeTrue();
        (await Locks.IsLockHolderAsync(_key, "a", Token)).ShouldBeTrue();
        (await Locks.IsLockHolderAsync(_key, "b", Token)).ShouldBeFalse();
        (await Locks.WaitForLockAsync(_key, TimeSpan.Zero, Token)).ShouldBeFalse();
        await Locks.ReleaseLockAsync(_key, "a", Token);
        (await Locks.IsLockedAsync(_key, Token)).ShouldBeFalse();
        (await Locks.WaitForLockAsync(_key, cancellationToken: Token)).ShouldBeTrue();
        Locks.AcquireLock(_key, "b").ShouldBeTrue();
        Locks.ReleaseLock(_key, "b");
    }

    [Fact]
    public async Task A_lock_is_released_by_its_holder_only()
    {
        await Should.ThrowAsync<ArgumentException>(() => Locks.ReleaseLockAsync(_key, "a", Token).AsTask());
        await Locks.AcquireLockAsync(_key, "a", cancellationToken: Token);
        await Should.ThrowAsync<ArgumentException>(() => Locks.ReleaseLockAsync(_key, "b", Token).AsTask());
        (await Locks.IsLockHolderAsync(_key, "a", Token)).ShouldBeTrue();
        await Locks.ReleaseLockAsync(_key, "a", Token);
    }

    [Fact]
    public async Task A_lock_expires_after_its_time()
    {
        ManualClock clock = new();
        using IDisposable scope = FlowClock.Use(clock);
        await Locks.AcquireLockAsync(_key, "a", holdTimeout: TimeSpan.FromSeconds(5), cancellationToken: Token);
        clock.Advance(TimeSpan.FromSeconds(4));
        (await Locks.IsLockedAsync(_key, Token)).ShouldBeTrue();
        clock.Advance(TimeSpan.FromSeconds(1));
        (await Locks.IsLockedAsync(_key, Token)).ShouldBeFalse();
        (await Locks.AcquireLockAsync(_key, "b", TimeSpan.Zero, cancellationToken: Token)).ShouldBeTrue();
        await Should.ThrowAsync<ArgumentException>(() => Locks.ReleaseLockAsync(_key, "a", Token).AsTask());
        await Locks.ReleaseLockAsync(_key, "b", Token);
    }

    [Fact]
    public async Task Waiting_ends_when_the_lock_expires_or_the_time_is_over()
    {
        ManualClock clock = new() { JumpsToTimers = true };
        using IDisposable scope = FlowClock.Use(clock);
        await Locks.AcquireLockAsync(_key, "a", holdTimeout: TimeSpan.FromSeconds(5), cancellationToken: Token);
        (await Locks.AcquireLockAsync(_key, "b", TimeSpan.FromSeconds(2), cancellationToken: Token)).ShouldBeFalse();
        (await Locks.WaitForLockAsync(_key, TimeSpan.FromSeconds(60), Token)).ShouldBeTrue();
        (await Locks.AcquireLockAsync(_key, "b", TimeSpan.FromSeconds(60), cancellationToken: Token)).ShouldBeTrue();
        await Locks.ReleaseLockAsync(_key, "b", Token);
    }

    [Fact]
    public async Task Many_wait_and_each_gets_its_turn()
    {
        int inside = 0;
        int turns = 0;
        await Task.WhenAll(Enumerable.Range(0, 6).Select(number => Task.Run(async () =>
        {
            await Locks.AcquireLockAsync(_key, $"holder-{number}", cancellationToken: Token);
            Interlocked.Increment(ref inside).ShouldBe(1);
            await Task.Yield();
            turns++;
            Interlocked.Decrement(ref inside);
            await Locks.ReleaseLockAsync(_key, $"holder-{number}", Token);
        })));
        turns.ShouldBe(6);
    }

    [Fact]
    public async Task Waiting_is_cancelled()
    {
        await Locks.AcquireLockAsync(_key, "a", cancellationToken: Token);
        using CancellationTokenSource source = new();
        Task<bool> waiting = Locks.AcquireLockAsync(_key, "b", cancellationToken: source.Token).AsTask();
        await source.CancelAsync();
        await Should.ThrowAsync<OperationCanceledException>(() => waiting);
        await Locks.ReleaseLockAsync(_key, "a", Token);
    }

    [Theory]
    [InlineData("")]
    [InlineData(" ")]
    [InlineData(null)]
    public async Task Empty_names_and_bad_times_are_refused(string? text)
    {
        await Should.ThrowAsync<ArgumentException>(() => Locks.AcquireLockAsync(text!, "a").AsTask());
        await Should.ThrowAsync<ArgumentException>(() => Locks.AcquireLockAsync(_key, text!).AsTask());
        await Should.ThrowAsync<ArgumentException>(async () => await Locks.ReleaseLockAsync(text!, "a"));
        await Should.ThrowAsync<ArgumentException>(async () => await Locks.IsLockedAsync(text!));
        await Should.ThrowAsync<ArgumentException>(async () => await Locks.IsLockHolderAsync(_key, text!));
        await Should.ThrowAsync<ArgumentException>(async () => await Locks.WaitForLockAsync(text!));
        await Should.ThrowAsync<ArgumentException>(() => Locks.AcquireLockAsync(_key, "a", TimeSpan.FromSeconds(-1)).AsTask());
        await Should.ThrowAsync<ArgumentException>(() => Locks.AcquireLockAsync(_key, "a", null, TimeSpan.Zero).AsTask());
        await Should.ThrowAsync<ArgumentException>(async () => await Locks.WaitForLockAsync(_key, TimeSpan.FromSeconds(-1)));
    }

    [Theory]
    [InlineData("../up")]
    [InlineData("a/b\\c")]
    [InlineData("schlüssel ключ")]
    [InlineData(".hidden")]
    public async Task Any_text_is_a_key(string key)
    {
        key += _key + new string('x', 300);
        (await Locks.AcquireLockAsync(key, "a", TimeSpan.MaxValue, TimeSpan.MaxValue, Token)).ShouldBeTrue();
        (await Locks.IsLockedAsync(key, Token)).ShouldBeTrue();
        await Locks.ReleaseLockAsync(key, "a", Token);
    }
}
