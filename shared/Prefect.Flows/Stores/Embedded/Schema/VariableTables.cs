namespace Prefect.Flows;

/// <summary>Variables, as the first version of the file keeps them.</summary>
internal static class VariableTables
{
    public const string Version1 = "";
}
