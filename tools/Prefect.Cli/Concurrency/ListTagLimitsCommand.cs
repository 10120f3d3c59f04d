using System.Globalization;
using System.Text.Json;
using Prefect.Flows;

namespace Prefect.Cli;

/// <summary><c>concurrency-limit ls</c>.</summary>
internal sealed class ListTagLimitsCommand : CliCommand
{
    public ListTagLimitsCommand(CliHost host)
        : base("ls", "List the limits on tags.", host)
    {
        Aliases.Add("list");
        AddOutput();
    }

    protected override async Task<int> RunAsync(Invocation invocation, CancellationToken cancellationToken)
    {
        IConcurrencyLimitStore store = invocation.RunStore.ConcurrencyLimits;
        List<(ConcurrencyLimit Limit, List<ConcurrencyLease> Leases)> limits = [];
        await foreach (ConcurrencyLimit limit in store.ListAsync(LimitTarget.TagPrefix, cancellationToken))
        {
            limits.Add((limit, await store.ListLeasesAsync(limit.Name, cancellationToken).ToListAsync(cancellationToken)));
        }

        if (invocation.IsJson)
        {
            invocation.Screen.Json(json => Write(json, limits));
            return ExitCodes.Done;
        }

        TextTable table = new("Concurrency Limits", "Tag", "Concurrency Limit", "Active Task Runs");
        foreach ((ConcurrencyLimit limit, List<ConcurrencyLease> leases) in limits)
        {
            table.Row(
                limit.Name[LimitTarget.TagPrefix.Length..],
                limit.Limit.ToString(CultureInfo.InvariantCulture),
                leases.Count.ToString(CultureInfo.InvariantCulture));
        }

        invocation.Screen.Table(table);
        return ExitCodes.Done;
    }

    private static void Write(Utf8JsonWriter json, List<(ConcurrencyLimit Limit, List<ConcurrencyLease> Leases)> limits)
    {
        json.WriteStartArray();
        limits.ForEach(entry => LimitJson.WriteTag(json, entry.Limit, entry.Leases));
        json.WriteEndArray();
    }
}
