using System.Collections;

namespace Prefect.Flows;

/// <summary>The names and ids of a run, as they stand beside each entry of its logger.</summary>
internal sealed class RunLogScope : IReadOnlyList<KeyValuePair<string, object?>>
{
    public const string DeploymentNameVariable = "PREFECT__DEPLOYMENT_NAME";
    private readonly RunContext _context;
    private readonly FlowRunContext? _flow;
    private readonly IReadOnlyDictionary<string, object?>? _extra;
    private List<KeyValuePair<string, object?>>? _values;
    private string? _name;

    public RunLogScope(RunContext context, IReadOnlyDictionary<string, object?>? extra)
    {
        _context = context;
        _extra = extra;
        _flow = context as FlowRunContext ?? FlowOf((TaskRunContext)context);
    }

    /// <summary>Says which run it is, for people.</summary>
    public string Subject => _context is TaskRunContext task ? $"Task run '{task.TaskRun.Name}'" : $"Flow run '{_flow!.FlowRun.Name}'";

    public int Count => Values.Count;

    private List<KeyValuePair<string, object?>> Values
    {
        get
        {
            // A run is named only when its parameters are known.
            Run run = _context is TaskRunContext task ? task.TaskRun : _flow!.FlowRun;
            if (_values is null || _name != run.Name)
            {
                _name = run.Name;
                _values = Collect();
            }

            return _values;
        }
    }

    public KeyValuePair<string, object?> this[int index] => Values[index];

    public IEnumerator<KeyValuePair<string, object?>> GetEnumerator() => Values.GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    public override string ToString() => Subject;

    /// <summary>The flow run that a task run belongs to, where it is the one around it.</summary>
    private static FlowRunContext? FlowOf(TaskRunContext task) =>
        Ambient.Current.Flow is { } flow && flow.FlowRun.Id == task.TaskRun.FlowRunId ? flow : null;

    private List<KeyValuePair<string, object?>> Collect()
    {
        Dictionary<string, object?> values = new(StringComparer.Ordinal);
        if (_context is TaskRunContext task)
        {
            values["task_run_id"] = task.TaskRun.Id.ToString();
            values["flow_run_id"] = task.TaskRun.FlowRunId?.ToString();
            values["task_run_name"] = task.TaskRun.Name;
            values["task_name"] = task.TaskRun.TaskName;
            values["flow_run_name"] = _flow?.FlowRun.Name;
            values["flow_name"] = _flow?.FlowRun.FlowName;
        }
        else
        {
            FlowRun run = _flow!.FlowRun;
            values["flow_run_name"] = run.Name;
            values["flow_run_id"] = run.Id.ToString();
            values["flow_name"] = run.FlowName;
            if (run is { DeploymentId: not null, ParentTaskRunId: null, ParentFlowRunId: null }
                && Environment.GetEnvironmentVariable(DeploymentNameVariable) is { Length: > 0 } deployment)
            {
                values["deployment_name"] = deployment;
            }
        }

        foreach ((string key, object? value) in _extra ?? FlowRun.EmptyParameters)
        {
            values[key] = value;
        }

        return [.. values];
    }
}
