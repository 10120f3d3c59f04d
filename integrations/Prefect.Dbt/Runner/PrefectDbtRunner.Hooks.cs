namespace Prefect.Dbt;

public sealed partial class PrefectDbtRunner
{
    /// <summary>Has code called before dbt begins. What it throws is a warning in the log.</summary>
    /// <param name="hook">The code.</param>
    /// <returns>This runner.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="hook"/> is null.</exception>
    public PrefectDbtRunner OnRunStart(Func<DbtHookContext, Task> hook) => Add(DbtHookEvent.RunStart, hook, null);

    /// <summary>Has code called before dbt begins. What it throws is a warning in the log.</summary>
    /// <param name="hook">The code.</param>
    /// <returns>This runner.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="hook"/> is null.</exception>
    public PrefectDbtRunner OnRunStart(Action<DbtHookContext> hook) => Add(DbtHookEvent.RunStart, Later(hook), null);

    /// <summary>Has code called when dbt has ended. What it throws is a warning in the log.</summary>
    /// <param name="hook">The code.</param>
    /// <param name="select">Calls it only if one of these nodes was carried out, or none at all since dbt itself failed; as dbt selects them: <c>tag:daily</c>, <c>orders+</c>. Default: always.</param>
    /// <returns>This runner.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="hook"/> is null.</exception>
    public PrefectDbtRunner OnRunEnd(Func<DbtHookContext, Task> hook, string? select = null) => Add(DbtHookEvent.RunEnd, hook, select);

    /// <summary>Has code called when dbt has ended. What it throws is a warning in the log.</summary>
    /// <param name="hook">The code.</param>
    /// <param name="select">Calls it only if one of these nodes was carried out, or none at all since dbt itself failed; as dbt selects them: <c>tag:daily</c>, <c>orders+</c>. Default: always.</param>
    /// <returns>This runner.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="hook"/> is null.</exception>
    public PrefectDbtRunner OnRunEnd(Action<DbtHookContext> hook, string? select = null) => Add(DbtHookEvent.RunEnd, Later(hook), select);

    /// <summary>Has code called when a model is done. dbt goes on with other models meanwhile. What it throws is a warning in the log.</summary>
    /// <param name="hook">The code.</param>
    /// <param name="select">Models that it is called for, as dbt selects them. Default: all.</param>
    /// <returns>This runner.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="hook"/> is null.</exception>
    public PrefectDbtRunner PostModel(Func<DbtHookContext, Task> hook, string? select = null) => Add(DbtHookEvent.PostModel, hook, select);

    /// <summary>Has code called when a model is done. dbt goes on with other models meanwhile. What it throws is a warning in the log.</summary>
    /// <param name="hook">The code.</param>
    /// <param name="select">Models that it is called for, as dbt selects them. Default: all.</param>
    /// <returns>This runner.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="hook"/> is null.</exception>
    public PrefectDbtRunner PostModel(Action<DbtHookContext> hook, string? select = null) => Add(DbtHookEvent.PostModel, Later(hook), select);

    private static Func<DbtHookContext, Task> Later(Action<DbtHookContext> hook)
    {
        ArgumentNullException.ThrowIfNull(hook);
        return context =>
        {
            hook(context);
            return Task.CompletedTask;
        };
    }

    private PrefectDbtRunner Add(DbtHookEvent when, Func<DbtHookContext, Task> hook, string? select)
    {
        ArgumentNullException.ThrowIfNull(hook);
        lock (_hooks)
        {
            _hooks.Add(new DbtHook(when, hook, select));
        }

        return this;
    }
}
