using Prefect.Blocks;

namespace Prefect.Dbt;

/// <summary>What came of a command of dbt.</summary>
public sealed record DbtInvocationResult
{
    /// <summary>The arguments that it was called with.</summary>
    public required IReadOnlyList<string> Args { get; init; }

    /// <summary>Whether all went well.</summary>
    public bool Success => ExitCode == 0;

    /// <summary>The code that dbt ended with: 0 when all went well, 1 when nodes failed, 2 when dbt itself did.</summary>
    public required int ExitCode { get; init; }

    /// <summary>What became of the nodes: dbt's <c>run_results.json</c>; null for commands that write none.</summary>
    public DbtRunResults? RunResults { get; init; }

    /// <summary>How fresh the sources are: dbt's <c>sources.json</c>; null for commands that write none.</summary>
    public DbtSourceFreshness? SourceFreshness { get; init; }

    /// <summary>The nodes that failed, each in a sentence.</summary>
    public IReadOnlyList<string> Failures { get; init => field = [.. value.Select(SecretMasker.Mask)]; } = [];

    /// <summary>What dbt itself failed with; null when it did not.</summary>
    public string? Error { get; init => field = value is null ? null : SecretMasker.Mask(value); }
}
