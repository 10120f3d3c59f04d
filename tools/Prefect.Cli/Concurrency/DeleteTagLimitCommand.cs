using System.CommandLine;

namespace Prefect.Cli;

/// <summary><c>concurrency-limit delete</c>.</summary>
internal sealed class DeleteTagLimitCommand : CliCommand
{
    private readonly Argument<string> _tag = LimitTarget.Tag();

    public DeleteTagLimitCommand(CliHost host)
        : base("delete", "Delete the limit on a tag.", host) => Add(_tag);

    protected override async Task<int> RunAsync(Invocation invocation, CancellationToken cancellationToken)
    {
        string tag = invocation.Get(_tag)!;
        await LimitTarget.DeleteAsync(invocation, LimitTarget.TagPrefix + tag, $"the concurrency limit for the tag '{tag}'", cancellationToken);
        return ExitCodes.Done;
    }
}
