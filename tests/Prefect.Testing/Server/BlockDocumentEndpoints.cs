using System.Text.Json.Nodes;

namespace Prefect.Testing;

/// <summary>What a <see cref="PrefectServer"/> answers about saved blocks.</summary>
internal sealed class BlockDocumentEndpoints(BlockEndpoints blocks, TimeProvider clock)
{
    private readonly ServerTable _documents = new("Block document", clock);

    public void MapTo(ServerRoutes routes)
    {
        routes.Map("POST", "/block_documents/", Create);
        routes.Map("POST", "/block_documents/filter", call => ServerReply.Json(call.Page(Chosen(call).Select(document => Shown(document, Reveals(call))))));
        routes.Map("POST", "/block_documents/count", call => ServerReply.Json(Chosen(call).Count()));
        routes.Map("GET", "/block_documents/{id}", call => ServerReply.Json(Shown(_documents.Get(call.Id), Reveals(call))));
        routes.Map("PATCH", "/block_documents/{id}", Update);
        routes.Map("DELETE", "/block_documents/{id}", call => _documents.Delete(call.Id));
        routes.Map("GET", "/block_types/slug/{slug}/block_documents", call => ServerReply.Json(new JsonArray([.. OfType(blocks.Types.GetBy("slug", call.Value(0))).Select(document => Shown(document, Reveals(call)))])));
        routes.Map("GET", "/block_types/slug/{slug}/block_documents/name/{name}", FindByName);
    }

    private ServerReply FindByName(ServerCall call)
    {
        JsonObject? document = blocks.Types.FindBy("slug", call.Value(0)) is { } type
            ? OfType(type).FirstOrDefault(document => document["name"]?.ToString() == call.Value(1))
            : null;
        return document is null ? _documents.Missing : ServerReply.Json(Shown(document, Reveals(call)));
    }

    private ServerReply Create(ServerCall call)
    {
        call.AllowOnly("name", "data", "block_schema_id", "block_type_id", "is_anonymous");
        bool isAnonymous = call.Body["is_anonymous"]?.GetValue<bool>() == true;
        if (call.Body["name"] is not null)
        {
            call.CheckName("name", "Block document name", allowsUnderscores: false);
        }
        else if (!isAnonymous)
        {
            throw call.Fault("value_error", [], "Value error, Names must be provided for block documents.");
        }

        Guid typeId = call.IdOf("block_type_id");
        if (blocks.FindSchema(call.IdOf("block_schema_id")) is null || blocks.Types.Find(typeId) is not { } type)
        {
            return ServerReply.Exception(500, "Internal Server Error");
        }

        string name = isAnonymous ? "anonymous-" + Guid.NewGuid() : call.Text("name");
        if (OfType(type).Any(known => known["name"]!.ToString() == name))
        {
            return ServerReply.Refused(409, "Block already exists");
        }

        JsonObject document = ServerTable.Fields(
            call.Body, ("data", new JsonObject()), ("block_schema_id", null), ("block_type_id", null), ("is_anonymous", false));
        document["name"] = name;
        return References((JsonObject)document["data"]!).All(pair => _documents.Find(pair.Id) is not null)
            ? ServerReply.Json(Shown(_documents.Add(document), revealsSecrets: false), 201)
            : ServerReply.Refused(400, "A block document that this one refers to does not exist.");
    }

    private ServerReply Update(ServerCall call)
    {
        call.AllowOnly("block_schema_id", "data", "merge_existing_data");
        JsonObject document = _documents.Get(call.Id);
        if (call.Body["block_schema_id"] is not null)
        {
            JsonObject? schema = blocks.FindSchema(call.IdOf("block_schema_id"));
            if (schema?["block_type_id"]!.ToString() != document["block_type_id"]!.ToString())
            {
                return ServerReply.Refused(400, "Must migrate block document to a block schema of the same block type.");
            }

            document["block_schema_id"] = call.Text("block_schema_id");
        }

        JsonObject data = (JsonObject)(call.Body["data"]?.DeepClone() ?? new JsonObject());
        JsonObject known = (JsonObject)document["data"]!;
        foreach ((string name, JsonNode? value) in known)
        {
            bool isMerged = call.Body["merge_existing_data"]?.GetValue<bool>() != false && !data.ContainsKey(name);
            if (isMerged || (data.ContainsKey(name) && data[name]?.ToString() == BlockSecretPaths.Mask))
            {
                data[name] = value?.DeepClone();
            }
        }

        document["data"] = data;
        document["updated"] = ServerTime.Text(clock.GetUtcNow());
        return ServerReply.Status(204);
    }

    /// <summary>A document as it is shown: with what it refers to inside, and its secrets masked.</summary>
    private JsonObject Shown(JsonObject document, bool revealsSecrets)
    {
        JsonObject schema = blocks.FindSchema(Guid.Parse(document["block_schema_id"]!.ToString()))!;
        JsonObject shown = (JsonObject)document.DeepClone();
        JsonObject references = [];
        foreach ((string name, Guid id) in References((JsonObject)document["data"]!))
        {
            JsonObject inner = Shown(_documents.Get(id), revealsSecrets);
            shown["data"]![name] = inner["data"]!.DeepClone();
            references[name] = new JsonObject { ["block_document"] = ServerTable.Fields(
                inner, ("id", null), ("name", null), ("block_type", null), ("is_anonymous", null), ("block_document_references", null)) };
        }

        shown["block_schema"] = schema;
        shown["block_type"] = schema["block_type"]!.DeepClone();
        shown["block_type_name"] = schema["block_type"]!["name"]!.DeepClone();
        shown["block_document_references"] = references;
        if (!revealsSecrets)
        {
            BlockSecretPaths.MaskIn((JsonObject)shown["data"]!, schema["fields"]!["secret_fields"] as JsonArray ?? []);
        }

        return shown;
    }

    private IEnumerable<JsonObject> Chosen(ServerCall call)
    {
        ServerFilter filter = new(call, "block_documents");
        bool asksForAnonymous = call.Body["block_documents"]?["is_anonymous"] is not null;
        IEnumerable<JsonObject> chosen = _documents.All
            .Where(document => asksForAnonymous || !document["is_anonymous"]!.GetValue<bool>())
            .Where(filter.Matches)
            .Where(document => new ServerFilter(call, "block_types").Matches(blocks.Types.Get(Guid.Parse(document["block_type_id"]!.ToString()))));
        return call.Body["sort"]?.ToString() == "NAME_DESC" ? chosen.OrderByDescending(Name, StringComparer.Ordinal) : chosen.OrderBy(Name, StringComparer.Ordinal);
    }

    private IEnumerable<JsonObject> OfType(JsonObject type) => _documents.All.Where(document => document["block_type_id"]!.ToString() == type["id"]!.ToString());

    private static string Name(JsonObject document) => document["name"]!.ToString();

    private static bool Reveals(ServerCall call) =>
        call.QueryValue("include_secrets") == "true" || (call.Request.Body as JsonObject)?["include_secrets"]?.GetValue<bool>() == true;

    private static IEnumerable<(string Name, Guid Id)> References(JsonObject data) => data
        .Where(pair => pair.Value is JsonObject inner && inner["$ref"]?["block_document_id"] is not null)
        .Select(pair => (pair.Key, Guid.Parse(pair.Value!["$ref"]!["block_document_id"]!.ToString())));
}
