using Prefect.Client;

namespace Prefect.Flows;

/// <summary>Attributes of the innermost task run; empty outside tasks.</summary>
public sealed class TaskRunRuntime : RuntimeModule
{
    internal TaskRunRuntime()
        : base("TASK_RUN")
    {
        Attributes = new Dictionary<string, Func<object?>>(StringComparer.Ordinal)
        {
            ["api_url"] = () => ApiUrl,
            ["id"] = () => Id,
            ["name"] = () => Name,
            ["parameters"] = () => Parameters,
            ["run_count"] = () => RunCount,
            ["tags"] = () => Tags,
            ["task_name"] = () => TaskName,
            ["ui_url"] = () => UiUrl,
        };
    }

    /// <summary>Id of the run.</summary>
    public string? Id => Text("id", () => Run?.Id.ToString());

    /// <summary>Name of the run.</summary>
    public string? Name => Text("name", () => Run?.Name);

    /// <summary>Name of the task.</summary>
    public string? TaskName => Text("task_name", () => Run?.TaskName);

    /// <summary>Labels of the run; empty outside tasks.</summary>
    public IReadOnlyList<string> Tags
    {
        get
        {
            ThrowIfOverridden("tags");
            return Run?.Tags ?? [];
        }
    }

    /// <summary>What the task was called with; empty outside tasks.</summary>
    public IReadOnlyDictionary<string, object?> Parameters
    {
        get
        {
            ThrowIfOverridden("parameters");
            return Ambient.Current.Task?.Parameters ?? FlowRun.EmptyParameters;
        }
    }

    /// <summary>How often the run has begun; 0 outside tasks.</summary>
    public int RunCount => IsOverridden("run_count", out string text) ? Cast<int>("run_count", text) : Run?.RunCount ?? 0;

    /// <summary>Address of the run in the API; null without an API.</summary>
    public string? ApiUrl => Text("api_url", () => Address(PrefectSettings.Current.Api.Url));

    /// <summary>Address of the run's page; null without a web interface.</summary>
    public string? UiUrl => Text("ui_url", () => Address(PrefectSettings.Current.UiUrl));

    private protected override IReadOnlyDictionary<string, Func<object?>> Attributes { get; }

    private static TaskRun? Run => Ambient.Current.Task?.TaskRun;

    private string? Address(string? site) => site is not null && Id is { } id ? $"{site}/runs/task-run/{id}" : null;
}
