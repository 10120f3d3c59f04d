namespace Prefect.Flows;

/// <summary>What is sent to runs, as the first version of the file keeps them.</summary>
internal static class InputTables
{
    public const string Version1 = "";
}
