using System.Threading.Channels;

namespace Prefect.Flows.Tests.Contexts;

public sealed class PropagationTests
{
    private readonly FlowRunContext _flow = StandIns.Flow();
    private readonly CancellationToken _token = TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_task_on_the_pool_is_inside_the_run()
    {
        using IDisposable inside = _flow.Enter();
        (await Task.Run(() => RunContext.Current, _token)).ShouldBeSameAs(_flow);
        Task<RunContext?> outside;
        using (ExecutionContext.SuppressFlow())
        {
            outside = Task.Run(() => RunContext.Current, _token);
        }

        (await outside).ShouldBeNull();
    }

    [Fact]
    public async Task Parallel_loops_are_inside_the_run_and_what_they_enter_stays_with_them()
    {
        using IDisposable inside = _flow.Enter();
        int seen = 0;
        await Parallel.ForEachAsync(Enumerable.Range(0, 20), _token, async (_, token) =>
        {
            RunContext.Current.ShouldBeSameAs(_flow);
            using IDisposable task = StandIns.Task(_flow).Enter();
            await Task.Yield();
            RunContext.Current.ShouldBeOfType<TaskRunContext>();
            Interlocked.Increment(ref seen);
        });
        seen.ShouldBe(20);
        RunContext.Current.ShouldBeSameAs(_flow);
    }

    [Fact]
    public void A_thread_is_inside_the_run_that_started_it()
    {
        RunContext? seen = null;
        Thread thread = new(() => seen = RunContext.Current);
        using (_flow.Enter())
        {
            thread.Start();
        }

        thread.Join();
        seen.ShouldBeSameAs(_flow);
    }

    [Fact]
    public async Task A_consumer_is_in_the_run_that_began_it_not_in_the_producers()
    {
        Channel<int> channel = Channel.CreateUnbounded<int>();
        Task<RunContext?> consumer = Task.Run(async () =>
        {
            await channel.Reader.ReadAsync(_token);
            return RunContext.Current;
        });
        using IDisposable inside = _flow.Enter();
        await channel.Writer.WriteAsync(1, _token);
        (await consumer).ShouldBeNull();
    }

    [Fact]
    public async Task A_stream_runs_where_it_is_read_and_what_it_enters_does_not_get_out()
    {
        IAsyncEnumerable<RunContext?> items = Items();
        using IDisposable inside = _flow.Enter();
        await foreach (RunContext? seen in items)
        {
            seen.ShouldBeSameAs(_flow);
        }

        RunContext.Current.ShouldBeSameAs(_flow);

        static async IAsyncEnumerable<RunContext?> Items()
        {
            yield return RunContext.Current;
            await Task.Yield();
            yield return RunContext.Current;
        }
    }

    [Fact]
    public async Task A_timer_is_in_the_run_that_made_it()
    {
        TaskCompletionSource<RunContext?> seen = new(TaskCreationOptions.RunContinuationsAsynchronously);
        Timer timer;
        using (_flow.Enter())
        {
            timer = new Timer(_ => seen.TrySetResult(RunContext.Current), null, TimeSpan.Zero, Timeout.InfiniteTimeSpan);
        }

        await using (timer)
        {
            (await seen.Task).ShouldBeSameAs(_flow);
        }
    }

    [Fact]
    public async Task What_a_callee_enters_is_not_there_for_its_caller()
    {
        await EnterAsync();
        RunContext.Current.ShouldBeNull();

        async Task EnterAsync()
        {
            await Task.Yield();
            _flow.Enter();
        }
    }
}
