using System.CommandLine;
using Prefect.Flows;

namespace Prefect.Cli;

/// <summary><c>concurrency-limit create</c>; one that is there gets the new number.</summary>
internal sealed class CreateTagLimitCommand : CliCommand
{
    private readonly Argument<string> _tag = LimitTarget.Tag();
    private readonly Argument<int> _limit = new("CONCURRENCY_LIMIT") { Description = "How many tasks with the tag may run at once." };

    public CreateTagLimitCommand(CliHost host)
        : base("create", "Limit how many tasks with a tag run at once.", host)
    {
        Add(_tag);
        Add(_limit);
    }

    protected override async Task<int> RunAsync(Invocation invocation, CancellationToken cancellationToken)
    {
        string tag = invocation.Get(_tag)!;
        if (string.IsNullOrWhiteSpace(tag))
        {
            throw new UsageException("The tag is empty. Name the tag of the tasks to limit.");
        }

        ConcurrencyLimitDraft draft = new(LimitTarget.TagPrefix + tag, invocation.Get(_limit));
        IConcurrencyLimitStore limits = invocation.RunStore.ConcurrencyLimits;
        if (await limits.UpdateAsync(draft.Name, new ConcurrencyLimitChange { Limit = draft.Limit }, cancellationToken) is null)
        {
            await limits.CreateAsync(draft, cancellationToken);
        }

        invocation.Screen.Line($"At most {draft.Limit} tasks with the tag '{tag}' run at once. Programs that run already see it within five seconds.");
        return ExitCodes.Done;
    }
}
