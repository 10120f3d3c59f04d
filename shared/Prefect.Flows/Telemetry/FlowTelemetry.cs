using System.Diagnostics;
using System.Diagnostics.Metrics;

namespace Prefect.Flows;

/// <summary>Tells tracing and metrics of runs. With nobody listening it costs next to nothing.</summary>
internal static class FlowTelemetry
{
    public const string Name = "Prefect.Flows";

    private static readonly ActivitySource s_source = new(Name);
    private static readonly Meter s_meter = new(Name);

    private static readonly Histogram<double> s_duration = s_meter.CreateHistogram<double>(
        "prefect.run.duration", "s", "How long runs took, from their making to their last state.");

    /// <summary>Begins the span of a run; null when nobody listens.</summary>
    public static Activity? Start(Run run, string definition)
    {
        if (!s_source.HasListeners())
        {
            return null;
        }

        bool isTask = run.Reference.Kind == RunKind.Task;
        Activity? activity = s_source.StartActivity($"{(isTask ? "task" : "flow")} {definition}");
        activity?.SetTag(isTask ? "prefect.task.name" : "prefect.flow.name", definition);
        activity?.SetTag(isTask ? "prefect.task_run.id" : "prefect.flow_run.id", run.Id.ToString());
        return activity;
    }

    /// <summary>Ends the span of a run, and counts the run.</summary>
    public static void Stop(Activity? activity, Run run, string definition, State state)
    {
        if (activity is not null)
        {
            activity.SetTag("prefect.run.name", Blocks.SecretMasker.Mask(run.Name));
            activity.SetTag("prefect.state.name", state.Name);
            if (!state.IsCompleted)
            {
                activity.SetStatus(ActivityStatusCode.Error, Blocks.SecretMasker.Mask(state.Message ?? state.Name));
            }

            activity.Dispose();
        }

        if (s_duration.Enabled)
        {
            TagList tags = new()
            {
                { "prefect.run.kind", run.Reference.Kind == RunKind.Task ? "task" : "flow" },
                { "prefect.name", definition },
                { "prefect.state.type", StateNames.Wire(state.Type) },
            };
            s_duration.Record((state.Timestamp - run.ExpectedStartTime).TotalSeconds, tags);
        }
    }
}
