using System.Collections.Frozen;
using System.Diagnostics.CodeAnalysis;
using Microsoft.Extensions.Logging;

namespace Prefect.Dbt;

/// <summary>The hooks of one command. Whatever they throw is a warning, and nothing more.</summary>
internal sealed class DbtHooks(IReadOnlyList<DbtHook> hooks, ILogger logger)
{
    private Dictionary<string, IReadOnlySet<string>> _selections = [];

    public bool IsEmpty => hooks.Count == 0;

    public bool Has(DbtHookEvent when) => hooks.Any(hook => hook.Event == when);

    /// <summary>Asks dbt which nodes the selections of the hooks are.</summary>
    [SuppressMessage("Design", "CA1031", Justification = "Whatever is wrong with a selection, the command is run.")]
    public async Task SelectAsync(Func<string, Task<IReadOnlySet<string>>> select)
    {
        Dictionary<string, IReadOnlySet<string>> selections = new(StringComparer.Ordinal);
        foreach (string selection in hooks.Select(hook => hook.Select).OfType<string>().Distinct(StringComparer.Ordinal))
        {
            try
            {
                selections[selection] = await select(selection).ConfigureAwait(false);
            }
            catch (Exception exception) when (exception is not OperationCanceledException)
            {
                DbtLog.SelectionFails(logger, selection, exception);
                selections[selection] = FrozenSet<string>.Empty;
            }
        }

        _selections = selections;
    }

    [SuppressMessage("Design", "CA1031", Justification = "Hooks are the user's: whatever they throw, the command goes on.")]
    public async Task CallAsync(DbtHookContext context)
    {
        foreach (DbtHook hook in hooks.Where(hook => hook.Event == context.Event && hook.Matches(context, _selections)))
        {
            try
            {
                await hook.Call(context).ConfigureAwait(false);
            }
            catch (Exception exception)
            {
                DbtLog.HookFails(logger, context.Event, exception);
            }
        }
    }
}
