namespace Prefect.Dbt;

/// <summary>The nodes of a command, sorted by how they ended.</summary>
/// <param name="Success">Those that succeeded or passed.</param>
/// <param name="Fail">Tests that failed.</param>
/// <param name="Skipped">Those that were left out because others failed.</param>
/// <param name="Error">Those that broke, in part too.</param>
/// <param name="Warn">Those that warn.</param>
public sealed record DbtConsolidatedResults(
    IReadOnlyList<DbtRunResult> Success,
    IReadOnlyList<DbtRunResult> Fail,
    IReadOnlyList<DbtRunResult> Skipped,
    IReadOnlyList<DbtRunResult> Error,
    IReadOnlyList<DbtRunResult> Warn);
