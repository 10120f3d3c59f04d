using System.Text.Json;
using System.Text.Json.Nodes;
using Prefect.Blocks;
using Prefect.Client;

namespace Prefect.Flows;

/// <summary>
/// Everything that is ambient in a run, as a value that another process of the same program can be given: code that runs there inside
/// <see cref="Hydrate()"/> sees the same run, tags and settings. It holds secrets in clear, and prints none.
/// </summary>
/// <example><code>
/// string json = ContextSnapshot.Capture().ToJson().ToJsonString();      // in one process
/// using (ContextSnapshot.Parse(json).Hydrate()) { … }                     // in the other
/// </code></example>
public sealed class ContextSnapshot
{
    private readonly SnapshotDocument? _document;

    internal ContextSnapshot(SnapshotDocument? document) => _document = document;

    /// <summary>A snapshot of nothing: hydrating it changes nothing.</summary>
    public static ContextSnapshot Empty { get; } = new(null);

    /// <summary>Whether there is nothing in it.</summary>
    public bool IsEmpty => _document is null;

    internal SnapshotDocument? Document => _document;

    /// <summary>Takes down what is ambient here.</summary>
    /// <param name="secrets">Whether secrets stand in clear, as another process needs them, or are masked and left out. Default: in clear.</param>
    /// <exception cref="SettingsException">The settings of the process cannot be loaded.</exception>
    public static ContextSnapshot Capture(SecretHandling secrets = SecretHandling.Reveal)
    {
        Ambient ambient = Ambient.Current;
        SnapshotValues values = new(secrets);
        return new ContextSnapshot(new SnapshotDocument
        {
            FlowRunContext = RunContextDocument.Of(ambient.Flow, values),
            TaskRunContext = RunContextDocument.Of(ambient.Task, values),
            TagsContext = ambient.Tags.Tags.IsEmpty ? new TagsDocument() : new TagsDocument { CurrentTags = [.. ambient.Tags.Tags.Order(StringComparer.Ordinal)] },
            SettingsContext = SettingsDocument.Of(PrefectSettings.Current, secrets),
            AssetContext = AssetContextDocument.Of(ambient.Asset),
            DeploymentId = ambient.Deployment?.Id,
            DeploymentParameters = values.Write(ambient.Deployment?.Parameters ?? FlowRun.EmptyParameters),
        });
    }

    /// <summary>Reads what <see cref="ToJson"/> gave.</summary>
    /// <param name="json">The JSON; <see langword="null"/>, nothing, <c>null</c> and <c>{}</c> give <see cref="Empty"/>.</param>
    /// <exception cref="ArgumentException"><paramref name="json"/> is no snapshot.</exception>
    public static ContextSnapshot Parse(string? json)
    {
        if (string.IsNullOrWhiteSpace(json))
        {
            return Empty;
        }

        try
        {
            return JsonNode.Parse(json) switch
            {
                null or JsonObject { Count: 0 } => Empty,
                { } content => new ContextSnapshot(content.Deserialize(SnapshotJson.Default.SnapshotDocument)),
            };
        }
        catch (JsonException exception)
        {
#pragma warning disable MA0054 // The serializer's own message may quote the value, which may be a secret.
            throw new ArgumentException($"This is no snapshot of a context: it cannot be read at {exception.Path ?? "its beginning"}.", nameof(json));
#pragma warning restore MA0054
        }
    }

    /// <summary>
    /// Gives the snapshot as JSON, with the keys <c>flow_run_context</c>, <c>task_run_context</c>, <c>tags_context</c>,
    /// <c>settings_context</c>, <c>asset_context</c> (each <c>{}</c> when there is none), <c>deployment_id</c> and
    /// <c>deployment_parameters</c>. Secrets stand in it as they were captured.
    /// </summary>
    public JsonObject ToJson() => _document is null ? [] : JsonSerializer.SerializeToNode(_document, SnapshotJson.Default.SnapshotDocument)!.AsObject();

    /// <summary>
    /// Makes the snapshot what is ambient, here and in what is called from here, until the result is disposed: settings, flow run (as
    /// one that executes elsewhere), task run, tags, assets, deployment. Call it in the method that disposes the result: what a method
    /// that was awaited made ambient ends with it.
    /// </summary>
    /// <exception cref="TaskTransferException">This process has not the code of the flow or task.</exception>
    public IDisposable Hydrate() => HydrateWith(_document is null ? null : new HydrationOptions { Store = RunStore.Current });

    /// <summary>Makes the snapshot of another process what is ambient; nothing happens for null.</summary>
    /// <param name="snapshot">The snapshot.</param>
    /// <exception cref="TaskTransferException">This process has not the code of the flow or task.</exception>
    public static IDisposable Hydrate(ContextSnapshot? snapshot) => (snapshot ?? Empty).Hydrate();

    /// <summary>Says what the snapshot is of; nothing of what it holds.</summary>
    public override string ToString() => _document switch
    {
        null => $"{nameof(ContextSnapshot)} of nothing",
        { TaskRunContext.TaskRun: { } task } => $"{nameof(ContextSnapshot)} of task run {task.Id}",
        { FlowRunContext.FlowRun: { } flow } => $"{nameof(ContextSnapshot)} of flow run {flow.Id}",
        _ => $"{nameof(ContextSnapshot)} outside runs",
    };

    internal IDisposable HydrateWith(HydrationOptions? options)
    {
        HydratedScope scope = new();
        if (_document is null || options is null)
        {
            return scope;
        }

        try
        {
            scope.Enter(_document, options);
            return scope;
        }
        catch
        {
            scope.Dispose();
            throw;
        }
    }
}
