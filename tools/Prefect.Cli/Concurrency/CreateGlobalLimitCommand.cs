using System.CommandLine;
using Prefect.Flows;

namespace Prefect.Cli;

/// <summary><c>global-concurrency-limit create</c>.</summary>
internal sealed class CreateGlobalLimitCommand : CliCommand
{
    private readonly Argument<string> _name = LimitTarget.Name();
    private readonly Option<int> _limit = new("--limit", "-l") { Description = "How many slots there are.", HelpName = "NUMBER", Required = true };
    private readonly Option<bool> _isOff = new("--disable", "--inactive") { Description = "Let it hold nothing back yet." };
    private readonly Option<int> _active = new("--active-slots") { Description = "How many slots are taken at first.", HelpName = "NUMBER" };
    private readonly Option<double> _decay = new("--slot-decay-per-second")
    {
        Description = "How many taken slots become free by themselves each second: makes a rate limit.",
        HelpName = "NUMBER",
    };

    public CreateGlobalLimitCommand(CliHost host)
        : base("create", "Make a limit.", host)
    {
        Add(_name);
        Add(_limit);
        Add(_isOff);
        Add(_active);
        Add(_decay);
    }

    protected override async Task<int> RunAsync(Invocation invocation, CancellationToken cancellationToken)
    {
        ConcurrencyLimitDraft draft = new(invocation.Get(_name)!, invocation.Get(_limit))
        {
            IsActive = !invocation.Get(_isOff),
            ActiveSlots = invocation.Get(_active),
            SlotDecayPerSecond = invocation.Get(_decay),
        };
        ConcurrencyLimit limit = await invocation.RunStore.ConcurrencyLimits.CreateAsync(draft, cancellationToken);
        invocation.Screen.Line($"Created the concurrency limit '{limit.Name}' with the id {limit.Id}.");
        return ExitCodes.Done;
    }
}
