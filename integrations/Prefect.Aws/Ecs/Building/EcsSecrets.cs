using System.Text.Json.Nodes;

namespace Prefect.Aws;

/// <summary>The variables that the service fills in from secrets.</summary>
internal static class EcsSecrets
{
    /// <summary>Names of the variables, and ARNs of the secrets.</summary>
    public static Dictionary<string, string> Of(EcsTask task)
    {
        Dictionary<string, string> secrets = new(task.Secrets, StringComparer.Ordinal);
        if (!string.IsNullOrEmpty(task.PrefectApiKeySecretArn))
        {
            secrets[EcsDefaults.ApiKey] = task.PrefectApiKeySecretArn;
        }

        if (!string.IsNullOrEmpty(task.PrefectApiAuthStringSecretArn))
        {
            secrets[EcsDefaults.ApiAuthString] = task.PrefectApiAuthStringSecretArn;
        }

        return secrets;
    }

    public static void PutInto(JsonObject container, EcsTask task)
    {
        Dictionary<string, string> secrets = Of(task);
        if (secrets.Count == 0)
        {
            return;
        }

        // A variable may not be both: the service refuses such a definition.
        container["environment"] = EcsContainers.Variables(container["environment"], name => !secrets.ContainsKey(name));
        JsonArray all = [.. container.Objects("secrets").Where(item => !secrets.ContainsKey(item.Text("name") ?? "")).Select(item => item.DeepClone())];
        foreach ((string name, string arn) in secrets)
        {
            all.Add((JsonNode)new JsonObject { ["name"] = name, ["valueFrom"] = arn });
        }

        container["secrets"] = all;
    }

    /// <summary>The first variable that a registered definition would not fill in; null when it fills in all.</summary>
    public static string? MissingIn(JsonObject definition, EcsTask task)
    {
        JsonObject? container = EcsContainers.Find(definition.Objects(EcsContainers.Definitions), EcsContainers.NameIn(definition, task.ContainerName));
        HashSet<string?> there = [.. container?.Objects("secrets").Select(secret => secret.Text("name")) ?? []];
        return Of(task).Keys.FirstOrDefault(name => !there.Contains(name));
    }
}
