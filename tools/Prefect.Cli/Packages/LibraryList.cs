using System.Text.Json;

namespace Prefect.Cli;

/// <summary>
/// Reads which libraries a program uses from a <c>.deps.json</c>, which the compiler writes beside it, or from
/// <c>project.assets.json</c>, which restoring packages writes; both name them alike.
/// </summary>
internal sealed class LibraryList
{
    private readonly JsonElement _root;
    private readonly Dictionary<string, JsonElement> _libraries = new(StringComparer.Ordinal);

    private LibraryList(JsonElement root)
    {
        _root = root;
        foreach (JsonProperty library in Members(root, "libraries"))
        {
            _libraries[library.Name] = library.Value;
        }
    }

    /// <summary>Folders in which packages are unpacked, as far as the file names them.</summary>
    public IEnumerable<string> PackageFolders
    {
        get
        {
            foreach (JsonProperty folder in Members(_root, "packageFolders"))
            {
                yield return folder.Name;
            }
        }
    }

    /// <summary>Reads a file; null when it is not there or is damaged: it is somebody else's, and another may do.</summary>
    public static LibraryList? TryRead(string file)
    {
        try
        {
            using JsonDocument document = JsonDocument.Parse(File.ReadAllBytes(file));
            return document.RootElement.ValueKind == JsonValueKind.Object ? new LibraryList(document.RootElement.Clone()) : null;
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException or JsonException)
        {
            return null;
        }
    }

    /// <summary>Gives each library's files: its name, whether it is a project, where it is kept, and a file inside.</summary>
    public IEnumerable<LibraryFile> Files()
    {
        foreach (JsonProperty library in Target())
        {
            int slash = library.Name.IndexOf('/', StringComparison.Ordinal);
            string name = slash < 0 ? library.Name : library.Name[..slash];
            JsonElement about = _libraries.GetValueOrDefault(library.Name);
            bool isProject = Text(about, "type") is "project";
            foreach (JsonProperty file in Members(library.Value, "runtime"))
            {
                if (file.Name.EndsWith(".dll", StringComparison.OrdinalIgnoreCase))
                {
                    yield return new LibraryFile(name, isProject, Text(about, "path"), file.Name);
                }
            }
        }
    }

    /// <summary>The libraries of the framework that was built for; of several, the first, without a runtime identifier.</summary>
    private JsonElement.ObjectEnumerator Target()
    {
        string? wanted = _root.TryGetProperty("runtimeTarget", out JsonElement target) ? Text(target, "name") : null;
        foreach (JsonProperty candidate in Members(_root, "targets"))
        {
            if (wanted is null || candidate.Name == wanted)
            {
                return Members(candidate.Value);
            }
        }

        return default;
    }

    private static JsonElement.ObjectEnumerator Members(JsonElement element, string name) =>
        element.ValueKind == JsonValueKind.Object && element.TryGetProperty(name, out JsonElement inner) ? Members(inner) : default;

    private static JsonElement.ObjectEnumerator Members(JsonElement element) =>
        element.ValueKind == JsonValueKind.Object ? element.EnumerateObject() : default;

    private static string? Text(JsonElement element, string name) =>
        element.ValueKind == JsonValueKind.Object && element.TryGetProperty(name, out JsonElement value)
        && value.ValueKind == JsonValueKind.String
            ? value.GetString()
            : null;
}
