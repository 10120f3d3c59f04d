using System.Globalization;
using System.Text.Json.Nodes;

namespace Prefect.Gcp;

/// <summary>Describes a job for the first version of the service's interface.</summary>
internal static class CloudRunBodyV1
{
    private const string Stage = "run.googleapis.com/launch-stage";
    private const string Connector = "run.googleapis.com/vpc-access-connector";

    /// <summary>What a description must have.</summary>
    public static JsonObject Pattern() => new()
    {
        ["apiVersion"] = "run.googleapis.com/v1",
        ["kind"] = "Job",
        ["metadata"] = new JsonObject { ["annotations"] = new JsonObject { [Stage] = "BETA" } },
        ["spec"] = new JsonObject
        {
            ["template"] = new JsonObject
            {
                ["spec"] = new JsonObject
                {
                    ["template"] = new JsonObject { ["spec"] = new JsonObject { ["containers"] = new JsonArray(new JsonObject()) } },
                },
            },
        },
    };

    /// <summary>The name that a description has already; null where it has none.</summary>
    public static string? NameIn(CloudRunJob job) =>
        job.JobBody is { } body && JobTemplate.Copy(body).Object("metadata")?.Text("name") is { } name ? name : null;

    /// <param name="job">A job that was checked.</param>
    /// <param name="name">Its name.</param>
    /// <param name="begun">Last part of the name of an execution that begins with the job; null for none.</param>
    public static JsonObject Build(CloudRunJob job, string name, string? begun = null)
    {
        JsonObject body = job.JobBody is { } given ? JobTemplate.Copy(given) : Pattern();
        JsonObject execution = body.Section("spec").Section("template");
        JsonObject task = TaskOf(body);
        JsonObject container = task.List("containers")[0]!.AsObject();
        body.Section("metadata")["name"] = name;
        CloudRunContainer.PutExecution(body.Section("spec"), begun);
        CloudRunContainer.PutLabels(body.Section("metadata"), job.Labels);
        CloudRunContainer.PutLabels(execution.Section("metadata"), job.Labels);
        if (!string.IsNullOrEmpty(job.VpcConnectorName))
        {
            execution.Section("metadata").Section("annotations")[Connector] = job.VpcConnectorName;
        }

        // The service writes whole numbers as texts.
        string? timeout = job.Timeout?.TotalSeconds.ToString("0", CultureInfo.InvariantCulture);
        CloudRunContainer.Put(task, "timeoutSeconds", timeout, CloudRunDefaults.Timeout.TotalSeconds.ToString("0", CultureInfo.InvariantCulture));
        CloudRunContainer.Put(task, "serviceAccountName", job.ServiceAccountName);
        CloudRunContainer.PutImage(container, job.Image);
        CloudRunContainer.PutWords(container, "command", job.Command);
        CloudRunContainer.PutWords(container, "args", job.Args);
        Environment(job).Put(container, Refer);
        PutResources(container, job);
        return body;
    }

    /// <summary>The task of a description.</summary>
    public static JsonObject TaskOf(JsonObject body) => body.Section("spec").Section("template").Section("spec").Section("template").Section("spec");

    public static CloudRunEnvironment Environment(CloudRunJob job) => new(job.Env, job.EnvFromSecrets, job.PrefectApiKeySecret, job.PrefectApiAuthStringSecret);

    private static void PutResources(JsonObject container, CloudRunJob job)
    {
        JsonObject resources = container.Section("resources");
        foreach (string kind in (ReadOnlySpan<string>)["limits", "requests"])
        {
            CloudRunContainer.Put(resources.Section(kind), "cpu", job.Cpu);
            CloudRunContainer.Put(resources.Section(kind), "memory", job.Memory);
            if (resources[kind] is JsonObject { Count: 0 })
            {
                resources.Remove(kind);
            }
        }

        if (resources.Count == 0)
        {
            container.Remove("resources");
        }
    }

    private static KeyValuePair<string, JsonNode?> Refer(SecretKeySelector secret) => new(
        "valueFrom",
        new JsonObject { ["secretKeyRef"] = new JsonObject { ["name"] = secret.Secret, ["key"] = secret.Version } });
}
