using System.Globalization;
using System.Text;
using System.Text.Json.Nodes;

namespace Prefect.Gcp;

/// <summary>Describes a custom job in the service's own form.</summary>
internal static class CustomJobBuilder
{
    private const string Hours = "maximumRunTimeHours";
    private const string PrefectAccount = "serviceAccountName";
    private const string Account = "serviceAccount";
    private const string Pools = "workerPoolSpecs";

    /// <summary>How long the job may run.</summary>
    public static TimeSpan LongestRun(VertexAIJob job) => TimeSpan.FromHours(HoursOf(job));

    /// <summary>The same in hours, which nobody has checked.</summary>
    public static int HoursOf(VertexAIJob job) =>
        job.MaximumRunTimeHours
        ?? (job.JobSpec is { } spec && Rename(JobTemplate.Copy(spec)).AsObject().Count(Hours) is > 0 and var hours ? hours : VertexDefaults.MaximumRunTimeHours);

    /// <param name="job">A job that was checked.</param>
    /// <param name="serviceAccount">The credentials' own account, for where no other is said.</param>
    /// <exception cref="GcpConfigurationException">The description lacks something that must be there.</exception>
    public static JsonObject BuildSpec(VertexAIJob job, string? serviceAccount)
    {
        JsonObject spec = job.JobSpec is { } given ? Rename(JobTemplate.Copy(given)).AsObject() : [];
        PutPool(spec, job);
        PutScheduling(spec, job);
        CloudRunContainer.Put(spec, Account, job.ServiceAccountName, spec.Text(PrefectAccount) ?? serviceAccount);
        CloudRunContainer.Put(spec, "network", job.Network);
        if (spec.Text(Account) is null)
        {
            throw new GcpConfigurationException(
                "service_account_name", "Vertex AI needs a service account to run the job as, and credentials are of none: set service_account_name.");
        }

        if (job.ReservedIpRanges is { Count: > 0 } ranges)
        {
            spec["reservedIpRanges"] = JobNodes.Array(ranges);
        }

        Put(spec, "enableWebAccess", job.EnableWebAccess);
        Put(spec, "enableDashboardAccess", job.EnableDashboardAccess);
        spec.Remove(Hours);
        spec.Remove(PrefectAccount);
        JobTemplate.Check(spec, Pattern(), "job_spec");
        return spec;
    }

    /// <summary>The whole job.</summary>
    public static JsonObject Build(VertexAIJob job, string displayName, string? serviceAccount)
    {
        JsonObject built = new() { ["displayName"] = displayName, ["jobSpec"] = BuildSpec(job, serviceAccount) };
        JsonObject labels = [];
        foreach ((string key, string? value) in job.Labels)
        {
            string safe = GcpNames.VertexLabel(key);
            if (value is not null && safe.Length > 0 && (labels.Count < GcpLabels.MaxCount || labels.ContainsKey(safe)))
            {
                labels[safe] = GcpNames.VertexLabel(value);
            }
        }

        if (labels.Count > 0)
        {
            built["labels"] = labels;
        }

        return built;
    }

    private static JsonObject Pattern() => new()
    {
        [Pools] = new JsonArray(new JsonObject
        {
            ["replicaCount"] = null,
            ["containerSpec"] = new JsonObject { ["imageUri"] = null },
            ["machineSpec"] = new JsonObject { ["machineType"] = null },
            ["diskSpec"] = new JsonObject { ["bootDiskType"] = null, ["bootDiskSizeGb"] = null },
        }),
    };

    private static void PutPool(JsonObject spec, VertexAIJob job)
    {
        JsonArray pools = spec.List(Pools);
        if (pools.Count == 0)
        {
            pools.Add((JsonNode)new JsonObject());
        }

        if (pools[0] is not JsonObject pool)
        {
            throw new GcpConfigurationException("job_spec", $"The first of {Pools} must be an object.");
        }

        // The service writes such whole numbers as texts.
        pool["replicaCount"] = pool.Text("replicaCount") ?? "1";
        JsonObject container = pool.Section("containerSpec");
        CloudRunContainer.Put(container, "imageUri", job.Image);
        CloudRunContainer.PutWords(container, "command", job.Command);
        CloudRunContainer.PutWords(container, "args", job.Args);
        new CloudRunEnvironment(job.Env, new Dictionary<string, SecretKeySelector>(StringComparer.Ordinal), null, null).Put(container, static _ => default);
        JsonObject machine = pool.Section("machineSpec");
        CloudRunContainer.Put(machine, "machineType", job.MachineType, VertexDefaults.MachineType);
        CloudRunContainer.Put(machine, "acceleratorType", job.AcceleratorType);
        PutNumber(machine, "acceleratorCount", job.AcceleratorCount, otherwise: null);
        JsonObject disk = pool.Section("diskSpec");
        CloudRunContainer.Put(disk, "bootDiskType", job.BootDiskType, VertexDefaults.BootDiskType);
        PutNumber(disk, "bootDiskSizeGb", job.BootDiskSizeGb, VertexDefaults.BootDiskSizeGb);
    }

    private static void PutScheduling(JsonObject spec, VertexAIJob job)
    {
        JsonObject scheduling = spec.Section("scheduling");
        foreach ((string key, JsonNode? value) in job.Scheduling is { } said ? Rename(JobTemplate.Copy(said)).AsObject() : [])
        {
            scheduling[key] = value?.DeepClone();
        }

        scheduling["timeout"] = string.Create(CultureInfo.InvariantCulture, $"{LongestRun(job).TotalSeconds:0}s");
    }

    private static void Put(JsonObject section, string member, bool? value)
    {
        if (value is not null || section[member] is null)
        {
            section[member] = value ?? false;
        }
    }

    private static void PutNumber(JsonObject section, string member, int? value, int? otherwise)
    {
        int? number = value ?? (section.Count(member) is > 0 and var there ? there : otherwise);
        if (number is not null)
        {
            section[member] = number;
        }
    }

    // Prefect's names have underscores.
    private static JsonNode Rename(JsonNode node) => node switch
    {
        JsonObject members => new JsonObject(members.Select(member => KeyValuePair.Create(Camel(member.Key), member.Value is null ? null : Rename(member.Value)))),
        JsonArray items => new JsonArray([.. items.Select(item => item is null ? null : Rename(item))]),
        _ => node.DeepClone(),
    };

    private static string Camel(string key)
    {
        StringBuilder camel = new();
        string[] words = key.Split('_', StringSplitOptions.RemoveEmptyEntries);
        foreach (string word in words)
        {
            camel.Append(camel.Length == 0 ? word[0] : char.ToUpperInvariant(word[0])).Append(word, 1, word.Length - 1);
        }

        return camel.Length == 0 ? key : camel.ToString();
    }
}
