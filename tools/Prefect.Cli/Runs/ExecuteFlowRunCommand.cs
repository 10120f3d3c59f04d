using System.CommandLine;
using Prefect.Flows;

namespace Prefect.Cli;

/// <summary><c>flow-run execute</c>: starts the program that has the flow, which sees from its environment what it is to execute.</summary>
internal sealed class ExecuteFlowRunCommand : RunCommand
{
    private readonly RunTarget _target = new(RunKind.Flow, RunProgram.IdVariable);
    private readonly Option<string?> _program = new("--program")
    {
        Description = "The program that runs the flow. Default: the newest build of the project in this folder.",
        HelpName = "FILE.dll",
    };

    private readonly Argument<string[]> _arguments = new("ARGUMENTS") { Description = "What the program is started with; put -- before it.", Arity = ArgumentArity.ZeroOrMore };

    public ExecuteFlowRunCommand(CliHost host)
        : base("execute", "Execute a flow run that waits: one that was suspended and resumed, or one that is planned.", host)
    {
        _target.AddTo(this);
        Add(_arguments);
        Add(_program);
    }

    protected override async Task<int> RunAsync(Invocation invocation, EmbeddedRunStore store, CancellationToken cancellationToken)
    {
        FlowRun before = await _target.FindFlowRunAsync(invocation, store, cancellationToken);
        if (!before.State.IsScheduled)
        {
            throw new CommandFailedException($"The flow run '{before.Name}' does not wait to be executed, it is {before.State.Name}. {Advice(before.State)}");
        }

        RunProgram program = RunProgram.Find(invocation, invocation.Get(_program));
        int exitCode = await program.ExecuteAsync(before.Id, invocation.Get(_arguments) ?? [], cancellationToken);
        FlowRun after = await store.FindFlowRunAsync(before.Id, cancellationToken)
            ?? throw new CommandFailedException($"The flow run {before.Id} was deleted in the meantime.");
        if (after.State.Id == before.State.Id)
        {
            throw new CommandFailedException(
                $"{program.File} ended (exit code {exitCode}) without executing the flow run '{after.Name}': it did not run the flow '{after.FlowName}'.");
        }

        if (exitCode != 0 || !(after.State.IsCompleted || after.State.IsPaused))
        {
            throw new CommandFailedException($"The flow run '{after.Name}' is {after.State.Name}; {program.File} ended with exit code {exitCode}.");
        }

        invocation.Screen.Line($"The flow run '{after.Name}' is {after.State.Name}.");
        return ExitCodes.Done;
    }

    private static string Advice(State state) => state switch
    {
        { IsPaused: true, Details.PauseReschedule: true } => "Resume it first: dotnet prefect flow-run resume ID",
        { IsFinal: true } => "Run the flow anew.",
        _ => "A process executes it at present.",
    };
}
