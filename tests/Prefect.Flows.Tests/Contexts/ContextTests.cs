namespace Prefect.Flows.Tests.Contexts;

public sealed class ContextTests
{
    [Fact]
    public void Entering_makes_it_current_and_leaving_restores_what_was()
    {
        FlowRunContext outer = StandIns.Flow();
        FlowRunContext inner = StandIns.Flow();
        using (outer.Enter())
        {
            using (inner.Enter())
            {
                FlowRunContext.Current.ShouldBeSameAs(inner);
            }

            FlowRunContext.Current.ShouldBeSameAs(outer);
        }

        FlowRunContext.Current.ShouldBeNull();
    }

    [Fact]
    public void One_instance_is_entered_once_at_a_time_and_a_copy_by_itself()
    {
        FlowRunContext flow = StandIns.Flow();
        IDisposable inside = flow.Enter();
        Should.Throw<InvalidOperationException>(() => flow.Enter());
        (flow with { }).Enter().Dispose();
        inside.Dispose();
        Should.Throw<InvalidOperationException>(inside.Dispose);
        flow.Enter().Dispose();
    }

    [Fact]
    public void Outside_there_is_none_and_requiring_one_says_so()
    {
        FlowRunContext.Current.ShouldBeNull();
        TaskRunContext.Current.ShouldBeNull();
        RunContext.Current.ShouldBeNull();
        Should.Throw<MissingContextException>(FlowRunContext.Require);
        Should.Throw<MissingContextException>(TaskRunContext.Require);
        Should.Throw<MissingContextException>(RunContext.Require);
    }

    [Fact]
    public void The_start_time_is_utc() => StandIns.Flow().StartTime.Offset.ShouldBe(TimeSpan.Zero);

    [Fact]
    public void The_innermost_run_is_the_task_in_its_own_flow_and_the_flow_that_a_task_called()
    {
        FlowRunContext flow = StandIns.Flow();
        FlowRunContext child = StandIns.Flow();
        TaskRunContext task = StandIns.Task(flow);
        TaskRunContext alone = StandIns.Task(null);
        using (flow.Enter())
        {
            RunContext.Current.ShouldBeSameAs(flow);
            using (task.Enter())
            {
                RunContext.Current.ShouldBeSameAs(task);
                using (child.Enter())
                {
                    RunContext.Current.ShouldBeSameAs(child);
                }
            }
        }

        using (alone.Enter())
        {
            RunContext.Require().ShouldBeSameAs(alone);
        }
    }

    [Fact]
    public void Tags_add_up_and_leaving_takes_them_away()
    {
        TagsContext.Current.Tags.ShouldBeEmpty();
        using (Tags.Add("a", "b"))
        {
            using (Tags.Add("b", "c"))
            {
                TagsContext.Current.Tags.ShouldBe(["a", "b", "c"], ignoreOrder: true);
            }

            TagsContext.Current.Tags.ShouldBe(["a", "b"], ignoreOrder: true);
        }

        TagsContext.Current.Tags.ShouldBeEmpty();
        Should.Throw<ArgumentException>(() => Tags.Add(""));
        Should.Throw<ArgumentException>(() => Tags.Add((string[])null!));
    }
}
