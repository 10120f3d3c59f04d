using System.Collections.Concurrent;
using System.Text.Json;
using Microsoft.Extensions.Logging;
using Prefect.Blocks;
using Prefect.Client;

namespace Prefect.Flows;

/// <summary>The serializers that are known by name.</summary>
internal static partial class ResultSerializers
{
    private static readonly ConcurrentDictionary<string, Func<JsonElement, ResultSerializer>> s_makers = new(StringComparer.Ordinal)
    {
        ["json"] = static _ => ResultSerializer.Json,
        ["compressed/json"] = CompressedResultSerializer.Make,
        ["compressed"] = CompressedResultSerializer.Make,
    };

    private static int s_hasWarned;

    public static IEnumerable<string> Names => s_makers.Keys.Where(static name => name != "compressed").Order(StringComparer.Ordinal);

    public static void Add(string type, Func<JsonElement, ResultSerializer> make) => s_makers[type] = type switch
    {
        "json" or "compressed" or "compressed/json" => throw new ArgumentException($"'{type}' is built in. Choose another name.", nameof(type)),
        _ => make,
    };

    public static ResultSerializer? Find(string type) => type switch
    {
        "json" => ResultSerializer.Json,
        "compressed/json" => ResultSerializer.CompressedJson,
        "compressed" => null,
        _ => s_makers.TryGetValue(type, out Func<JsonElement, ResultSerializer>? make) ? make(JsonElement.Parse($$"""{"type":{{JsonSerializer.Serialize(type, ResultJson.Texts.String)}}}""")) : null,
    };

    /// <summary>Reads the object that names a serializer in a record; one that is not known fails when it is used.</summary>
    public static ResultSerializer Read(JsonElement json)
    {
        string type = json.GetProperty("type").GetString()!;
        return s_makers.TryGetValue(type, out Func<JsonElement, ResultSerializer>? make) ? make(json) : new UnknownSerializer(type, json.Clone());
    }

    /// <summary>What the settings choose; <c>pickle</c>, their default, cannot be honoured here and counts as not set.</summary>
    public static ResultSerializer Default(PrefectSettings settings)
    {
        string type = settings.Results.DefaultSerializer;
        if (Find(type) is { } serializer)
        {
            return serializer;
        }

        if (Interlocked.Exchange(ref s_hasWarned, 1) == 0)
        {
            NotHere(PrefectLogging.CreateLogger(typeof(ResultSerializer)), type);
        }

        return ResultSerializer.Json;
    }

    /// <summary>Lets the warning be given again, for tests.</summary>
    internal static void ForgetWarning() => Volatile.Write(ref s_hasWarned, 0);

    [LoggerMessage(Level = LogLevel.Warning, Message = "The setting results.default_serializer is '{Type}', which .NET does not have: results are written as json. Set PREFECT_RESULTS_DEFAULT_SERIALIZER=json for programs of both languages")]
    private static partial void NotHere(ILogger logger, string type);
}
