using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace Prefect.Testing;

/// <summary>Finds the vendor's method of a request, and what the request breaks of its rules.</summary>
internal static class GoogleRules
{
    // What the rules of transfers add to those of the method.
    private static readonly HashSet<string> s_ofUploads = new(StringComparer.Ordinal) { "uploadType", "upload_id", "upload_protocol" };

    /// <summary>Fills in what the rules tell about a request.</summary>
    public static void Read(GoogleExchange exchange)
    {
        (GoogleMethod Method, Match Match, bool IsUpload)? found = Find(exchange);
        if (found is not { } hit)
        {
            exchange.Problems = [$"{exchange.Method} {exchange.Host}/{exchange.Path} is no method of the vendor that the rules have."];
            return;
        }

        exchange.Rule = hit.Method;
        exchange.Parts = hit.Match.Groups.Values.Where(group => !char.IsAsciiDigit(group.Name[0]))
            .ToDictionary(group => group.Name, group => Uri.UnescapeDataString(group.Value), StringComparer.Ordinal);
        exchange.Operation = hit.Method.Id + Transfer(exchange, hit.IsUpload);
        exchange.Problems = [.. QueryProblems(exchange, hit.Method, hit.IsUpload), .. BodyProblems(exchange, hit.Method)];
    }

    /// <summary>Lists what a scripted answer breaks: tests must not live on answers that the vendor does not give.</summary>
    public static IEnumerable<string> Problems(GoogleExchange exchange, string? document)
    {
        if (document is null || exchange.Rule is not { Response: { } schema } rule || exchange.Operation.EndsWith("/download", StringComparison.Ordinal))
        {
            return [];
        }

        return Parse(document) is { } answer
            ? rule.Document.Schemas.Problems(schema, answer, method: null).Select(problem => $"Answer to {exchange.Operation}: {problem}")
            : [$"Answer to {exchange.Operation}: no JSON."];
    }

    private static (GoogleMethod Method, Match Match, bool IsUpload)? Find(GoogleExchange exchange)
    {
        (GoogleMethod Method, Match Match, bool IsUpload)? best = null;
        foreach (GoogleMethod method in GoogleDiscovery.All.Where(document => document.IsAt(exchange.Host)).SelectMany(document => document.Methods))
        {
            bool isSession = exchange.Query.ContainsKey("upload_id");
            Match? upload = method.Upload(exchange.Path);
            bool isUpload = upload is { Success: true } && (isSession || exchange.Method == method.HttpMethod);
            Match match = isUpload ? upload! : method.Path(exchange.Path);
            bool fits = isUpload || (match.Success && exchange.Method == method.HttpMethod);
            if (fits && (best is null || best.Value.Method.Precision < method.Precision))
            {
                best = (method, match, isUpload);
            }
        }

        return best;
    }

    private static string Transfer(GoogleExchange exchange, bool isUpload) =>
        isUpload && exchange.Query.ContainsKey("upload_id") ? "/session"
        : isUpload ? "/" + exchange.QueryValue("uploadType")
        : exchange.QueryValue("alt") == "media" ? "/download"
        : "";

    private static IEnumerable<string> QueryProblems(GoogleExchange exchange, GoogleMethod method, bool isUpload)
    {
        if (isUpload && !exchange.Query.ContainsKey("upload_id") && exchange.QueryValue("uploadType") is not ("media" or "multipart" or "resumable"))
        {
            yield return "uploadType is none of media, multipart and resumable.";
        }

        foreach ((string name, string[] values) in exchange.Query.Where(pair => !(isUpload && s_ofUploads.Contains(pair.Key))))
        {
            if (Parameter(method, name) is not { } rule)
            {
                yield return $"The query's '{name}' is no parameter of {method.Id}.";
                continue;
            }

            if (values.Length > 1 && (bool?)rule["repeated"] is not true)
            {
                yield return $"The query's '{name}' stands there {values.Length} times.";
            }

            foreach (string value in name == "alt" && method.IsDownload ? [] : values)
            {
                if (GoogleSchemas.TextProblem(rule, value, isRequest: true) is { } problem)
                {
                    yield return $"The query's '{name}' {problem}.";
                }
            }
        }

        bool isSession = exchange.Operation.EndsWith("/session", StringComparison.Ordinal);
        foreach ((string name, JsonNode? rule) in method.Parameters.Where(_ => !isSession))
        {
            if ((bool?)rule!["required"] is true && (string?)rule["location"] == "query" && !exchange.Query.ContainsKey(name))
            {
                yield return $"The query lacks '{name}'.";
            }
        }
    }

    private static JsonObject? Parameter(GoogleMethod method, string name)
    {
        JsonObject? own = method.Parameters[name] as JsonObject;
        return (string?)own?["location"] == "query" ? own
            : name == "alt" && method.IsDownload ? []
            : method.Document.Parameters[name] as JsonObject;
    }

    private static IEnumerable<string> BodyProblems(GoogleExchange exchange, GoogleMethod method)
    {
        string transfer = exchange.Operation[method.Id.Length..];
        if (transfer is "/session" or "/media")
        {
            return [];
        }

        if (method.Request is not { } schema)
        {
            return exchange.Body.Length == 0 ? [] : [$"{method.Id} takes no body."];
        }

        // A method may be asked without a body where nothing of it is required; an upload has the object's name in the query then.
        if (exchange.Document is not { Length: > 0 } document)
        {
            return transfer.Length > 0 ? [] : method.Document.Schemas.Problems(schema, new JsonObject(), method.Id);
        }

        string type = exchange.Headers.GetValueOrDefault("Content-Type", "");
        string[] untyped = transfer != "/multipart" && !type.StartsWith("application/json", StringComparison.OrdinalIgnoreCase) ? [$"The body is '{type}', not JSON."] : [];
        return Parse(Encoding.UTF8.GetString(document)) is { } body
            ? [.. untyped, .. method.Document.Schemas.Problems(schema, body, transfer.Length > 0 ? method.Id + transfer : method.Id)]
            : ["The body is no JSON."];
    }

    private static JsonNode? Parse(string text)
    {
        try
        {
            return JsonNode.Parse(text);
        }
        catch (JsonException)
        {
            return null;
        }
    }
}
