namespace Prefect.Flows;

/// <summary>The resources of the run that an event happens in.</summary>
internal static class RunResources
{
    /// <summary>Adds them behind those that are there, each once, and not the one that the event is about.</summary>
    public static IReadOnlyList<IReadOnlyDictionary<string, string>> AddTo(
        IReadOnlyList<IReadOnlyDictionary<string, string>> related, string resourceId)
    {
        Ambient ambient = Ambient.Current;
        if (ambient is { Flow: null, Task: null })
        {
            return related;
        }

        HashSet<string> known = new(StringComparer.Ordinal) { resourceId };
        List<IReadOnlyDictionary<string, string>> all = new(related.Count + 4);
        foreach (IReadOnlyDictionary<string, string> one in related)
        {
            known.Add(one[EventLabels.Id]);
            all.Add(one);
        }

        SortedSet<string> tags = new(StringComparer.Ordinal);
        if (ambient.Flow is { FlowRun: { } flowRun })
        {
            Add($"prefect.flow-run.{flowRun.Id}", "flow-run", flowRun.Name);
            tags.UnionWith(flowRun.Tags);
        }

        if (RunContext.Current is TaskRunContext { TaskRun: { } taskRun })
        {
            Add($"prefect.task-run.{taskRun.Id}", "task-run", taskRun.Name);
            tags.UnionWith(taskRun.Tags);
        }

        if (ambient.Flow is { } flow)
        {
            Add($"prefect.flow.{flow.FlowRun.FlowName}", "flow", flow.FlowRun.FlowName);
            if (flow.FlowRun.DeploymentId is { } deployment)
            {
                Add($"prefect.deployment.{deployment}", "deployment", null);
            }
        }

        foreach (string tag in tags)
        {
            Add($"prefect.tag.{tag}", "tag", null);
        }

        return all;

        void Add(string id, string role, string? name)
        {
            if (all.Count >= EventRules.MostRelated || !known.Add(id))
            {
                return;
            }

            Dictionary<string, string> labels = new(StringComparer.Ordinal) { [EventLabels.Id] = id, [EventLabels.Role] = role };
            if (name is not null)
            {
                labels[EventLabels.Name] = name;
            }

            all.Add(labels);
        }
    }
}
