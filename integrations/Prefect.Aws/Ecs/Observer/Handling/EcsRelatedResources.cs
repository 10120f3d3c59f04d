using System.Reflection;

namespace Prefect.Aws;

/// <summary>Tells from the tags of a task what of Prefect's it has to do with.</summary>
internal static class EcsRelatedResources
{
    private const string Id = "prefect.resource.id";
    private const string Role = "prefect.resource.role";
    private const string Name = "prefect.resource.name";

    private static readonly string[] s_kinds = ["flow-run", "deployment", "flow", "work-pool"];

    private static readonly string s_version = typeof(EcsRelatedResources).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion ?? "0";

    public static IReadOnlyList<IReadOnlyDictionary<string, string>> Of(IReadOnlyDictionary<string, string> tags)
    {
        List<IReadOnlyDictionary<string, string>> related = [];
        foreach (string kind in s_kinds)
        {
            if (tags.GetValueOrDefault($"prefect.io/{kind}-id") is { Length: > 0 } id)
            {
                related.Add(Resource(kind, $"prefect.{kind}.{id}", tags.GetValueOrDefault($"prefect.io/{kind}-name")));
            }
        }

        if (tags.GetValueOrDefault("prefect.io/worker-name") is { Length: > 0 } worker)
        {
            Dictionary<string, string> resource = Resource("worker", $"prefect.worker.ecs.{EcsNames.Resource(worker)}", worker);
            resource["prefect.worker-type"] = "ecs";
            resource["prefect.version"] = s_version;
            related.Add(resource);
        }

        return related;
    }

    private static Dictionary<string, string> Resource(string role, string id, string? name)
    {
        Dictionary<string, string> resource = new(StringComparer.Ordinal) { [Id] = id, [Role] = role };
        if (!string.IsNullOrEmpty(name))
        {
            resource[Name] = name;
        }

        return resource;
    }
}
