namespace Prefect.Dbt;

/// <summary>Which assets nodes are, and what is said of them.</summary>
/// <param name="AreOff">Whether nodes are no assets at all.</param>
/// <param name="HasCode">Whether compiled code is put into descriptions.</param>
/// <param name="TargetFolder">Folder that dbt writes to.</param>
internal sealed record DbtAssetOptions(bool AreOff, bool HasCode, string TargetFolder);
