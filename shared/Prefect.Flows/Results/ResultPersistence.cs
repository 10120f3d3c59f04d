using Prefect.Client;

namespace Prefect.Flows;

/// <summary>Decides whether results are kept.</summary>
internal static class ResultPersistence
{
    /// <summary>What holds here: the run's decision, else the setting.</summary>
    public static bool Current => RunContext.Current?.PersistResult ?? PrefectSettings.Current.Results.PersistByDefault;

    /// <summary>Whether a flow that is called here keeps its result.</summary>
    public static bool ShouldPersist(Flow flow)
    {
        FlowOptions options = flow.Options;
        if (options.PersistResult is { } chosen)
        {
            return chosen;
        }

        if (options.ResultStorage is not null || options.ResultSerializer is not null)
        {
            return true;
        }

        if (RunContext.Current is { } outer)
        {
            return outer.PersistResult;
        }

        ResultSettings settings = PrefectSettings.Current.Results;
        return settings.PersistByDefault || !string.IsNullOrEmpty(settings.DefaultStorageBlock);
    }
}
