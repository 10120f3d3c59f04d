using System.Text.Json.Nodes;
using Prefect.Blocks;

namespace Prefect.Testing;

/// <summary>What a <see cref="PrefectServer"/> answers about types of blocks and their schemas.</summary>
internal sealed class BlockEndpoints(TimeProvider clock)
{
    private readonly ServerTable _types = new("Block type", clock);
    private readonly ServerTable _schemas = new("Block schema", clock);

    public ServerTable Types => _types;

    public void MapTo(ServerRoutes routes)
    {
        routes.Map("POST", "/block_types/", CreateType);
        routes.Map("POST", "/block_types/filter", call => ServerReply.Json(call.Page(_types.All.Where(new ServerFilter(call, "block_types").Matches).OrderBy(type => type["name"]!.ToString(), StringComparer.Ordinal))));
        routes.Map("GET", "/block_types/{id}", call => ServerTable.Give(_types.Get(call.Id)));
        routes.Map("GET", "/block_types/slug/{slug}", call => ServerTable.Give(_types.GetBy("slug", call.Value(0))));
        routes.Map("PATCH", "/block_types/{id}", call => _types.Update(call, _types.Get(call.Id), "logo_url", "documentation_url", "description", "code_example"));
        routes.Map("DELETE", "/block_types/{id}", call => Unprotected(_types.Get(call.Id)) ? _types.Delete(call.Id) : ServerReply.Refused(403, "protected block types cannot be deleted."));
        routes.Map("POST", "/block_schemas/", CreateSchema);
        routes.Map("POST", "/block_schemas/filter", call => ServerReply.Json(call.Page(_schemas.All.Reverse().Where(schema => HasParts(call, schema)).Select(WithType))));
        routes.Map("GET", "/block_schemas/{id}", call => ServerReply.Json(WithType(_schemas.Get(call.Id))));
        routes.Map("GET", "/block_schemas/checksum/{checksum}", call => FindSchema(call.Value(0), call.QueryValue("version")) is { } schema ? ServerReply.Json(WithType(schema)) : _schemas.Missing);
        routes.Map("DELETE", "/block_schemas/{id}", call => Unprotected(TypeOf(_schemas.Get(call.Id))) ? _schemas.Delete(call.Id) : ServerReply.Refused(403, "protected block types cannot be deleted."));
        routes.Map("GET", "/block_capabilities/", _ => ServerReply.Json(new JsonArray([.. _schemas.All.SelectMany(schema => schema["capabilities"]!.AsArray()).Select(item => item!.ToString()).Distinct().Select(item => (JsonNode)item)])));
    }

    /// <summary>A schema with its type inside; null where there is none.</summary>
    public JsonObject? FindSchema(Guid id) => _schemas.Find(id) is { } schema ? WithType(schema) : null;

    private ServerReply CreateType(ServerCall call)
    {
        call.AllowOnly("name", "slug", "logo_url", "documentation_url", "description", "code_example");
        string name = call.Text("name");
        call.CheckName("slug", "Block type slug", allowsUnderscores: false);
        if (name.StartsWith("Prefect", StringComparison.OrdinalIgnoreCase))
        {
            return ServerReply.Refused(403, "Block type names beginning with 'Prefect' are reserved.");
        }

        return _types.FindBy("slug", call.Text("slug")) is not null || _types.FindBy("name", name) is not null
            ? ServerReply.Refused(409, $"Block type with name \"{name}\" already exists")
            : ServerTable.Give(_types.Add(ServerTable.Fields(
                call.Body, ("name", null), ("slug", null), ("logo_url", null), ("documentation_url", null), ("description", null), ("code_example", null), ("is_protected", false))), 201);
    }

    private ServerReply CreateSchema(ServerCall call)
    {
        call.AllowOnly("fields", "block_type_id", "capabilities", "version");
        if (_types.Find(call.IdOf("block_type_id")) is null)
        {
            return _types.Missing;
        }

        JsonObject fields = call.Body["fields"] as JsonObject ?? [];
        string version = call.Body["version"]?.ToString() ?? "non-versioned";
        string checksum = SchemaChecksum.Compute(fields.ToJsonString());
        if (FindSchema(checksum, version) is { } known)
        {
            return ServerReply.Json(WithType(known));
        }

        string[] nested = [.. NestedSlugs(fields)];
        if (Array.Find(nested, slug => _types.FindBy("slug", slug) is null) is { } missing)
        {
            return ServerReply.Refused(409, $"Cannot register this schema: the nested block type '{missing}' is not registered.");
        }

        JsonObject kept = (JsonObject)fields.DeepClone();
        kept["block_schema_references"] ??= new JsonObject();
        JsonObject schema = ServerTable.Fields(call.Body, ("block_type_id", null), ("capabilities", new JsonArray()), ("version", version));
        schema["checksum"] = checksum;
        schema["fields"] = kept;
        return ServerReply.Json(WithType(_schemas.Add(schema)), 201);
    }

    private static IEnumerable<string> NestedSlugs(JsonObject fields) => ((fields["block_schema_references"] as JsonObject) ?? [])
        .SelectMany(reference => reference.Value is JsonArray many ? many : new JsonArray(reference.Value?.DeepClone()))
        .Select(reference => reference?["block_type_slug"]?.ToString())
        .OfType<string>();

    private JsonObject? FindSchema(string checksum, string? version) => _schemas.All.LastOrDefault(schema =>
        schema["checksum"]!.ToString() == checksum && (version is null || schema["version"]!.ToString() == version));

    private static bool HasParts(ServerCall call, JsonObject schema)
    {
        JsonObject shown = (JsonObject)schema.DeepClone();
        shown["block_capabilities"] = shown["capabilities"]!.DeepClone();
        return new ServerFilter(call, "block_schemas").Matches(shown);
    }

    private JsonObject WithType(JsonObject schema)
    {
        JsonObject shown = (JsonObject)schema.DeepClone();
        shown["block_type"] = TypeOf(schema).DeepClone();
        return shown;
    }

    private JsonObject TypeOf(JsonObject schema) => _types.Get(Guid.Parse(schema["block_type_id"]!.ToString()));

    private static bool Unprotected(JsonObject type) => !type["is_protected"]!.GetValue<bool>();
}
