using System.Reflection;

namespace Prefect.Flows;

/// <summary>Names a flow or task in a snapshot, so that another process of the same program finds it.</summary>
internal sealed record DefinitionDocument(string Name, string? Key, string? Version, string? Description, MethodReference Body)
{
    public static DefinitionDocument Of(Flow flow) =>
        new(flow.Name, Key: null, flow.Options.Version, flow.Options.Description, MethodReference.To(flow.Definition.Method));

    public static DefinitionDocument Of(FlowTask task) =>
        new(task.Name, task.Key, task.Options.Version, task.Options.Description, MethodReference.To(task.Definition.Method));

    /// <summary>Gives the flow of that name and body, or one that only stands for it.</summary>
    public Flow FindFlow()
    {
        MethodInfo body = Body.Find();
        return DefinitionRegistry.FindFlow(Name, body)
            ?? new DetachedFlow(Name, body, new FlowOptions { Version = Version, Description = Description });
    }

    /// <summary>Gives the task of that name and body, or one that only stands for it.</summary>
    public FlowTask FindTask()
    {
        MethodInfo body = Body.Find();
        return DefinitionRegistry.FindTask(Name, body) is { } task && task.Key == Key
            ? task
            : new DetachedTask(Name, body, new TaskOptions { TaskKey = Key, Version = Version, Description = Description });
    }
}
