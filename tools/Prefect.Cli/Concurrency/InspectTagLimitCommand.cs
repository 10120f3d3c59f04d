using System.CommandLine;
using System.Globalization;
using Prefect.Flows;

namespace Prefect.Cli;

/// <summary><c>concurrency-limit inspect</c>: also shows the task runs that hold slots.</summary>
internal sealed class InspectTagLimitCommand : CliCommand
{
    private readonly Argument<string> _tag = LimitTarget.Tag();

    public InspectTagLimitCommand(CliHost host)
        : base("inspect", "Show a limit on a tag, and the task runs that hold its slots.", host)
    {
        Add(_tag);
        AddOutput();
    }

    protected override async Task<int> RunAsync(Invocation invocation, CancellationToken cancellationToken)
    {
        string tag = invocation.Get(_tag)!;
        ConcurrencyLimit limit = await LimitTarget.FindAsync(invocation, LimitTarget.TagPrefix + tag, cancellationToken);
        List<ConcurrencyLease> leases = await invocation.RunStore.ConcurrencyLimits.ListLeasesAsync(limit.Name, cancellationToken).ToListAsync(cancellationToken);
        if (invocation.IsJson)
        {
            invocation.Screen.Json(json => LimitJson.WriteTag(json, limit, leases));
            return ExitCodes.Done;
        }

        TextTable table = TextTable.OfPairs(tag)
            .Row("Id", limit.Id.ToString())
            .Row("Concurrency limit", limit.Limit.ToString(CultureInfo.InvariantCulture))
            .Row("Created", limit.Created.ToString("u"))
            .Row("Updated", limit.Updated.ToString("u"));
        foreach (ConcurrencyLease lease in leases)
        {
            table.Row("Active task run", (lease.Holder?.Id ?? lease.Id).ToString());
        }

        invocation.Screen.Table(table);
        return ExitCodes.Done;
    }
}
