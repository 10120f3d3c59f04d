using System.CommandLine;

namespace Prefect.Cli;

/// <summary><c>artifact delete</c>.</summary>
internal sealed class DeleteArtifactCommand : CliCommand
{
    private readonly Argument<string?> _key = new("KEY") { Description = "Key whose artifacts go, with their history.", Arity = ArgumentArity.ZeroOrOne };
    private readonly Option<string?> _id = new("--id") { Description = "Id of the one artifact that goes.", HelpName = "UUID" };

    public DeleteArtifactCommand(CliHost host)
        : base("delete", "Delete an artifact.", host)
    {
        Add(_key);
        Add(_id);
    }

    public static CommandFailedException Missing(Invocation invocation, string what) => new(
        $"There is no artifact with {what} in {invocation.RunStore.Location}. 'dotnet prefect artifact ls' lists those there are.");

    protected override async Task<int> RunAsync(Invocation invocation, CancellationToken cancellationToken)
    {
        string? key = invocation.Get(_key);
        string? typed = invocation.Get(_id);
        if (key is null == typed is null)
        {
            throw new UsageException("Name the artifact once: either KEY or --id UUID.");
        }

        Guid id = Guid.Empty;
        if (typed is not null && !Guid.TryParse(typed, out id))
        {
            throw new UsageException($"'{Printable.Short(typed)}' is no id. 'dotnet prefect artifact ls' shows them.");
        }

        string what = key is null ? $"the id {id}" : $"the key '{Printable.Short(key)}'";
        if (invocation.Prompter.CanAsk && !await invocation.Prompter.ConfirmAsync($"Delete the artifacts with {what}?", cancellationToken))
        {
            throw new CommandFailedException("Nothing was deleted.");
        }

        int deleted = key is null
            ? await invocation.RunStore.Artifacts.DeleteAsync(id, cancellationToken) ? 1 : 0
            : await invocation.RunStore.Artifacts.DeleteAsync(key, cancellationToken);
        if (deleted == 0)
        {
            throw Missing(invocation, what);
        }

        invocation.Screen.Line(deleted == 1 ? $"Deleted the artifact with {what}." : $"Deleted {deleted} artifacts with {what}.");
        return ExitCodes.Done;
    }
}
