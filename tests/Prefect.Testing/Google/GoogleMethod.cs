using System.Text;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace Prefect.Testing;

/// <summary>One method in the vendor's rules.</summary>
internal sealed partial class GoogleMethod
{
    private readonly JsonObject _rule;
    private readonly Regex _path;
    private readonly Regex? _upload;

    public GoogleMethod(string id, JsonObject rule, GoogleDiscovery document)
    {
        Id = id;
        Document = document;
        _rule = rule;
        _path = PathOf((string)rule["path"]!);
        _upload = (string?)rule["uploadPath"] is { } upload ? PathOf(upload) : null;
        Precision = ((string)rule["path"]!).Length;
        Parameters = rule["parameters"]!.AsObject();
    }

    public string Id { get; }

    public GoogleDiscovery Document { get; }

    public string HttpMethod => (string)_rule["httpMethod"]!;

    /// <summary>Of several methods that a path fits, the one with most in it is meant.</summary>
    public int Precision { get; }

    public JsonObject Parameters { get; }

    public string? Request => (string?)_rule["request"];

    public string? Response => (string?)_rule["response"];

    public bool IsDownload => (bool?)_rule["download"] is true;

    public Match Path(string path) => _path.Match(path);

    public Match? Upload(string path) => _upload?.Match(path);

    private Regex PathOf(string template)
    {
        StringBuilder pattern = new("^");
        int done = 0;
        foreach (Match name in Name().Matches(template))
        {
            pattern.Append(Regex.Escape(template[done..name.Index])).Append(Value(name.Groups["name"].Value, isOpen: name.Groups["open"].Success));
            done = name.Index + name.Length;
        }

        return new Regex(pattern.Append(Regex.Escape(template[done..])).Append('$').ToString(), RegexOptions.None, TimeSpan.FromSeconds(1));
    }

    private string Value(string name, bool isOpen)
    {
        string? given = (string?)_rule["parameters"]?[name]?["pattern"];
        string value = !isOpen ? "[^/]+" : given is null ? "[^/]+" : given.TrimStart('^').TrimEnd('$');
        return $"(?<{name}>{value})";
    }

    [GeneratedRegex(@"\{(?<open>\+)?(?<name>\w+)\}", RegexOptions.None, 1000)]
    private static partial Regex Name();
}
