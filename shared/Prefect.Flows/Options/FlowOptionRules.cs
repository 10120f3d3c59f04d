namespace Prefect.Flows;

/// <summary>What the options of a flow must keep to.</summary>
internal static class FlowOptionRules
{
    public static FlowOptions Check(FlowOptions options, Definition definition)
    {
        RunOptionRules.Check(options, definition);
        RunOptionRules.CheckHooks(options.OnRunning, nameof(options.OnRunning));
        RunOptionRules.CheckHooks(options.OnCompletion, nameof(options.OnCompletion));
        RunOptionRules.CheckHooks(options.OnFailure, nameof(options.OnFailure));
        RunOptionRules.CheckHooks(options.OnCancellation, nameof(options.OnCancellation));
        RunOptionRules.CheckHooks(options.OnCrashed, nameof(options.OnCrashed));
        if (options.RetryDelay is { } delay && delay.For(options.Retries ?? 1).Count > 1)
        {
            throw new ArgumentException("A flow has one retry delay for all repetitions: give one number or time.", nameof(options));
        }

        return options;
    }
}
