using Prefect.Blocks;
using Prefect.Client;

namespace Prefect.Flows;

/// <summary>The contexts of a snapshot while they are entered.</summary>
internal sealed class HydratedScope : IDisposable
{
    private static HydratedSettings? s_lastSettings;
    private IDisposable? _settings;
    private TaskRunner? _runner;
    private IDisposable? _flow;
    private IDisposable? _task;
    private IDisposable? _tags;
    private IDisposable? _assets;
    private IDisposable? _deployment;

    public void Enter(SnapshotDocument document, HydrationOptions options)
    {
        _settings = document.SettingsContext.Settings is null ? null : PrefectSettings.Use(Load(document.SettingsContext));
        FlowRunContext? flow = document.FlowRunContext.RestoreFlow(options);
        _runner = flow?.TaskRunner;
        _flow = flow?.Enter();
        _task = document.TaskRunContext.RestoreTask(options)?.Enter();
        _tags = document.TagsContext.CurrentTags is { } tags ? new TagsContext { Tags = [.. tags] }.Enter() : null;
        _assets = document.AssetContext.Restore()?.Enter();
        _deployment = document.DeploymentId is { } deployment
            ? DeploymentContext.Enter(new DeploymentContext(deployment, SnapshotValues.Read(document.DeploymentParameters, [])))
            : null;
    }

    public void Dispose()
    {
        foreach (IDisposable? scope in (ReadOnlySpan<IDisposable?>)[_deployment, _assets, _tags, _task, _flow])
        {
            scope?.Dispose();
        }

        if (Interlocked.Exchange(ref _runner, null) is { } runner)
        {
            Sync.Run(() => runner.DisposeAsync().AsTask());
        }

        _settings?.Dispose();
        (_deployment, _assets, _tags, _task, _flow, _settings) = (null, null, null, null, null, null);
    }

    /// <summary>Settings are read from files; a worker is given the same ones again and again.</summary>
    private static PrefectSettings Load(SettingsDocument document)
    {
        HydratedSettings? last = Volatile.Read(ref s_lastSettings);
        if (last is not null && last.IsFor(document))
        {
            return last.Settings;
        }

        HydratedSettings loaded = new(document, document.Load());
        Volatile.Write(ref s_lastSettings, loaded);
        return loaded.Settings;
    }

    private sealed record HydratedSettings(SettingsDocument Document, PrefectSettings Settings)
    {
        public bool IsFor(SettingsDocument other) =>
            Document.Profile == other.Profile
            && Document.Settings!.Count == other.Settings!.Count
            && Document.Settings.All(pair => other.Settings.TryGetValue(pair.Key, out string? value) && value == pair.Value);

        public override string ToString() => nameof(HydratedSettings);
    }
}
