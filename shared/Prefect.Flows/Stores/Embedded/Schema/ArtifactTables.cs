namespace Prefect.Flows;

/// <summary>Artifacts, as the first version of the file keeps them.</summary>
internal static class ArtifactTables
{
    public const string Version1 = "";
}
