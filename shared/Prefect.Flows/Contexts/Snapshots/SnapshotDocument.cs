using System.Text.Json.Serialization;

namespace Prefect.Flows;

/// <summary>A snapshot as JSON: every key is always there.</summary>
internal sealed record SnapshotDocument
{
    public RunContextDocument FlowRunContext { get; init; } = new();

    public RunContextDocument TaskRunContext { get; init; } = new();

    public TagsDocument TagsContext { get; init; } = new();

    public SettingsDocument SettingsContext { get; init; } = new();

    public AssetContextDocument AssetContext { get; init; } = new();

    [JsonIgnore(Condition = JsonIgnoreCondition.Never)]
    public Guid? DeploymentId { get; init; }

    public IReadOnlyDictionary<string, WireValue> DeploymentParameters { get; init; } = System.Collections.ObjectModel.ReadOnlyDictionary<string, WireValue>.Empty;

    public override string ToString() => nameof(SnapshotDocument);
}
