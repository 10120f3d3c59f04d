using System.Buffers;
using System.Text.Json;

namespace Prefect.Blocks;

/// <summary>
/// The paths of the secrets in documents of one type: names with dots between them, <c>*</c> for any name. Lists are walked
/// through without a step in the path. A path that a document does not have, as in a union, stands for nothing.
/// </summary>
internal sealed class SecretPaths
{
    private const string AnyName = "*";
    private readonly List<Rest> _paths;

    public SecretPaths(IEnumerable<string> paths) =>
        _paths = [.. paths.Where(path => path.Length > 0).Distinct(StringComparer.Ordinal).Select(path => new Rest(path.Split('.'), 0))];

    /// <summary>Gives a document with every secret but null replaced by <see cref="SecretMask.Wire"/>.</summary>
    /// <exception cref="JsonException">The document is no JSON.</exception>
    public ReadOnlyMemory<byte> Mask(ReadOnlyMemory<byte> data)
    {
        if (_paths.Count == 0)
        {
            return data;
        }

        using JsonDocument document = JsonDocument.Parse(data);
        ArrayBufferWriter<byte> buffer = new(data.Length);
        using Utf8JsonWriter json = new(buffer);
        Write(json, document.RootElement, _paths);
        json.Flush();
        return buffer.WrittenMemory;
    }

    /// <summary>Gives the paths at which a mask stands in place of a secret.</summary>
    public IReadOnlyList<string> FindMasks(JsonElement data)
    {
        List<string> found = [];
        Find(data, "", _paths, found);
        return found;
    }

    private static void Write(Utf8JsonWriter json, JsonElement element, List<Rest> paths)
    {
        if (paths.Count == 0 || element.ValueKind == JsonValueKind.Null)
        {
            element.WriteTo(json);
        }
        else if (paths.Exists(path => path.IsAtEnd))
        {
            json.WriteStringValue(SecretMask.Wire);
        }
        else if (element.ValueKind == JsonValueKind.Array)
        {
            json.WriteStartArray();
            foreach (JsonElement item in element.EnumerateArray())
            {
                Write(json, item, paths);
            }

            json.WriteEndArray();
        }
        else if (element.ValueKind == JsonValueKind.Object)
        {
            json.WriteStartObject();
            foreach (JsonProperty member in element.EnumerateObject())
            {
                json.WritePropertyName(member.Name);
                Write(json, member.Value, Below(paths, member.Name));
            }

            json.WriteEndObject();
        }
        else
        {
            element.WriteTo(json);
        }
    }

    private static void Find(JsonElement element, string place, List<Rest> paths, List<string> found)
    {
        switch (element.ValueKind)
        {
            case JsonValueKind.String when paths.Exists(path => path.IsAtEnd) && SecretMask.IsMask(element.GetString()):
                found.Add(place);
                break;
            case JsonValueKind.Array:
                foreach (JsonElement item in element.EnumerateArray())
                {
                    Find(item, place, paths, found);
                }

                break;
            case JsonValueKind.Object:
                foreach (JsonProperty member in element.EnumerateObject())
                {
                    List<Rest> below = Below(paths, member.Name);
                    if (below.Count > 0)
                    {
                        Find(member.Value, place.Length == 0 ? member.Name : $"{place}.{member.Name}", below, found);
                    }
                }

                break;
        }
    }

    /// <summary>
    /// What is left of the paths behind a name; whatever is below a secret is part of it. Paths do not name the keys of
    /// dictionaries, so that below a field a name that does not go on may be such a key.
    /// </summary>
    private static List<Rest> Below(List<Rest> paths, string name)
    {
        List<Rest> below = [];
        foreach (Rest path in paths)
        {
            if (path.IsAtEnd)
            {
                below.Add(path);
            }
            else if (path.Head is AnyName || path.Head == name)
            {
                below.Add(path.Next);
            }

            if (path is { IsAtEnd: false, Index: > 0 })
            {
                below.Add(path);
            }
        }

        return below;
    }

    private readonly record struct Rest(string[] Names, int Index)
    {
        public bool IsAtEnd => Index == Names.Length;

        public string Head => Names[Index];

        public Rest Next => this with { Index = Index + 1 };
    }
}
