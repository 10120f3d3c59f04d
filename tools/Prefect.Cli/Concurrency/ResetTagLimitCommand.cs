using System.CommandLine;

namespace Prefect.Cli;

/// <summary><c>concurrency-limit reset</c>.</summary>
internal sealed class ResetTagLimitCommand : CliCommand
{
    private readonly Argument<string> _tag = LimitTarget.Tag();

    public ResetTagLimitCommand(CliHost host)
        : base("reset", "Take the slots of a limit on a tag from whoever holds them.", host) => Add(_tag);

    protected override async Task<int> RunAsync(Invocation invocation, CancellationToken cancellationToken)
    {
        string tag = invocation.Get(_tag)!;
        if (!await invocation.RunStore.ConcurrencyLimits.ResetAsync(LimitTarget.TagPrefix + tag, cancellationToken))
        {
            throw LimitTarget.Missing(invocation, LimitTarget.TagPrefix + tag);
        }

        invocation.Screen.Line($"Reset the concurrency limit for the tag '{tag}'.");
        return ExitCodes.Done;
    }
}
