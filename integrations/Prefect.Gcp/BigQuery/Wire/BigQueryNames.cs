using System.Text.Json.Nodes;

namespace Prefect.Gcp;

/// <summary>Names of data sets and tables, as documents have them.</summary>
internal static class BigQueryNames
{
    public static JsonObject Table(string project, string dataset, string table) =>
        new() { ["projectId"] = project, ["datasetId"] = dataset, ["tableId"] = table };

    /// <summary>Reads <c>dataset.table</c> or <c>project.dataset.table</c>.</summary>
    /// <exception cref="ArgumentException">The text is neither.</exception>
    public static JsonObject Table(string project, string text) => Split(text) switch
    {
        [{ } dataset, { } table] => Table(project, dataset, table),
        [{ } other, { } dataset, { } table] => Table(other, dataset, table),
        _ => throw new ArgumentException($"'{text}' is no table: write dataset.table or project.dataset.table.", nameof(text)),
    };

    /// <summary>Reads <c>dataset</c> or <c>project.dataset</c>.</summary>
    /// <exception cref="ArgumentException">The text is neither.</exception>
    public static JsonObject Dataset(string project, string text) => Split(text) switch
    {
        [{ } dataset] => new JsonObject { ["projectId"] = project, ["datasetId"] = dataset },
        [{ } other, { } dataset] => new JsonObject { ["projectId"] = other, ["datasetId"] = dataset },
        _ => throw new ArgumentException($"'{text}' is no data set: write dataset or project.dataset.", nameof(text)),
    };

    // The project of an organisation has a domain before its name, dots and all: "example.com:project".
    private static string[] Split(string text)
    {
        int colon = text.IndexOf(':', StringComparison.Ordinal);
        string domain = colon < 0 ? "" : text[..(colon + 1)];
        string[] parts = text[domain.Length..].Split('.');
        if (parts.Any(string.IsNullOrWhiteSpace))
        {
            return [];
        }

        parts[0] = domain + parts[0];
        return parts;
    }
}
