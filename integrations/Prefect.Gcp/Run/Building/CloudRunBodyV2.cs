using System.Globalization;
using System.Text.Json.Nodes;

namespace Prefect.Gcp;

/// <summary>Describes a job for the second version of the service's interface.</summary>
internal static class CloudRunBodyV2
{
    /// <summary>What a description must have.</summary>
    public static JsonObject Pattern() => new()
    {
        ["template"] = new JsonObject { ["template"] = new JsonObject { ["containers"] = new JsonArray(new JsonObject()) } },
    };

    /// <param name="job">A job that was checked.</param>
    /// <param name="execution">Last part of the name of an execution that begins with the job; null for none.</param>
    public static JsonObject Build(CloudRunJobV2 job, string? execution = null)
    {
        JsonObject body = job.JobBody is { } given ? JobTemplate.Copy(given) : Pattern();
        JsonObject template = body.Section("template");
        JsonObject task = template.Section("template");
        JsonObject container = task.List("containers")[0]!.AsObject();
        CloudRunContainer.PutExecution(body, execution);
        CloudRunContainer.Put(body, "client", value: null, CloudRunDefaults.Client);
        CloudRunContainer.Put(body, "launchStage", job.LaunchStage is { } stage ? CloudRunDefaults.Name(stage) : null, CloudRunDefaults.Name(CloudRunLaunchStage.Beta));
        CloudRunContainer.PutLabels(body, job.Labels);
        CloudRunContainer.PutLabels(template, job.Labels);
        PutTask(task, job);
        CloudRunContainer.PutImage(container, job.Image);
        CloudRunContainer.PutWords(container, "command", job.Command);
        CloudRunContainer.PutWords(container, "args", job.Args);
        Environment(job).Put(container, Refer);
        JsonObject limits = container.Section("resources").Section("limits");
        CloudRunContainer.Put(limits, "cpu", job.Cpu, CloudRunDefaults.Cpu);
        CloudRunContainer.Put(limits, "memory", job.Memory, CloudRunDefaults.Memory);
        PutDatabases(task, container, job.CloudsqlInstances);
        return body;
    }

    public static CloudRunEnvironment Environment(CloudRunJobV2 job) => new(job.Env, job.EnvFromSecrets, job.PrefectApiKeySecret, job.PrefectApiAuthStringSecret);

    private static void PutTask(JsonObject task, CloudRunJobV2 job)
    {
        CloudRunContainer.Put(task, "serviceAccount", job.ServiceAccountName);
        CloudRunContainer.Put(task, "timeout", job.Timeout is { } timeout ? Seconds(timeout) : null, Seconds(CloudRunDefaults.Timeout));
        if (task.Text("timeout") is { } said && said.All(char.IsAsciiDigit))
        {
            // As work pools have it.
            task["timeout"] = said + "s";
        }

        if (job.MaxRetries is not null || task["maxRetries"] is null)
        {
            task["maxRetries"] = job.MaxRetries ?? 0;
        }

        if (!string.IsNullOrEmpty(job.VpcConnectorName))
        {
            task.Section("vpcAccess")["connector"] = job.VpcConnectorName;
        }

        if (task["vpcAccess"] is JsonObject { Count: 0 })
        {
            task.Remove("vpcAccess");
        }
    }

    private static void PutDatabases(JsonObject task, JsonObject container, IReadOnlyList<string> instances)
    {
        if (instances.Count == 0)
        {
            return;
        }

        task.List("volumes").Add((JsonNode)new JsonObject
        {
            ["name"] = CloudRunDefaults.CloudSql,
            ["cloudSqlInstance"] = new JsonObject { ["instances"] = JobNodes.Array(instances) },
        });
        container.List("volumeMounts").Add((JsonNode)new JsonObject { ["name"] = CloudRunDefaults.CloudSql, ["mountPath"] = "/cloudsql" });
    }

    private static KeyValuePair<string, JsonNode?> Refer(SecretKeySelector secret) => new(
        "valueSource",
        new JsonObject { ["secretKeyRef"] = new JsonObject { ["secret"] = secret.Secret, ["version"] = secret.Version } });

    private static string Seconds(TimeSpan time) => time.TotalSeconds.ToString("0", CultureInfo.InvariantCulture) + "s";
}
