using System.CommandLine;

namespace Prefect.Cli;

/// <summary><c>block type delete</c>.</summary>
internal sealed class DeleteTypeCommand : CliCommand
{
    private readonly Argument<string> _slug = new("SLUG") { Description = "Slug of the type, such as s3-bucket." };

    public DeleteTypeCommand(CliHost host)
        : base("delete", "Delete a block type, with all blocks of that type.", host) => Add(_slug);

    protected override async Task<int> RunAsync(Invocation invocation, CancellationToken cancellationToken)
    {
        string slug = invocation.Get(_slug) ?? "";
        if (slug.Length == 0)
        {
            throw new UsageException("Name the block type to delete, such as s3-bucket.");
        }

        if (await invocation.Store.FindTypeAsync(slug, cancellationToken) is { Manifest.IsProtected: false }
            && invocation.Prompter.CanAsk
            && !await invocation.Prompter.ConfirmAsync($"Delete the block type '{slug}' and all blocks of that type?", cancellationToken))
        {
            throw new CommandFailedException("Nothing was deleted.");
        }

        if (!await invocation.Store.DeleteTypeAsync(slug, cancellationToken))
        {
            throw new CommandFailedException(
                $"No block type '{Printable.Short(slug)}' is registered in {invocation.Store.Location}. 'dotnet prefect block type ls' lists those there are.");
        }

        invocation.Screen.Line($"Deleted the block type '{slug}'.");
        return ExitCodes.Done;
    }
}
