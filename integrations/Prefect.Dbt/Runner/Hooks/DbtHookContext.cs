using System.Text.Json;
using Prefect.Blocks;

namespace Prefect.Dbt;

/// <summary>What a hook is told.</summary>
public sealed record DbtHookContext
{
    /// <summary>When the hook is called.</summary>
    public required DbtHookEvent Event { get; init; }

    /// <summary>The command: <c>build</c>, <c>source freshness</c> …</summary>
    public required string Command { get; init; }

    /// <summary>The runner that calls it.</summary>
    public required PrefectDbtRunner Owner { get; init; }

    /// <summary>The arguments of the command.</summary>
    public IReadOnlyList<string> Args { get; init; } = [];

    /// <summary>The model, after a model; else null.</summary>
    public DbtManifestNode? Node { get; init; }

    /// <summary>Id of the model, after a model; else null.</summary>
    public string? NodeId => Node?.UniqueId;

    /// <summary>How it ended; null before dbt begins.</summary>
    public DbtHookStatus? Status { get; init; }

    /// <summary>After a model, what dbt said of it: the data of its event, with <c>node_info</c> and <c>run_result</c>. Else null.</summary>
    public JsonElement? Result { get; init; }

    /// <summary>What became of the nodes, by their ids, at the end; else empty.</summary>
    public IReadOnlyDictionary<string, DbtRunResult> RunResults { get; init; } = new Dictionary<string, DbtRunResult>(StringComparer.Ordinal);

    /// <summary>What went wrong: of a model, or of all nodes that failed, or of dbt itself; null where nothing did.</summary>
    public string? Error { get; init => field = value is null ? null : SecretMasker.Mask(value); }

    /// <summary>Ids of the nodes that it is about.</summary>
    public IReadOnlyList<string> NodeIds { get; init; } = [];
}
