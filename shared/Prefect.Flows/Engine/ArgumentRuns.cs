namespace Prefect.Flows;

/// <summary>Finds runs inside arguments, and puts results in their place.</summary>
internal static class ArgumentRuns
{
    public static void Collect<T>(T value, DependencyCollector dependencies)
    {
    }

    public static T Resolve<T>(T value) => value;
}
