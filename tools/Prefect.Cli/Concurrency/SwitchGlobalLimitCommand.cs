using System.CommandLine;
using Prefect.Flows;

namespace Prefect.Cli;

/// <summary><c>global-concurrency-limit enable</c> and <c>disable</c>.</summary>
internal sealed class SwitchGlobalLimitCommand : CliCommand
{
    private readonly Argument<string> _name = LimitTarget.Name();
    private readonly bool _isActive;

    public SwitchGlobalLimitCommand(string name, string description, bool isActive, CliHost host)
        : base(name, description, host)
    {
        _isActive = isActive;
        Add(_name);
    }

    protected override async Task<int> RunAsync(Invocation invocation, CancellationToken cancellationToken)
    {
        string name = invocation.Get(_name)!;
        ConcurrencyLimit limit = await LimitTarget.FindAsync(invocation, name, cancellationToken);
        if (limit.IsActive == _isActive)
        {
            throw new CommandFailedException($"The concurrency limit '{name}' is {(_isActive ? "enabled" : "disabled")} already.");
        }

        if (await invocation.RunStore.ConcurrencyLimits.UpdateAsync(name, new ConcurrencyLimitChange { IsActive = _isActive }, cancellationToken) is null)
        {
            throw LimitTarget.Missing(invocation, name);
        }

        invocation.Screen.Line($"{(_isActive ? "Enabled" : "Disabled")} the concurrency limit '{name}'.");
        return ExitCodes.Done;
    }
}
