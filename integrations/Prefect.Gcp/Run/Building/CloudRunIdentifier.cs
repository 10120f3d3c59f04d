using System.Text.Json.Nodes;

namespace Prefect.Gcp;

/// <summary>Names jobs, to the service and to people.</summary>
internal static class CloudRunIdentifier
{
    /// <exception cref="FormatException">It is no name that a job may have.</exception>
    public static string Check(string jobName)
    {
        ArgumentNullException.ThrowIfNull(jobName);
        return GcpNames.IsJob(jobName)
            ? jobName
            : throw new FormatException("This names no Cloud Run job: names have small letters, digits and dashes, begin with a letter and have 63 of these at most.");
    }

    /// <summary>Image and program of a task; nothing that may be a secret.</summary>
    public static string Describe(JsonObject task)
    {
        JsonObject container = task.Objects("containers")[0];
        return $"the image '{container.Text("image")}' and {(container.Texts("command") is [var program, ..] ? $"the command '{program} …'" : "its own command")}";
    }
}
