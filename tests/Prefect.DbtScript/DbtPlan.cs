using System.Text.Json;

namespace Prefect.DbtScript;

/// <summary>What the program is to do.</summary>
public sealed record DbtPlan
{
    /// <summary>Variable that names the file of the script.</summary>
    public const string Variable = "PREFECT_DBT_SCRIPT";

    private static readonly JsonSerializerOptions s_json = new(JsonSerializerDefaults.Web) { WriteIndented = true };

    /// <summary>Name of the project, and of the profile that it asks for.</summary>
    public string Project { get; init; } = "shop";

    /// <summary>Adapter that the manifest tells of.</summary>
    public string Adapter { get; init; } = "postgres";

    /// <summary>The nodes, those before that others build on.</summary>
    public IReadOnlyList<ScriptedNode> Nodes { get; init; } = [];

    /// <summary>What dbt itself fails with before it comes to the nodes; it ends with 2 then.</summary>
    public string? Error { get; init; }

    /// <summary>Code that it ends with. Default: 0, or 1 when nodes failed.</summary>
    public int? ExitCode { get; init; }

    /// <summary>Whether artifacts are written.</summary>
    public bool WritesArtifacts { get; init; } = true;

    /// <summary>Lines that are no events, printed first, as plug-ins and libraries do.</summary>
    public IReadOnlyList<string> Noise { get; init; } = [];

    /// <summary>Folder that says for each call how it was called.</summary>
    public string Calls { get; init; } = "";

    public static DbtPlan Load() =>
        JsonSerializer.Deserialize<DbtPlan>(File.ReadAllText(Environment.GetEnvironmentVariable(Variable)!), s_json)!;

    public void Save(string path) => File.WriteAllText(path, JsonSerializer.Serialize(this, s_json));
}
