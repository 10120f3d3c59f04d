using System.Text.Json.Nodes;

namespace Prefect.Aws;

/// <summary>What a task runs on, by all the places that say so.</summary>
internal static class EcsLaunch
{
    public const string Fargate = "FARGATE";
    public const string Spot = "FARGATE_SPOT";
    private const string Compatibilities = "requiresCompatibilities";

    /// <summary>The launch type; null where the definition wants machines of one's own and the cluster may choose them.</summary>
    public static string? TypeOf(EcsTask task, JsonObject? definition)
    {
        string? type = task.TaskRunRequest?.Text("launchType") ?? (task.LaunchType is { } set ? EcsDefaults.Name(set) : null);
        return type ?? (definition is not null && Requires(definition, "EC2") ? null : Fargate);
    }

    public static bool IsFargate(string? type) => type is Fargate or Spot;

    public static bool Requires(JsonObject definition, string compatibility) => definition.Texts(Compatibilities).Contains(compatibility, StringComparer.Ordinal);

    public static bool SaysCompatibilities(JsonObject definition) => definition.Texts(Compatibilities).Count > 0;

    public static void Require(JsonObject definition, string compatibility)
    {
        if (!Requires(definition, compatibility))
        {
            definition[Compatibilities] = EcsNodes.Array([.. definition.Texts(Compatibilities), compatibility]);
        }
    }

    public static string? ClusterOf(EcsTask task) => string.IsNullOrEmpty(task.Cluster) ? task.TaskRunRequest?.Text("cluster") : task.Cluster;

    /// <summary>The registered task definition that is to be used as it is; null where one is built.</summary>
    public static string? DefinitionOf(EcsTask task) =>
        string.IsNullOrEmpty(task.TaskDefinitionArn) ? task.TaskRunRequest?.Text("taskDefinition") : task.TaskDefinitionArn;

    public static JsonArray StrategyOf(EcsTask task)
    {
        if (task.CapacityProviderStrategy.Count == 0)
        {
            return task.TaskRunRequest?["capacityProviderStrategy"] is JsonArray given ? (JsonArray)given.DeepClone() : [];
        }

        return
        [
            .. task.CapacityProviderStrategy.Select(provider => new JsonObject
            {
                ["capacityProvider"] = provider.CapacityProvider,
                ["weight"] = provider.Weight,
                ["base"] = provider.Base,
            }),
        ];
    }
}
