namespace Prefect.Flows;

/// <summary>PLACEHOLDER: owner is the run store's.</summary>
internal static class ConfiguredRunStores
{
    public static IRunStore Get() => throw new RunStoreException("There is no run store yet.");
}
