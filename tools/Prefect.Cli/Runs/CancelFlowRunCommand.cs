using Prefect.Flows;

namespace Prefect.Cli;

/// <summary><c>flow-run cancel</c>.</summary>
internal sealed class CancelFlowRunCommand : RunCommand
{
    private readonly RunTarget _target = new(RunKind.Flow);

    public CancelFlowRunCommand(CliHost host)
        : base("cancel", "Ask a flow run to end.", host) => _target.AddTo(this);

    protected override async Task<int> RunAsync(Invocation invocation, EmbeddedRunStore store, CancellationToken cancellationToken)
    {
        FlowRun run = await _target.FindFlowRunAsync(invocation, store, cancellationToken);
        if (run.State.IsFinal)
        {
            throw new CommandFailedException($"The flow run '{run.Name}' has ended already: it is {run.State.Name}. Nothing was changed.");
        }

        if (run.State.IsCancelling)
        {
            invocation.Screen.Line($"The flow run '{run.Name}' is being cancelled already.");
            return ExitCodes.Done;
        }

        // Rules let a paused run go on or end only. One that waits in its process ends when that sees the request.
        bool waitsInItsProcess = run.State.IsPaused && run.State.Details.PauseReschedule != true;
        StateAnswer answer = await store.SetStateAsync(
            run.Id, State.Cancelling("Asked for on the command line."), force: waitsInItsProcess, cancellationToken);
        if (answer.State is not { } state || !(state.IsCancelling || state.IsCancelled))
        {
            throw new CommandFailedException($"The flow run '{run.Name}' cannot be cancelled. {answer.Reason}");
        }

        invocation.Screen.Line(state.IsCancelled
            ? $"Cancelled the flow run '{run.Name}'."
            : $"Asked the flow run '{run.Name}' to end. The process that executes it sees that within seconds.");
        return ExitCodes.Done;
    }
}
