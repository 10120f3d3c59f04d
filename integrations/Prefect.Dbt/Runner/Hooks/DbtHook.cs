using System.Collections.Frozen;

namespace Prefect.Dbt;

/// <summary>Code that is called by a run of dbt.</summary>
/// <param name="Event">When it is called.</param>
/// <param name="Call">The code.</param>
/// <param name="Select">Nodes that it is called for, as dbt selects them; null for all.</param>
internal sealed record DbtHook(DbtHookEvent Event, Func<DbtHookContext, Task> Call, string? Select)
{
    /// <summary>Whether it is called, by the nodes that dbt found for each selection.</summary>
    public bool Matches(DbtHookContext context, IReadOnlyDictionary<string, IReadOnlySet<string>> selections)
    {
        if (Select is null)
        {
            return true;
        }

        IReadOnlySet<string> selected = selections.GetValueOrDefault(Select) ?? FrozenSet<string>.Empty;
        return context.NodeId is { } node ? selected.Contains(node)
            : context.NodeIds.Count > 0 ? context.NodeIds.Any(selected.Contains)
            : selected.Count > 0;
    }
}
