namespace Prefect.Flows;

/// <summary>What the options of flows and tasks both must keep to.</summary>
internal static class RunOptionRules
{
    public static void Check(RunOptions options, Definition definition)
    {
        if (options.Retries is < 0)
        {
            throw new ArgumentException($"The number of retries is {options.Retries}. It must be 0 or more.", nameof(options));
        }

        if (options.Timeout is { } timeout && (timeout <= TimeSpan.Zero || timeout.TotalMilliseconds > int.MaxValue))
        {
            throw new ArgumentException($"The timeout is {timeout}. It must be more than zero and at most 24 days; leave it out for no limit.", nameof(options));
        }

        if (options.RunName is not null && options.RunNameFunction is not null)
        {
            throw new ArgumentException("Runs are named by a template or by a function: give RunName or RunNameFunction, not both.", nameof(options));
        }

        if (options.RunName is { } template)
        {
            RunNames.Check(template, definition.Parameters);
        }
    }

    /// <exception cref="ArgumentException">A list of hooks, or a hook in it, is null.</exception>
    public static void CheckHooks<THook>(IReadOnlyList<THook> hooks, string when)
        where THook : Delegate
    {
        if (hooks is null || hooks.Contains(null))
        {
            throw new ArgumentException($"{when} holds no list of hooks, or one that is null. Give functions; none is an empty list.", nameof(hooks));
        }
    }
}
