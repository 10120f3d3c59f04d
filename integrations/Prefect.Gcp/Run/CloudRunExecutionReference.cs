using System.Text.Json.Nodes;

namespace Prefect.Gcp;

/// <summary>Names an execution of a job.</summary>
/// <param name="Name">Its name; in the second version, with project, region and job.</param>
/// <param name="CreateTime">When it was created.</param>
/// <param name="CompletionTime">When it had ended; null while it runs.</param>
public sealed record CloudRunExecutionReference(string Name, DateTimeOffset? CreateTime, DateTimeOffset? CompletionTime)
{
    internal static CloudRunExecutionReference? Read(JsonObject? reference) => reference?.Text("name") is { } name
        ? new CloudRunExecutionReference(
            name,
            reference.Time("createTime") ?? reference.Time("creationTimestamp"),
            reference.Time("completionTime") ?? reference.Time("completionTimestamp"))
        : null;
}
