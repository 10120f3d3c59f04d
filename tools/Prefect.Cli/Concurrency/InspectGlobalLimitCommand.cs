using System.CommandLine;
using System.Globalization;
using Prefect.Flows;

namespace Prefect.Cli;

/// <summary><c>global-concurrency-limit inspect</c>.</summary>
internal sealed class InspectGlobalLimitCommand : CliCommand
{
    private readonly Argument<string> _name = LimitTarget.Name();

    public InspectGlobalLimitCommand(CliHost host)
        : base("inspect", "Show a limit.", host)
    {
        Add(_name);
        AddOutput();
    }

    protected override async Task<int> RunAsync(Invocation invocation, CancellationToken cancellationToken)
    {
        ConcurrencyLimit limit = await LimitTarget.FindAsync(invocation, invocation.Get(_name)!, cancellationToken);
        if (invocation.IsJson)
        {
            invocation.Screen.Json(json => LimitJson.Write(json, limit));
            return ExitCodes.Done;
        }

        invocation.Screen.Table(TextTable.OfPairs(limit.Name)
            .Row("Id", limit.Id.ToString())
            .Row("Active", limit.IsActive ? "yes" : "no")
            .Row("Limit", limit.Limit.ToString(CultureInfo.InvariantCulture))
            .Row("Active slots", limit.ActiveSlots.ToString("0.###", CultureInfo.InvariantCulture))
            .Row("Denied slots", limit.DeniedSlots.ToString(CultureInfo.InvariantCulture))
            .Row("Slot decay per second", limit.SlotDecayPerSecond.ToString(CultureInfo.InvariantCulture))
            .Row("Created", limit.Created.ToString("u"))
            .Row("Updated", limit.Updated.ToString("u")));
        return ExitCodes.Done;
    }
}
