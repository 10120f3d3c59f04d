namespace Prefect.Flows.Tests.Stores;

public sealed class StateRulesTests
{
    private static readonly DateTimeOffset s_now = new(2026, 11, 20, 12, 0, 0, TimeSpan.Zero);

    [Fact]
    public void A_change_that_was_made_already_is_answered_with_the_present_state()
    {
        StateDetails details = new() { TransitionId = Guid.NewGuid() };
        State current = State.Running().At(s_now, details);

        ShouldKeep(Decide(current, State.Running().At(s_now, details)), current);
    }

    [Theory]
    [InlineData(StateType.Completed)]
    [InlineData(StateType.Failed)]
    [InlineData(StateType.Crashed)]
    [InlineData(StateType.Cancelled)]
    public void A_run_that_has_ended_is_not_cancelled_paused_or_crashed(StateType ended)
    {
        foreach (State proposed in (State[])[State.Cancelling(), State.Paused(), State.Crashed()])
        {
            StateAnswer answer = Decide(Of(ended), proposed);
            answer.Decision.ShouldBe(StateDecision.Abort);
            answer.Reason!.ShouldContain("ended already");
        }
    }

    [Fact]
    public void A_completed_run_whose_result_is_kept_stays_completed()
    {
        State kept = new(StateType.Completed, null, null, s_now)
        {
            ResultMetadata = ResultRecordMetadata.Parse("""{"storage_key":"k","serializer":{"type":"json"}}"""),
        };

        ShouldKeep(Decide(kept, State.Running()), kept);
        Decide(Of(StateType.Completed), State.Running()).Decision.ShouldBe(StateDecision.Accept);
    }

    [Fact]
    public void A_run_that_has_ended_is_scheduled_again_only_for_a_deployment()
    {
        Decide(Of(StateType.Failed), State.Scheduled()).Decision.ShouldBe(StateDecision.Abort);
        Decide(Of(StateType.Completed), State.Pending()).Decision.ShouldBe(StateDecision.Abort);
        Decide(Of(StateType.Failed), State.Scheduled(), deployment: Guid.NewGuid()).Decision.ShouldBe(StateDecision.Accept);
    }

    [Fact]
    public void A_run_that_is_being_cancelled_can_only_become_cancelled()
    {
        State current = Of(StateType.Cancelling);

        ShouldKeep(Decide(current, State.Completed()), current);
        Decide(current, State.Cancelled()).Decision.ShouldBe(StateDecision.Accept);
    }

    [Fact]
    public void Cancelling_what_nothing_executes_cancels_it_at_once()
    {
        foreach (State current in (State[])[State.Scheduled(), State.Suspended()])
        {
            StateAnswer answer = Decide(current, State.Cancelling(), isExecuting: false);
            answer.Decision.ShouldBe(StateDecision.Reject);
            answer.State!.Type.ShouldBe(StateType.Cancelled);
        }

        Decide(State.AwaitingRetry(), State.Cancelling()).Decision.ShouldBe(StateDecision.Accept);
    }

    [Theory]
    [InlineData(StateType.Pending)]
    [InlineData(StateType.Running)]
    [InlineData(StateType.Cancelled)]
    public void A_run_that_somebody_has_taken_is_not_taken_again(StateType taken) =>
        Decide(Of(taken), State.Pending()).Decision.ShouldBe(StateDecision.Abort);

    [Fact]
    public void A_pending_run_may_go_through_named_steps() =>
        Decide(State.Pending(), State.Submitting()).Decision.ShouldBe(StateDecision.Accept);

    [Fact]
    public void Only_what_runs_can_be_paused() =>
        ShouldKeep(Decide(State.Pending(), State.Paused()), StateType.Pending);

    [Fact]
    public void A_pause_happens_once_until_the_run_is_begun_anew()
    {
        State[] once = [State.Pending(), State.Running(), State.Paused(key: "1"), State.Running()];

        ShouldKeep(Decide(once, State.Paused(key: "1")), once[^1]);
        Decide(once, State.Paused(key: "2")).Decision.ShouldBe(StateDecision.Accept);
        Decide([.. once, State.AwaitingRetry(), State.Retrying()], State.Paused(key: "1")).Decision.ShouldBe(StateDecision.Accept);
    }

