namespace Prefect.Dbt;

/// <summary>Which nodes of a project build on which.</summary>
public sealed class DbtGraph
{
    private readonly DbtManifest _manifest;
    private readonly Dictionary<string, List<string>> _children = new(StringComparer.Ordinal);

    internal DbtGraph(DbtManifest manifest)
    {
        _manifest = manifest;
        foreach (DbtManifestNode node in manifest.Nodes.Values.Concat(manifest.UnitTests.Values).Concat(manifest.Exposures.Values))
        {
            foreach (string parent in node.DependsOn)
            {
                Children(parent).Add(node.UniqueId);
            }
        }
    }

    /// <summary>Gives what builds on a node, directly or not.</summary>
    /// <param name="uniqueId">Id of the node.</param>
    /// <returns>Ids of nodes; empty where nothing builds on it, or there is no such node.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="uniqueId"/> is null.</exception>
    public IReadOnlySet<string> GetDependentNodes(string uniqueId)
    {
        ArgumentNullException.ThrowIfNull(uniqueId);
        return Below([uniqueId]);
    }

    /// <summary>Gives what a node builds on, in place of models without a relation what these build on, and no source without one.</summary>
    internal IReadOnlyList<DbtManifestNode> Upstream(DbtManifestNode node)
    {
        List<DbtManifestNode> found = [];
        HashSet<string> seen = new(StringComparer.Ordinal) { node.UniqueId };
        Stack<string> open = new(node.DependsOn.Reverse());
        while (open.TryPop(out string? id))
        {
            if (!seen.Add(id) || (_manifest.Nodes.GetValueOrDefault(id) ?? _manifest.Sources.GetValueOrDefault(id)) is not { } parent)
            {
                continue;
            }

            if (parent.Materialized == "ephemeral")
            {
                foreach (string next in parent.DependsOn.Reverse())
                {
                    open.Push(next);
                }
            }
            else if (parent.ResourceType != "source" || parent.RelationName is not null)
            {
                found.Add(parent);
            }
        }

        return found;
    }

    /// <summary>
    /// Gives what dbt does not build once a node has failed or was skipped. In a build that is, after a test, also what builds on all that
    /// was tested.
    /// </summary>
    internal IReadOnlySet<string> SkippedAfter(string uniqueId, bool testsHoldUp)
    {
        if (!testsHoldUp || !IsTest(uniqueId) || _manifest.Find(uniqueId) is not { DependsOn.Count: > 0 } test)
        {
            return GetDependentNodes(uniqueId);
        }

        HashSet<string> builtOnAll = Below([test.DependsOn[0]]);
        foreach (string tested in test.DependsOn.Skip(1))
        {
            builtOnAll.IntersectWith(Below([tested]));
        }

        string[] heldUp = [.. builtOnAll.Where(id => !IsTest(id))];
        HashSet<string> skipped = Below(heldUp);
        skipped.UnionWith(heldUp);
        return skipped;
    }

    private static bool IsTest(string uniqueId) => DbtUniqueId.Kind(uniqueId) is "test" or "unit_test";

    private HashSet<string> Below(IEnumerable<string> ids)
    {
        HashSet<string> found = new(StringComparer.Ordinal);
        Stack<string> open = new(ids);
        while (open.TryPop(out string? id))
        {
            foreach (string child in _children.GetValueOrDefault(id) ?? [])
            {
                if (found.Add(child))
                {
                    open.Push(child);
                }
            }
        }

        return found;
    }

    private List<string> Children(string id)
    {
        if (!_children.TryGetValue(id, out List<string>? children))
        {
            _children.Add(id, children = []);
        }

        return children;
    }
}
