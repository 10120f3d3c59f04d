using System.Text.Json;

namespace Prefect.Dbt;

/// <summary>A model, seed, snapshot, test, source, exposure or another part of a project.</summary>
public sealed class DbtManifestNode
{
    private DbtManifestNode(JsonElement json) => Json = json;

    /// <summary>All that the manifest says of it.</summary>
    public JsonElement Json { get; }

    /// <summary>Its id, such as <c>model.shop.orders</c>; empty where dbt gives none.</summary>
    public string UniqueId => Json.Text("unique_id") ?? "";

    /// <summary>Its name.</summary>
    public string Name => Json.Text("name") ?? DbtUniqueId.Name(UniqueId);

    /// <summary>What it is: <c>model</c>, <c>seed</c>, <c>snapshot</c>, <c>test</c>, <c>source</c> and others.</summary>
    public string ResourceType => Json.Text("resource_type") ?? DbtUniqueId.Kind(UniqueId);

    /// <summary>The project or package that it belongs to.</summary>
    public string? PackageName => Json.Text("package_name");

    /// <summary>Its file, below the folder of its kind.</summary>
    public string? Path => Json.Text("path");

    /// <summary>Its file, below the folder of the project.</summary>
    public string? OriginalFilePath => Json.Text("original_file_path");

    /// <summary>The database that it is made in.</summary>
    public string? Database => Json.Text("database");

    /// <summary>The schema that it is made in.</summary>
    public string? Schema => Json.Text("schema");

    /// <summary>The name that it is made under; a source's is <c>identifier</c>.</summary>
    public string? Alias => Json.Text("alias") ?? Json.Text("identifier");

    /// <summary>Its full name in the database, quoted as the database wants it; null for what is not made there.</summary>
    public string? RelationName => Json.Text("relation_name");

    /// <summary>What is said about it.</summary>
    public string? Description => Json.Text("description");

    /// <summary>Its labels.</summary>
    public IReadOnlyList<string> Tags => Json.Texts("tags");

    /// <summary>Its settings.</summary>
    public JsonElement Config => Json.Object("config");

    /// <summary>How it is made, such as <c>table</c>, <c>view</c> or <c>ephemeral</c>.</summary>
    public string? Materialized => Config.Text("materialized");

    /// <summary>What the project's authors noted, of the settings or else of the node.</summary>
    public JsonElement Meta => Config.Object("meta") is { } meta && meta.EnumerateObject().Any() ? meta : Json.Object("meta");

    /// <summary>The ids of what it builds on.</summary>
    public IReadOnlyList<string> DependsOn => Json.Object("depends_on").Texts("nodes");

    /// <summary>Its code as it was written.</summary>
    public string? RawCode => Json.Text("raw_code");

    /// <summary>Its code once compiled; null until it is.</summary>
    public string? CompiledCode => Json.Text("compiled_code");

    /// <summary>Gives the id.</summary>
    public override string ToString() => UniqueId;

    internal static DbtManifestNode Of(JsonElement json) => new(json);
}
