using System.Text.Json.Nodes;

namespace Prefect.Gcp;

/// <summary>Puts what a job says into its container and its labels, as both versions of the interface have them.</summary>
internal static class CloudRunContainer
{
    public static void PutImage(JsonObject container, string? image) =>
        container["image"] = string.IsNullOrWhiteSpace(image) ? container.Text("image") ?? CloudRunDefaults.Image : image;

    /// <summary>Puts words in; a command line that is there already is split.</summary>
    public static void PutWords(JsonObject container, string member, IReadOnlyList<string>? words)
    {
        IReadOnlyList<string>? all = words ?? (container.Text(member) is { } line ? GcpCommandLine.Split(line, member) : null);
        if (all is not null)
        {
            container[member] = JobNodes.Array(all);
        }
    }

    public static void PutLabels(JsonObject labelled, IReadOnlyDictionary<string, string?> labels)
    {
        IEnumerable<KeyValuePair<string, string>> said = labels.Where(label => label.Value is not null).Select(label => KeyValuePair.Create(label.Key, label.Value!));
        IReadOnlyDictionary<string, string> merged = GcpLabels.Merge(said, labelled.Map("labels"));
        labelled.Remove("labels");
        if (merged.Count > 0)
        {
            labelled["labels"] = JobNodes.Map(merged);
        }
    }

    /// <summary>Lets an execution begin with the job, or none: whoever starts the job says so, and not its description.</summary>
    public static void PutExecution(JsonObject section, string? execution)
    {
        section.Remove("runExecutionToken");
        section.Remove("startExecutionToken");
        if (execution is not null)
        {
            section["startExecutionToken"] = execution;
        }
    }

    /// <summary>Puts a text in, or else one that stands in where there is none.</summary>
    public static void Put(JsonObject section, string member, string? value, string? otherwise = null)
    {
        if ((string.IsNullOrEmpty(value) ? section.Text(member) ?? otherwise : value) is { } text)
        {
            section[member] = text;
        }
    }
}
