using System.Text.Json.Nodes;

namespace Prefect.Testing;

/// <summary>Items of one kind that a <see cref="PrefectServer"/> keeps, in the order in which they came.</summary>
/// <param name="what">What an item is, for refusals: "Variable".</param>
/// <param name="clock">The server's clock.</param>
internal sealed class ServerTable(string what, TimeProvider clock)
{
    private readonly List<JsonObject> _items = [];

    public IEnumerable<JsonObject> All => _items;

    /// <summary>Keeps a new item, with an id and times.</summary>
    public JsonObject Add(JsonObject fields, Guid? id = null)
    {
        string now = ServerTime.Text(clock.GetUtcNow());
        JsonObject item = new() { ["id"] = (id ?? Guid.NewGuid()).ToString(), ["created"] = now, ["updated"] = now };
        foreach ((string name, JsonNode? value) in fields)
        {
            item[name] = value?.DeepClone();
        }

        _items.Add(item);
        return item;
    }

    public JsonObject? Find(Guid id) => FindBy("id", id.ToString());

    public JsonObject? FindBy(string name, string value) => _items.Find(item => item[name]?.ToString() == value);

    public JsonObject Get(Guid id) => Find(id) ?? throw new ServerRefusal(Missing);

    public JsonObject GetBy(string name, string value) => FindBy(name, value) ?? throw new ServerRefusal(Missing);

    public ServerReply Missing => ServerReply.Refused(404, what + " not found");

    /// <summary>Changes what the body gives, refusing what cannot be changed.</summary>
    public ServerReply Update(ServerCall call, JsonObject item, params string[] names)
    {
        call.AllowOnly(names);
        foreach ((string name, JsonNode? value) in call.Body)
        {
            item[name] = value?.DeepClone();
        }

        item["updated"] = ServerTime.Text(clock.GetUtcNow());
        return ServerReply.Status(204);
    }

    public ServerReply Delete(JsonObject item)
    {
        _items.Remove(item);
        return ServerReply.Status(204);
    }

    public ServerReply Delete(Guid id) => Delete(Get(id));

    public static ServerReply Give(JsonObject item, int status = 200) => ServerReply.Json(item.DeepClone(), status);

    /// <summary>Takes some fields of a body, and a value for those that it does not give.</summary>
    public static JsonObject Fields(JsonObject body, params ReadOnlySpan<(string Name, JsonNode? Default)> fields)
    {
        JsonObject taken = [];
        foreach ((string name, JsonNode? value) in fields)
        {
            taken[name] = body[name]?.DeepClone() ?? value;
        }

        return taken;
    }
}
