using System.CommandLine;
using Prefect.Flows;

namespace Prefect.Cli;

/// <summary><c>global-concurrency-limit update</c>.</summary>
internal sealed class UpdateGlobalLimitCommand : CliCommand
{
    private readonly Argument<string> _name = LimitTarget.Name();
    private readonly Option<bool> _enable = new("--enable") { Description = "Let it hold back what asks for it." };
    private readonly Option<bool> _disable = new("--disable") { Description = "Let it hold nothing back." };
    private readonly Option<int?> _limit = new("--limit", "-l") { Description = "How many slots there are.", HelpName = "NUMBER" };
    private readonly Option<int?> _active = new("--active-slots") { Description = "How many slots are taken.", HelpName = "NUMBER" };
    private readonly Option<double?> _decay = new("--slot-decay-per-second")
    {
        Description = "How many taken slots become free by themselves each second.",
        HelpName = "NUMBER",
    };

    public UpdateGlobalLimitCommand(CliHost host)
        : base("update", "Change a limit.", host)
    {
        Add(_name);
        Add(_enable);
        Add(_disable);
        Add(_limit);
        Add(_active);
        Add(_decay);
    }

    protected override async Task<int> RunAsync(Invocation invocation, CancellationToken cancellationToken)
    {
        bool enable = invocation.Get(_enable);
        bool disable = invocation.Get(_disable);
        if (enable && disable)
        {
            throw new UsageException("A limit is enabled or disabled: give --enable or --disable, not both.");
        }

        ConcurrencyLimitChange change = new()
        {
            IsActive = enable ? true : disable ? false : null,
            Limit = invocation.Get(_limit),
            ActiveSlots = invocation.Get(_active),
            SlotDecayPerSecond = invocation.Get(_decay),
        };
        if (change == new ConcurrencyLimitChange())
        {
            throw new UsageException("Say what to change: --limit, --active-slots, --slot-decay-per-second, --enable or --disable.");
        }

        string name = invocation.Get(_name)!;
        if (await invocation.RunStore.ConcurrencyLimits.UpdateAsync(name, change, cancellationToken) is null)
        {
            throw LimitTarget.Missing(invocation, name);
        }

        invocation.Screen.Line($"Updated the concurrency limit '{name}'.");
        return ExitCodes.Done;
    }
}
