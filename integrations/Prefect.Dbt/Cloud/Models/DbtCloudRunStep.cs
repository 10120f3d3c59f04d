using System.Text.Json;

namespace Prefect.Dbt;

/// <summary>A step of a run: a command of dbt, or what goes before.</summary>
public sealed class DbtCloudRunStep
{
    private DbtCloudRunStep(JsonElement json) => Json = json;

    /// <summary>All that dbt Cloud says of it.</summary>
    public JsonElement Json { get; }

    /// <summary>Its place, from 1. The first three make ready: the project, the profile, the packages.</summary>
    public int Index => (int)(Json.Number("index") ?? 0);

    /// <summary>Its name, such as <c>Invoke dbt with `dbt build`</c>.</summary>
    public string Name => Json.Text("name") ?? "";

    /// <summary>Its state, in dbt Cloud's words: <c>Success</c>, <c>Error</c>, <c>Skipped</c>, <c>Cancelled</c> and others.</summary>
    public string Status => Json.Text("status_humanized") ?? "";

    /// <summary>The command: what stands between the first two backticks of the name; empty for none.</summary>
    public string Command => Name.Split('`') is { Length: > 2 } parts ? parts[1].Trim() : "";

    /// <summary>What it printed; there where <c>debug_logs</c> were asked for.</summary>
    public string? Logs => Json.Text("logs");

    /// <summary>Gives name and state.</summary>
    public override string ToString() => $"{Index}. {Name}: {Status}";

    internal static DbtCloudRunStep Of(JsonElement json) => new(json);
}
