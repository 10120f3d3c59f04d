using Prefect.Blocks;

namespace Prefect.Dbt;

/// <summary>How a task runs dbt, and what it leaves behind.</summary>
public sealed record DbtCliOptions
{
    /// <summary>What is done unless something else is asked for.</summary>
    public static DbtCliOptions Default { get; } = new();

    /// <summary>Whether a summary of the nodes is left behind as an artifact. Default: <see langword="false"/>.</summary>
    public bool CreateSummaryArtifact { get; init; }

    /// <summary>Key of that artifact: small letters, digits and dashes. Default: that of the task, <c>dbt-build-task-summary</c> for one.</summary>
    public string? SummaryArtifactKey { get; init; }

    /// <summary>Whether what dbt tells is logged, all but what is for finding errors. Default: <see langword="true"/>.</summary>
    public bool StreamOutput { get; init; } = true;

    /// <summary>The program: a path, or a name that is looked for in <c>PATH</c>. Default: <c>dbt</c>.</summary>
    /// <exception cref="ArgumentException">It is null or empty.</exception>
    public string Executable
    {
        get;
        init
        {
            ArgumentException.ThrowIfNullOrWhiteSpace(value);
            field = value;
        }
    } = "dbt";

    /// <summary>Variables that are laid over those of this process, secrets among them. Default: none.</summary>
    public SecretDictionary Env { get; init; } = [];
}
