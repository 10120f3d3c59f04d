using Prefect.Flows;

namespace Prefect.Cli;

/// <summary><c>flow-run delete</c>.</summary>
internal sealed class DeleteFlowRunCommand : RunCommand
{
    private readonly RunTarget _target = new(RunKind.Flow);

    public DeleteFlowRunCommand(CliHost host)
        : base("delete", "Delete a flow run with its task runs, logs and artifacts.", host) => _target.AddTo(this);

    protected override async Task<int> RunAsync(Invocation invocation, EmbeddedRunStore store, CancellationToken cancellationToken)
    {
        FlowRun run = await _target.FindFlowRunAsync(invocation, store, cancellationToken);
        if (invocation.Prompter.CanAsk && !await invocation.Prompter.ConfirmAsync($"Delete the flow run '{run.Name}'?", cancellationToken))
        {
            throw new CommandFailedException("Nothing was deleted.");
        }

        if (!await store.DeleteFlowRunAsync(run.Id, cancellationToken))
        {
            throw new CommandFailedException($"The flow run '{run.Name}' was deleted by somebody else in the meantime.");
        }

        invocation.Screen.Line($"Deleted the flow run '{run.Name}'.");
        return ExitCodes.Done;
    }
}
