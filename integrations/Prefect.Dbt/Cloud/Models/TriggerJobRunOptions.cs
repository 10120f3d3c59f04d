using Prefect.Blocks;

namespace Prefect.Dbt;

/// <summary>What is different in one run of a job. What is not set is as the job says.</summary>
[BlockModel]
public sealed partial record TriggerJobRunOptions
{
    /// <summary>Why the job is run. Default: that Prefect does, and in which flow or task run. It is cut to 200 characters or so: dbt Cloud takes 255, of which the end is a mark.</summary>
    public string Cause { get; init; } = new(DbtCloudCause.Default());

    /// <summary>Commit that the project is taken at.</summary>
    public string? GitSha { get; init; }

    /// <summary>Branch that the project is taken from.</summary>
    public string? GitBranch { get; init; }

    /// <summary>Schema that is written to.</summary>
    public string? SchemaOverride { get; init; }

    /// <summary>Version of dbt.</summary>
    public string? DbtVersionOverride { get; init; }

    /// <summary>How many nodes are carried out at once.</summary>
    public int? ThreadsOverride { get; init; }

    /// <summary>Name of the target, as <c>target.name</c> gives it.</summary>
    public string? TargetNameOverride { get; init; }

    /// <summary>Whether the run makes the documentation.</summary>
    public bool? GenerateDocsOverride { get; init; }

    /// <summary>Seconds after which dbt Cloud cancels the run.</summary>
    public int? TimeoutSecondsOverride { get; init; }

    /// <summary>The commands that are carried out.</summary>
    public IReadOnlyList<string>? StepsOverride { get; init; }
}
