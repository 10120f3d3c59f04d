namespace Prefect.Client;

public static partial class SettingsCatalog
{
    private static SettingDefinition[] PythonSettings() =>
    [
        Define("experiments.warn", SettingType.Boolean, "true", "Warns when an experimental feature is used.", alias: "PREFECT_EXPERIMENTAL_WARN"),
        Define("experiments.plugins.enabled", SettingType.Boolean, "false", "Lets plugins run at start."),
        Define("experiments.plugins.allow", SettingType.TextList, null, "Plugins that may run; all unless set.", optional: true),
        Define("experiments.plugins.deny", SettingType.TextList, null, "Plugins that may not run.", optional: true),
        Define("experiments.plugins.setup_timeout_seconds", SettingType.Number, "20", "Seconds a plugin may take to set up."),
        Define("experiments.plugins.strict", SettingType.Boolean, "false", "Ends the program when a required plugin fails."),
        Define("experiments.plugins.safe_mode", SettingType.Boolean, "false", "Loads plugins without running them."),
        Define("runner.server.enable", SettingType.Boolean, "false", "Starts the runner's health server."),
        Define("runner.server.host", SettingType.Text, "localhost", "Address the runner's health server listens on."),
        Define("runner.server.port", SettingType.WholeNumber, "8080", "Port the runner's health server listens on."),
        Define("runner.server.log_level", SettingType.Choice, "ERROR", "Lowest level of the health server's log messages.", choices: LogLevels),
        Define("runner.server.missed_polls_tolerance", SettingType.WholeNumber, "2", "Polls a runner may miss before it counts as unhealthy."),
        Define("runner.process_limit", SettingType.WholeNumber, "5", "Most flow runs a runner executes at once."),
        Define("runner.poll_frequency", SettingType.WholeNumber, "10", "Seconds between a runner's looks for scheduled runs."),
        Define("runner.crash_on_cancellation_failure", SettingType.Boolean, "false", "Marks a run as crashed when its cancellation cannot be watched."),
        Define("telemetry.enable_resource_metrics", SettingType.Boolean, "true", "Collects processor and memory use of flow runs."),
        Define("telemetry.resource_metrics_interval_seconds", SettingType.WholeNumber, "10", "Seconds between two measurements of a flow run.", minimum: 1),
        Define("worker.debug_mode", SettingType.Boolean, "false", "Turns on debug logging of a worker, and not of the runs it starts."),
        Define("worker.heartbeat_seconds", SettingType.Number, "30", "Seconds between two signs of life of a worker."),
        Define("worker.query_seconds", SettingType.Number, "10", "Seconds between a worker's looks for scheduled runs."),
        Define("worker.prefetch_seconds", SettingType.Number, "10", "How many seconds ahead a worker asks for scheduled runs."),
        Define("worker.enable_cancellation", SettingType.Boolean, "false", "Lets a worker remove the infrastructure of runs cancelled before they start."),
        Define("worker.cancellation_poll_seconds", SettingType.Number, "120", "Seconds between a worker's looks for cancelled runs."),
        Define("worker.webserver.host", SettingType.Text, "0.0.0.0", "Address a worker's health server listens on."),
        Define("worker.webserver.port", SettingType.WholeNumber, "8080", "Port a worker's health server listens on."),
        Define("server.ephemeral.enabled", SettingType.Boolean, "false", "Lets Python start a temporary server where no API address is set.", alias: "PREFECT_SERVER_ALLOW_EPHEMERAL_MODE"),
        Define("server.ephemeral.startup_timeout_seconds", SettingType.WholeNumber, "20", "Seconds a temporary server may take to start."),
    ];
}
