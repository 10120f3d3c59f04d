using System.Collections.Concurrent;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Prefect.Flows;

/// <summary>The assets that a task run makes and uses.</summary>
public sealed record AssetContext : ContextModel
{
    private readonly ConcurrentDictionary<string, JsonObject> _metadata = new(StringComparer.Ordinal);

    /// <summary>The assets of the innermost task run that has any; <see langword="null"/> outside.</summary>
    public static AssetContext? Current => Ambient.Current.Asset;

    /// <summary>Assets that the task names as used.</summary>
    public IReadOnlyList<Asset> DirectDependencies { get; init; } = [];

    /// <summary>Assets that come with the results that the task is called with.</summary>
    public IReadOnlyList<Asset> Upstream { get; init; } = [];

    /// <summary>Assets that the task makes.</summary>
    public IReadOnlyList<Asset> Downstream { get; init; } = [];

    /// <summary>What makes them, where that is not the task itself.</summary>
    public string? MaterializedBy { get; init; }

    /// <summary>The task run.</summary>
    public Guid? TaskRunId { get; init; }

    /// <summary>What was said about the assets, by key.</summary>
    internal IReadOnlyDictionary<string, JsonObject> Metadata => _metadata;

    /// <summary>Gives the assets of the innermost task run that has any.</summary>
    /// <exception cref="MissingContextException">There is none.</exception>
    public static AssetContext Require() => Current ?? throw new MissingContextException(
        "There is no task here that makes or uses assets: call this from the body of one, made with Materializing.");

    /// <summary>Adds to what is known about an asset that the task makes.</summary>
    /// <param name="asset">The asset.</param>
    /// <param name="metadata">Names and values; those of a name that is there are replaced.</param>
    /// <exception cref="ArgumentException">The task does not make this asset, or a value cannot be written as JSON.</exception>
    public void AddMetadata(Asset asset, IReadOnlyDictionary<string, object?> metadata)
    {
        ArgumentNullException.ThrowIfNull(asset);
        ArgumentNullException.ThrowIfNull(metadata);
        if (!Downstream.Contains(asset))
        {
            throw new ArgumentException(
                $"The task does not make the asset '{asset.Key}'; it makes {string.Join(", ", Downstream)}. Name the asset where the task is defined.", nameof(asset));
        }

        JsonElement added = ValueJson.Write(metadata, $"The metadata of the asset '{asset.Key}'", nameof(metadata));
        _metadata.AddOrUpdate(asset.Key, static (_, added) => Merge(null, added), static (_, before, added) => Merge(before, added), added);
    }

    /// <summary>Gathers the assets of a task run, and remembers what it passes on. Null, at no cost, when neither it nor its inputs have any.</summary>
    internal static AssetContext? For(
        FlowTask task, TaskRun run, IReadOnlyDictionary<string, IReadOnlyList<RunReference>> inputs, FlowRunBook? book)
    {
        TaskOptions options = task.Options;
        bool mayInherit = book is { HasAssets: true } && inputs.Count > 0;
        return options.Materializes.Count == 0 && options.AssetDependencies.Count == 0 && !mayInherit
            ? null
            : FromTaskAndInputs(options, run, inputs, book);
    }

    /// <summary>Says what became of the assets.</summary>
    internal async ValueTask EmitAsync(State state)
    {
        string? outcome = state switch
        {
            { Name: StateNames.Cached } => null,
            { IsCompleted: true } => "prefect.asset.materialization.succeeded",
            { IsFailed: true } => "prefect.asset.materialization.failed",
            _ => null,
        };
        if (outcome is null || Downstream.Count == 0)
        {
            return;
        }

        List<IReadOnlyDictionary<string, string>> related = [];
        foreach (Asset asset in Upstream.Union(DirectDependencies))
        {
            related.Add(AssetResources.Related(asset.Key, "asset"));
            await Events.EmitAsync("prefect.asset.referenced", AssetResources.Of(asset), cancellationToken: CancellationToken.None).ConfigureAwait(false);
        }

        if (MaterializedBy is not null)
        {
            related.Add(AssetResources.Related(MaterializedBy, "asset-materialized-by"));
        }

        foreach (Asset asset in Downstream)
        {
            EventOptions options = new() { Related = related, Payload = MetadataOf(asset) };
            await Events.EmitAsync(outcome, AssetResources.Of(asset), options, CancellationToken.None).ConfigureAwait(false);
        }
    }

    private protected override Ambient Into(Ambient ambient) => ambient with { Asset = this };

    private static AssetContext? FromTaskAndInputs(
        TaskOptions options, TaskRun run, IReadOnlyDictionary<string, IReadOnlyList<RunReference>> inputs, FlowRunBook? book)
    {
        HashSet<Asset> upstream = [];
        foreach ((string parameter, IReadOnlyList<RunReference> runs) in inputs)
        {
            if (parameter == "__parents__" || book is null)
            {
                continue;
            }

            foreach (RunReference input in runs)
            {
                upstream.UnionWith(book.AssetsOf(input.Id));
            }
        }

        AssetContext context = new()
        {
            DirectDependencies = options.AssetDependencies,
            Upstream = [.. upstream],
            Downstream = options.Materializes,
            MaterializedBy = options.MaterializedBy,
            TaskRunId = run.Id,
        };
        upstream.UnionWith(options.AssetDependencies);
        IReadOnlyList<Asset> passedOn = options.Materializes.Count > 0 ? options.Materializes : [.. upstream];
        if (passedOn.Count == 0)
        {
            return null;
        }

        book?.PassAssets(run.Id, passedOn);
        return context;
    }

    private static JsonObject Merge(JsonObject? before, JsonElement added)
    {
        JsonObject merged = before is null ? [] : (JsonObject)before.DeepClone();
        foreach (JsonProperty member in added.EnumerateObject())
        {
            merged[member.Name] = JsonNode.Parse(member.Value.GetRawText());
        }

        return merged;
    }

    private JsonElement MetadataOf(Asset asset) =>
        _metadata.TryGetValue(asset.Key, out JsonObject? metadata) ? JsonSerializer.SerializeToElement(metadata) : default;
}
