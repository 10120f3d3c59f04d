using Microsoft.Extensions.Logging;
using Prefect.Blocks;

namespace Prefect.Flows;

/// <summary>The names of run loggers, and the loggers of those names.</summary>
internal static class RunLogCategories
{
    public const string Flows = "prefect.flow_runs";
    public const string Tasks = "prefect.task_runs";
    private static Made s_made = new(PrefectLogging.LoggerFactory);

    public static ILogger Logger(bool isTask)
    {
        Made made = s_made;
        if (!ReferenceEquals(made.Factory, PrefectLogging.LoggerFactory))
        {
            s_made = made = new Made(PrefectLogging.LoggerFactory);
        }

        return isTask ? made.Tasks : made.Flows;
    }

    private sealed class Made(ILoggerFactory factory)
    {
        public ILoggerFactory Factory { get; } = factory;

        public ILogger Flows { get; } = factory.CreateLogger(RunLogCategories.Flows);

        public ILogger Tasks { get; } = factory.CreateLogger(RunLogCategories.Tasks);
    }
}
