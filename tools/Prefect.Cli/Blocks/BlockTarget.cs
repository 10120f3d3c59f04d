using System.CommandLine;
using Prefect.Blocks;

namespace Prefect.Cli;

/// <summary>The block that a command is about: named by <c>SLUG/NAME</c> or by <c>--id</c>.</summary>
internal sealed class BlockTarget
{
    private readonly Argument<string?> _path = new("SLUG/NAME")
    {
        Description = "Slug of the type, a slash and the name, such as s3-bucket/landing.",
        Arity = ArgumentArity.ZeroOrOne,
    };

    private readonly Option<string?> _id = new("--id") { Description = "Id of the block document.", HelpName = "UUID" };

    public void AddTo(Command command)
    {
        command.Add(_path);
        command.Add(_id);
    }

    /// <summary>Finds the document, secrets masked.</summary>
    /// <exception cref="UsageException">Neither or both ways of naming it were used, or wrongly.</exception>
    /// <exception cref="CommandFailedException">There is no such document.</exception>
    public async Task<BlockDocument> FindAsync(Invocation invocation, CancellationToken cancellationToken)
    {
        string? path = invocation.Get(_path);
        string? id = invocation.Get(_id);
        if (path is null == id is null)
        {
            throw new UsageException(path is null
                ? "Name the block: SLUG/NAME, such as s3-bucket/landing, or --id UUID."
                : "Name the block once: either SLUG/NAME or --id UUID.");
        }

        return path is null ? await ByIdAsync(id!, invocation, cancellationToken) : await ByPathAsync(path, invocation, cancellationToken);
    }

    /// <summary>Names a document the way it can be typed.</summary>
    public static string NameOf(BlockDocument document) =>
        document.Name is { } name ? $"{document.BlockTypeSlug}/{name}" : document.Id.ToString();

    private static async Task<BlockDocument> ByIdAsync(string text, Invocation invocation, CancellationToken cancellationToken)
    {
        if (!Guid.TryParse(text, out Guid id))
        {
            throw new UsageException($"'{Printable.Short(text)}' is no id. Ids look like 01234567-89ab-cdef-0123-456789abcdef; 'dotnet prefect block ls' shows them.");
        }

        return await invocation.Store.FindAsync(id, SecretHandling.Mask, cancellationToken)
            ?? throw new CommandFailedException($"There is no block with the id {id} in {invocation.Store.Location}. 'dotnet prefect block ls' lists those there are.");
    }

    private static async Task<BlockDocument> ByPathAsync(string path, Invocation invocation, CancellationToken cancellationToken)
    {
        int slash = path.IndexOf('/', StringComparison.Ordinal);
        if (slash <= 0 || slash == path.Length - 1)
        {
            throw new UsageException($"'{Printable.Short(path)}' does not name a block: write the slug of its type, a slash and its name, as in s3-bucket/landing.");
        }

        return await invocation.Store.FindAsync(path[..slash], path[(slash + 1)..], SecretHandling.Mask, cancellationToken)
            ?? throw new CommandFailedException($"There is no block '{Printable.Short(path)}' in {invocation.Store.Location}. 'dotnet prefect block ls' lists those there are.");
    }
}
