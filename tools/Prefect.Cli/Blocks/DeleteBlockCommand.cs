using Prefect.Blocks;

namespace Prefect.Cli;

/// <summary><c>block delete</c>.</summary>
internal sealed class DeleteBlockCommand : CliCommand
{
    private readonly BlockTarget _target = new();

    public DeleteBlockCommand(CliHost host)
        : base("delete", "Delete a block.", host) => _target.AddTo(this);

    protected override async Task<int> RunAsync(Invocation invocation, CancellationToken cancellationToken)
    {
        BlockDocument document = await _target.FindAsync(invocation, cancellationToken);
        string name = BlockTarget.NameOf(document);
        if (invocation.Prompter.CanAsk && !await invocation.Prompter.ConfirmAsync($"Delete the block '{name}'?", cancellationToken))
        {
            throw new CommandFailedException("Nothing was deleted.");
        }

        if (!await invocation.Store.DeleteAsync(document.Id, cancellationToken))
        {
            throw new CommandFailedException($"The block '{name}' was deleted by somebody else in the meantime.");
        }

        invocation.Screen.Line($"Deleted the block '{name}'.");
        return ExitCodes.Done;
    }
}
