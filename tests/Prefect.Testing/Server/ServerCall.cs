using System.Text.Json;
using System.Text.Json.Nodes;

namespace Prefect.Testing;

/// <summary>A request on its way through the server: what its path says, and its body with a server's strictness.</summary>
internal sealed class ServerCall(ServerRequest request, string[] values)
{
    public ServerRequest Request => request;

    public Guid Id => Guid.Parse(values[0]);

    public string Value(int index) => values[index];

    /// <summary>The body, which has to be an object; none counts as an empty one.</summary>
    public JsonObject Body => request.Body switch
    {
        JsonObject body => body,
        null => [],
        _ => throw Fault("model_attributes_type", [], "Input should be a valid dictionary or object to extract fields from"),
    };

    public string? QueryValue(string name) => request.Query.Split('&')
        .Select(pair => pair.Split('=', 2))
        .Where(pair => pair[0] == name && pair.Length == 2)
        .Select(pair => Uri.UnescapeDataString(pair[1]))
        .FirstOrDefault();

    /// <summary>A text that has to be there.</summary>
    public string Text(string name) => Body[name] is { } value && value.GetValueKind() is JsonValueKind.String
        ? value.GetValue<string>()
        : throw Fault(Body.ContainsKey(name) ? "string_type" : "missing", [name], Body.ContainsKey(name) ? "Input should be a valid string" : "Field required");

    /// <summary>An id that has to be there.</summary>
    public Guid IdOf(string name) => Guid.TryParse(Text(name), out Guid id)
        ? id
        : throw Fault("uuid_parsing", [name], "Input should be a valid UUID");

    /// <summary>A whole number that has to be there.</summary>
    public int Number(string name) => Body[name] is { } value && value.GetValueKind() is JsonValueKind.Number && value.AsValue().TryGetValue(out int number)
        ? number
        : throw Fault(Body.ContainsKey(name) ? "int_parsing" : "missing", [name], Body.ContainsKey(name) ? "Input should be a valid integer" : "Field required");

    /// <summary>Refuses keys that the model does not have.</summary>
    public void AllowOnly(params ReadOnlySpan<string> names) => AllowOnly(Body, [], names);

    public void AllowOnly(JsonObject body, string[] place, params ReadOnlySpan<string> names)
    {
        foreach ((string name, _) in body)
        {
            if (!names.Contains(name))
            {
                throw Fault("extra_forbidden", [.. place, name], "Extra inputs are not permitted");
            }
        }
    }

    public ServerRefusal Fault(string type, string[] place, string message) => new(Invalid(request, type, place, message));

    /// <summary>Checks a name that may only have some characters.</summary>
    public void CheckName(string name, string what, bool allowsUnderscores)
    {
        bool isGood = Text(name).All(c => c is (>= 'a' and <= 'z') or (>= '0' and <= '9') or '-' || (allowsUnderscores && c == '_'));
        if (!isGood)
        {
            string allowed = allowsUnderscores ? "letters, numbers, and dashes or underscores." : "letters, numbers, and dashes.";
            throw Fault("value_error", [name], $"Value error, {what} must only contain lowercase {allowed}");
        }
    }

    /// <summary>The piece of a list that the body asks for.</summary>
    public JsonArray Page(IEnumerable<JsonObject> items)
    {
        int limit = Body["limit"] is { } asked ? asked.GetValue<int>() : 200;
        int offset = Body["offset"] is { } skipped ? skipped.GetValue<int>() : 0;
        return limit is < 0 or > 200
            ? throw new ServerRefusal(ServerReply.Refused(422, "Invalid limit: must be less than or equal to 200."))
            : new JsonArray([.. items.Skip(offset).Take(limit).Select(item => item.DeepClone())]);
    }

    public static ServerReply Invalid(ServerRequest request, string type, string[] place, string message) => ServerReply.Json(
        new JsonObject
        {
            ["exception_message"] = "Invalid request received.",
            ["exception_detail"] = new JsonArray(new JsonObject
            {
                ["type"] = type,
                ["loc"] = new JsonArray(["body", .. place.Select(part => (JsonNode)part)]),
                ["msg"] = message,
                ["input"] = request.Body?.DeepClone(),
            }),
            ["request_body"] = request.Body?.DeepClone(),
        },
        422);
}
