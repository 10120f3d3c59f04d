namespace Prefect.Flows.Tests.States;

public sealed class StateTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public void Every_factory_gives_its_type_and_name()
    {
        (State State, StateType Type, string Name)[] expected =
        [
            (State.Scheduled(), StateType.Scheduled, "Scheduled"),
            (State.AwaitingRetry(), StateType.Scheduled, "AwaitingRetry"),
            (State.AwaitingConcurrencySlot(), StateType.Scheduled, "AwaitingConcurrencySlot"),
            (State.Late(), StateType.Scheduled, "Late"),
            (State.Resuming(), StateType.Scheduled, "Resuming"),
            (State.Pending(), StateType.Pending, "Pending"),
            (State.NotReady(), StateType.Pending, "NotReady"),
            (State.Submitting(), StateType.Pending, "Submitting"),
            (State.InfrastructurePending(), StateType.Pending, "InfrastructurePending"),
            (State.Running(), StateType.Running, "Running"),
            (State.Retrying(), StateType.Running, "Retrying"),
            (State.Completed(), StateType.Completed, "Completed"),
            (State.Completed(name: "Skipped"), StateType.Completed, "Skipped"),
            (State.Failed(), StateType.Failed, "Failed"),
            (State.TimedOut(), StateType.Failed, "TimedOut"),
            (State.Crashed(), StateType.Crashed, "Crashed"),
            (State.Cancelling(), StateType.Cancelling, "Cancelling"),
            (State.Cancelled(), StateType.Cancelled, "Cancelled"),
            (State.Paused(), StateType.Paused, "Paused"),
            (State.Suspended(), StateType.Paused, "Suspended"),
        ];

        foreach ((State state, StateType type, string name) in expected)
        {
            state.Type.ShouldBe(type, name);
            state.Name.ShouldBe(name);
        }
    }

    [Fact]
    public void A_predicate_holds_for_its_type_and_four_types_are_final()
    {
        foreach (StateType type in Enum.GetValues<StateType>())
        {
            State state = new(type, null, null, DateTimeOffset.UnixEpoch);

            state.Name.ShouldBe(type.ToString());
            (StateType Type, bool Holds)[] predicates =
            [
                (StateType.Scheduled, state.IsScheduled), (StateType.Pending, state.IsPending), (StateType.Running, state.IsRunning),
                (StateType.Completed, state.IsCompleted), (StateType.Failed, state.IsFailed), (StateType.Crashed, state.IsCrashed),
                (StateType.Cancelled, state.IsCancelled), (StateType.Cancelling, state.IsCancelling), (StateType.Paused, state.IsPaused),
            ];
            predicates.ShouldAllBe(predicate => predicate.Holds == (predicate.Type == type));
            state.IsFinal.ShouldBe(type is StateType.Completed or StateType.Failed or StateType.Crashed or StateType.Cancelled);
            StateNames.Parse(StateNames.Wire(type)).ShouldBe(type);
        }
    }

    [Fact]
    public void A_state_prints_its_type_only_where_its_name_does_not_say_it()
    {
        State.Completed().ToString().ShouldBe("Completed()");
        State.Completed("done").ToString().ShouldBe("Completed('done')");
        State.Completed("nothing to do", "Skipped").ToString().ShouldBe("Skipped('nothing to do', type=COMPLETED)");
        State.Retrying().ToString().ShouldBe("Retrying(type=RUNNING)");
    }

    [Fact]
    public void A_state_that_is_planned_has_a_time_and_a_pause_ends_after_a_time_or_at_one()
    {
        DateTimeOffset time = new(2027, 1, 2, 3, 4, 5, TimeSpan.FromHours(2));

        State.Scheduled(time).Details.ScheduledTime.ShouldBe(time);
        (State.Scheduled().Details.ScheduledTime <= DateTimeOffset.UtcNow).ShouldBe(true);
        State.Paused(expiration: time).Details.PauseTimeout.ShouldBe(time);
        State.Suspended().Details.PauseReschedule.ShouldBe(true);
        (State.Paused().Details.PauseReschedule ?? false).ShouldBeFalse();
        Should.Throw<ArgumentException>(() => State.Paused(TimeSpan.FromHours(1), time)).ParamName.ShouldBe("expiration");
        Should.Throw<ArgumentException>(() => State.Suspended(TimeSpan.FromHours(1), time)).ParamName.ShouldBe("expiration");
    }

    [Fact]
    public void A_state_that_is_moved_in_time_is_another_one_with_the_same_content()
    {
        State<int> state = State.CompletedWith(7, "done", "Cached");

        State<int> moved = (State<int>)state.At(state.Timestamp.AddDays(1));

        moved.Id.ShouldNotBe(state.Id);
        moved.Timestamp.ShouldBe(state.Timestamp.AddDays(1));
        (moved.Type, moved.Name, moved.Message, moved.Value).ShouldBe((state.Type, state.Name, state.Message, 7));
    }

    [Fact]
    public async Task The_result_of_a_state_is_its_value_or_why_there_is_none()
    {
        (await State.CompletedWith(7).ResultAsync(Token)).ShouldBe(7);
        await Should.ThrowAsync<PausedRunException>(() => Typed(State.Paused()).ResultAsync(Token));
        await Should.ThrowAsync<UnfinishedRunException>(() => Typed(State.Running()).ResultAsync(Token));
        await Should.ThrowAsync<UnfinishedRunException>(() => Typed(State.Cancelling()).ResultAsync(Token));
        await Should.ThrowAsync<MissingResultException>(() => Typed(State.Completed()).ResultAsync(Token));
        (await Should.ThrowAsync<FailedRunException>(() => Typed(State.Failed("broke")).ResultAsync(Token))).Message.ShouldBe("broke");
        await Should.ThrowAsync<CrashedRunException>(() => Typed(State.Crashed()).ResultAsync(Token));
        await Should.ThrowAsync<CancelledRunException>(() => Typed(State.Cancelled()).ResultAsync(Token));
        await Should.ThrowAsync<FormatException>(() => Typed(State.Failed("broke", new FormatException())).ResultAsync(Token));
    }

    [Fact]
    public void The_exception_of_a_state_is_found_in_what_it_holds()
    {
        FormatException own = new();
        State failed = State.Failed("inner", own);

        StateFailures.Of(failed).ShouldBeSameAs(own);
        StateFailures.Of(Holding("in words")).ShouldBeOfType<FailedRunException>().Message.ShouldBe("in words");
        StateFailures.Of(Holding(failed)).ShouldBeSameAs(own);
        StateFailures.Of(Holding(new[] { State.Completed(), failed, State.Crashed() })).ShouldBeSameAs(own);
        StateFailures.Of(Holding(null)).ShouldBeOfType<FailedRunException>().Message.ShouldBe("The run failed.");
        Should.Throw<ArgumentException>(() => StateFailures.Of(Holding(new[] { State.Completed() })));
        Should.Throw<ArgumentException>(() => StateFailures.Of(Holding(7))).Message.ShouldContain("Int32");
        Should.Throw<ArgumentException>(() => StateFailures.Of(State.Completed()));
        State.Completed().Exception.ShouldBeNull();
    }

    private static State<int> Typed(State state) => new(state);

    private static State Holding(object? data) => new(StateType.Failed, null, null, DateTimeOffset.UnixEpoch, data: data);
}
