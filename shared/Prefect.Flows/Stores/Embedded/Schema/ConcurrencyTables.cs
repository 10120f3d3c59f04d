namespace Prefect.Flows;

/// <summary>Limits on how much happens at once, as the first version of the file keeps them.</summary>
internal static class ConcurrencyTables
{
    public const string Version1 = "";
}
