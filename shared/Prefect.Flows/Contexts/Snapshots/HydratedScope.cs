using Prefect.Blocks;
using Prefect.Client;

namespace Prefect.Flows;

/// <summary>The contexts of a snapshot while they are entered.</summary>
internal sealed class HydratedScope : IDisposable
{
    private static HydratedSettings? s_lastSettings;
    private readonly Stack<IDisposable> _entered = new();

    public void Enter(SnapshotDocument document, HydrationOptions options)
    {
        if (document.SettingsContext.Settings is not null)
        {
            _entered.Push(PrefectSettings.Use(Load(document.SettingsContext)));
        }

        if (document.FlowRunContext.RestoreFlow(options) is { } flow)
        {
            _entered.Push(new RunnerScope(flow.TaskRunner));
            _entered.Push(flow.Enter());
        }

        if (document.TaskRunContext.RestoreTask(options) is { } task)
        {
            _entered.Push(task.Enter());
        }

        if (document.TagsContext.CurrentTags is { } tags)
        {
            _entered.Push(new TagsContext { Tags = [.. tags] }.Enter());
        }

        if (document.AssetContext.Restore() is { } assets)
        {
            _entered.Push(assets.Enter());
        }

        if (document.DeploymentId is { } deployment)
        {
            _entered.Push(DeploymentContext.Enter(new DeploymentContext(deployment, SnapshotValues.Read(document.DeploymentParameters, []))));
        }
    }

    public void Dispose()
    {
        while (_entered.TryPop(out IDisposable? scope))
        {
            scope.Dispose();
        }
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

    private sealed class RunnerScope(TaskRunner? runner) : IDisposable
    {
        public void Dispose()
        {
            if (runner is not null)
            {
                Sync.Run(() => runner.DisposeAsync().AsTask());
            }
        }
    }
}
