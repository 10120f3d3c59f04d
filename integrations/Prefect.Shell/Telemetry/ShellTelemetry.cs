using System.Diagnostics;
using System.Diagnostics.Metrics;

namespace Prefect.Shell;

/// <summary>The traces and metrics of this package, in OpenTelemetry's terms for processes.</summary>
internal static class ShellTelemetry
{
    public const string Name = "Prefect.Shell";

    private static readonly ActivitySource s_source = new(Name);
    private static readonly Meter s_meter = new(Name);
    private static readonly Histogram<double> s_duration = s_meter.CreateHistogram<double>("prefect.shell.duration", "s", "Time from starting commands to their end.");

    public static Activity? Start(string program) =>
        s_source.StartActivity("shell.run", ActivityKind.Internal)?.SetTag("process.executable.name", Path.GetFileName(program));

    public static void End(Activity? activity, int pid, int code, bool succeeded, TimeSpan duration)
    {
        activity?.SetTag("process.pid", pid).SetTag("process.exit.code", code);
        if (!succeeded)
        {
            activity?.SetStatus(ActivityStatusCode.Error).SetTag("error.type", "exit_code");
        }

        s_duration.Record(duration.TotalSeconds, new KeyValuePair<string, object?>("process.exit.code", code));
    }
}
