using System.CommandLine;

namespace Prefect.Cli;

/// <summary><c>global-concurrency-limit delete</c>.</summary>
internal sealed class DeleteGlobalLimitCommand : CliCommand
{
    private readonly Argument<string> _name = LimitTarget.Name();

    public DeleteGlobalLimitCommand(CliHost host)
        : base("delete", "Delete a limit.", host) => Add(_name);

    protected override async Task<int> RunAsync(Invocation invocation, CancellationToken cancellationToken)
    {
        string name = invocation.Get(_name)!;
        await LimitTarget.DeleteAsync(invocation, name, $"the concurrency limit '{name}'", cancellationToken);
        return ExitCodes.Done;
    }
}
