using System.Collections.Concurrent;
using Prefect.Testing;

namespace Prefect.Blocks.Tests.Execution;

[Collection<RunsAlone>]
public sealed class SyncTests
{
    [Fact]
    public void Result_and_exception_come_through()
    {
        Sync.Run(async () =>
        {
            await Task.Yield();
            return 42;
        }).ShouldBe(42);
        Should.Throw<InvalidOperationException>(() => Sync.Run(async () =>
        {
            await Task.Yield();
            throw new InvalidOperationException("as it was thrown");
        })).Message.ShouldBe("as it was thrown");
        Should.Throw<OperationCanceledException>(() => Sync.Run(() => Task.FromCanceled(new CancellationToken(canceled: true))));
    }

    [Fact]
    public void Single_threaded_synchronization_context_is_no_deadlock() =>
        RunOnOwnThread(() =>
        {
            SynchronizationContext.SetSynchronizationContext(new NeverRunningContext());
            int result = Sync.Run(async () =>
            {
                await Task.Delay(10);
                await Task.Yield();
                return 1;
            });
            SynchronizationContext.Current.ShouldBeOfType<NeverRunningContext>();
            return result;
        }).ShouldBe(1);

    [Fact]
    public async Task Foreign_scheduler_of_one_thread_is_no_deadlock()
    {
        ConcurrentExclusiveSchedulerPair pair = new(TaskScheduler.Default, maxConcurrencyLevel: 1);
        Task<int> outer = Task.Factory.StartNew(
            () => Sync.Run(async () =>
            {
                await Task.Delay(10);
                return 1;
            }),
            TestContext.Current.CancellationToken,
            TaskCreationOptions.None,
            pair.ExclusiveScheduler);
        (await outer.WaitAsync(TimeSpan.FromSeconds(60), TestContext.Current.CancellationToken)).ShouldBe(1);
    }

    [Fact]
    public async Task Many_blocking_calls_on_pool_threads_do_not_starve_the_pool()
    {
        Task[] calls = [.. Enumerable.Range(0, 300).Select(_ => Task.Run(() => Sync.Run(async () =>
        {
            await Task.Delay(50);
            await Task.Yield();
        })))];
        await Task.WhenAll(calls).WaitAsync(TimeSpan.FromSeconds(60), TestContext.Current.CancellationToken);
    }

    [Fact]
    public async Task Minimum_of_the_pool_is_what_it_was_afterwards()
    {
        ThreadPool.GetMinThreads(out int before, out _);
        await Task.Run(() => Sync.Run(() => Task.Delay(20)), TestContext.Current.CancellationToken);
        ThreadPool.GetMinThreads(out int after, out _);
        after.ShouldBe(before);
    }

    [Fact]
    public void Ambient_values_flow_in()
    {
        AsyncLocal<string> ambient = new() { Value = "set outside" };
        SynchronizationContext.SetSynchronizationContext(null);
        Sync.Run(async () =>
        {
            await Task.Yield();
            return ambient.Value;
        }).ShouldBe("set outside");
    }

    [Fact]
    public void Sequence_is_walked_lazily_and_disposed()
    {
        bool disposed = false;
        int produced = 0;
        Sync.Enumerate(Numbers()).Take(3).ShouldBe([0, 1, 2]);
        produced.ShouldBe(3);
        disposed.ShouldBeTrue();

        async IAsyncEnumerable<int> Numbers()
        {
            try
            {
                for (int number = 0; ; number++)
                {
                    await Task.Yield();
                    produced++;
                    yield return number;
                }
            }
            finally
            {
                disposed = true;
            }
        }
    }

    [Fact]
    public void Arguments_must_be_given()
    {
        Should.Throw<ArgumentNullException>(() => Sync.Run(null!));
        Should.Throw<ArgumentNullException>(() => Sync.Run<int>(null!));
        Should.Throw<ArgumentNullException>(() => Sync.Enumerate<int>(null!));
    }

    private static T RunOnOwnThread<T>(Func<T> action)
    {
        BlockingCollection<T> results = [];
        Exception? failure = null;
        Thread thread = new(() =>
        {
            try
            {
                results.Add(action());
            }
            catch (Exception exception)
            {
                failure = exception;
            }
        });
        thread.Start();
        thread.Join(TimeSpan.FromSeconds(60)).ShouldBeTrue("the thread is deadlocked");
        failure.ShouldBeNull();
        return results.Take();
    }

    /// <summary>What is posted here never runs: its one thread is blocked.</summary>
    private sealed class NeverRunningContext : SynchronizationContext
    {
        public override void Post(SendOrPostCallback d, object? state)
        {
        }
    }
}
