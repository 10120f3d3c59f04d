using System.Globalization;
using Prefect.Flows;

namespace Prefect.Cli;

/// <summary><c>global-concurrency-limit ls</c>.</summary>
internal sealed class ListGlobalLimitsCommand : CliCommand
{
    public ListGlobalLimitsCommand(CliHost host)
        : base("ls", "List the limits, those on tags too.", host)
    {
        Aliases.Add("list");
        AddOutput();
    }

    protected override async Task<int> RunAsync(Invocation invocation, CancellationToken cancellationToken)
    {
        List<ConcurrencyLimit> limits = await invocation.RunStore.ConcurrencyLimits.ListAsync(null, cancellationToken).ToListAsync(cancellationToken);
        if (invocation.IsJson)
        {
            invocation.Screen.Json(json =>
            {
                json.WriteStartArray();
                limits.ForEach(limit => LimitJson.Write(json, limit));
                json.WriteEndArray();
            });
            return ExitCodes.Done;
        }

        TextTable table = new("Global Concurrency Limits", "Name", "Active", "Limit", "Active Slots", "Slot Decay Per Second", "Updated");
        foreach (ConcurrencyLimit limit in limits)
        {
            table.Row(
                limit.Name,
                limit.IsActive ? "yes" : "no",
                limit.Limit.ToString(CultureInfo.InvariantCulture),
                limit.ActiveSlots.ToString("0.###", CultureInfo.InvariantCulture),
                limit.SlotDecayPerSecond.ToString(CultureInfo.InvariantCulture),
                limit.Updated.ToString("u"));
        }

        invocation.Screen.Table(table);
        return ExitCodes.Done;
    }
}