    [Fact]
    public void A_child_flow_or_a_run_that_is_not_kept_cannot_be_suspended()
    {
        Decide(State.Running(), State.Suspended(), isKept: false).Decision.ShouldBe(StateDecision.Abort);
        Decide(State.Running(), State.Suspended(), parent: Guid.NewGuid()).Decision.ShouldBe(StateDecision.Abort);
        Decide(State.Running(), State.Suspended()).Decision.ShouldBe(StateDecision.Accept);
    }

    [Fact]
    public void A_paused_run_goes_on_or_ends()
    {
        State paused = State.Paused();

        ShouldKeep(Decide(paused, State.Cancelling()), paused);
        Decide(paused, State.Running()).Decision.ShouldBe(StateDecision.Accept);
        Decide(paused, State.Completed()).Decision.ShouldBe(StateDecision.Accept);
    }

    [Fact]
    public void Resuming_after_the_time_of_the_pause_fails_the_run()
    {
        StateAnswer answer = Decide(State.Paused(expiration: s_now.AddSeconds(-1)), State.Running());

        answer.Decision.ShouldBe(StateDecision.Reject);
        answer.State!.ToString().ShouldBe("Failed('The flow was paused and never resumed.')");
    }

    [Fact]
    public void A_run_does_not_begin_before_its_time()
    {
        StateAnswer answer = Decide(State.Scheduled(s_now.AddSeconds(30)), State.Running());

        answer.Decision.ShouldBe(StateDecision.Wait);
        answer.Delay.ShouldBe(TimeSpan.FromSeconds(30));
        Decide(State.Scheduled(s_now.AddSeconds(-1)), State.Running()).Decision.ShouldBe(StateDecision.Accept);
    }

    [Fact]
    public void A_scheduled_run_that_becomes_pending_keeps_its_time()
    {
        StateAnswer answer = Decide(State.Scheduled(s_now.AddSeconds(30)), State.Pending());

        answer.Decision.ShouldBe(StateDecision.Accept);
        answer.State!.Details.ScheduledTime.ShouldBe(s_now.AddSeconds(30));
    }

    [Fact]
    public void A_failure_is_repeated_as_often_as_there_are_retries()
    {
        State[] first = [State.Pending(), State.Running()];
        State[] third = [.. first, State.AwaitingRetry(), State.Retrying(), State.AwaitingRetry(), State.Retrying()];

        StateAnswer again = Decide(first, State.Failed("no"), retries: 2);
        again.Decision.ShouldBe(StateDecision.Reject);
        again.State!.Name.ShouldBe("AwaitingRetry");
        again.State.Message.ShouldBe("no");
        again.State.Details.ScheduledTime.ShouldBe(s_now.AddSeconds(5));
        Decide(third, State.Failed(), retries: 2).Decision.ShouldBe(StateDecision.Accept);
    }

    [Fact]
    public void An_accepted_state_is_dated_after_the_present_one()
    {
        State current = State.Running().At(s_now);

        Decide(current, State.Completed().At(s_now.AddHours(-1))).State!.Timestamp.ShouldBe(s_now.AddMicroseconds(1));
    }

    private static State Of(StateType type) => new(type, null, null, s_now);

    private static StateAnswer Decide(
        State current, State proposed, bool isExecuting = true, Guid? deployment = null, Guid? parent = null, bool isKept = true) =>
        Decide([current], proposed, isExecuting, deployment, parent, isKept: isKept);

    private static StateAnswer Decide(
        State[] states, State proposed, bool isExecuting = true, Guid? deployment = null, Guid? parent = null, int retries = 0, bool isKept = true)
    {
        FlowRun run = new(Guid.NewGuid(), s_now)
        {
            FlowName = "f",
            DeploymentId = deployment,
            ParentFlowRunId = parent,
            Retries = retries,
            RetryDelay = TimeSpan.FromSeconds(5),
        };
        run.Restore(states);
        return StateRules.Decide(new RunFacts(run, run.State, isExecuting, isKept, s_now), proposed);
    }

    private static void ShouldKeep(StateAnswer answer, State current)
    {
        answer.Decision.ShouldBe(StateDecision.Reject);
        answer.State.ShouldBeSameAs(current);
        answer.Reason.ShouldNotBeNullOrEmpty();
    }

    private static void ShouldKeep(StateAnswer answer, StateType type)
    {
        answer.Decision.ShouldBe(StateDecision.Reject);
        answer.State!.Type.ShouldBe(type);
    }
}
