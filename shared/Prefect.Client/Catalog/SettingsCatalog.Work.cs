namespace Prefect.Client;

public static partial class SettingsCatalog
{
    private static SettingDefinition[] WorkSettings() =>
    [
        Define("deployments.default_work_pool_name", SettingType.Text, null, "Work pool of deployments that name none.", alias: "PREFECT_DEFAULT_WORK_POOL_NAME", optional: true),
        Define("deployments.default_docker_build_namespace", SettingType.Text, null, "Registry namespace of images that name none.", alias: "PREFECT_DEFAULT_DOCKER_BUILD_NAMESPACE", optional: true),
        Define("events.worker_max_queue_size", SettingType.WholeNumber, "0", "Most events that wait to be sent before new ones are dropped; 0 for no limit.", minimum: 0),
        Define("flows.heartbeat_frequency", SettingType.WholeNumber, "180", "Seconds between the signs of life of a flow run; none turns them off.", alias: "PREFECT_RUNNER_HEARTBEAT_FREQUENCY", optional: true, minimum: 0),
        Define("flows.default_retries", SettingType.WholeNumber, "0", "How often a failed flow is repeated unless it says otherwise.", alias: "PREFECT_FLOW_DEFAULT_RETRIES", minimum: 0),
        Define("flows.default_retry_delay_seconds", SettingType.NumberList, "0", "Seconds before a failed flow is repeated unless it says otherwise.", alias: "PREFECT_FLOW_DEFAULT_RETRY_DELAY_SECONDS"),
        Define("internal.logging_level", SettingType.Choice, "ERROR", "Lowest level of Prefect's internal log messages.", alias: "PREFECT_LOGGING_INTERNAL_LEVEL", choices: LogLevels),
        Define("logging.level", SettingType.Choice, "INFO", "Lowest level of log messages.", choices: LogLevels),
        Define("logging.config_path", SettingType.Path, null, "File that configures logging in Python; logging.yml in the home folder unless set.", alias: "PREFECT_LOGGING_SETTINGS_PATH", optional: true),
        Define("logging.extra_loggers", SettingType.TextList, null, "Names of further loggers whose messages belong to the run's log.", optional: true),
        Define("logging.log_prints", SettingType.Boolean, "false", "Logs what flows and tasks print."),
        Define("logging.colors", SettingType.Boolean, "true", "Logs to the console in colour."),
        Define("logging.markup", SettingType.Boolean, "false", "Reads square-bracketed styles in log messages."),
        Define("logging.to_api.enabled", SettingType.Boolean, "true", "Sends the logs of runs to the API."),
        Define("logging.to_api.batch_interval", SettingType.Number, "2", "Seconds between two batches of logs."),
        Define("logging.to_api.batch_size", SettingType.WholeNumber, "4000000", "Most bytes in one batch of logs."),
        Define("logging.to_api.max_log_size", SettingType.WholeNumber, "1000000", "Most bytes in one log message."),
        Define("logging.to_api.when_missing_flow", SettingType.Choice, "warn", "What to do with a message for the API that belongs to no run.", choices: ["warn", "error", "ignore"]),
        Define("results.default_serializer", SettingType.Text, "pickle", "Serializer of results that name none."),
        Define("results.persist_by_default", SettingType.Boolean, "false", "Keeps results unless a flow or task says otherwise."),
        Define("results.default_storage_block", SettingType.Text, null, "Block, as type-slug/name, that keeps results.", alias: "PREFECT_DEFAULT_RESULT_STORAGE_BLOCK", optional: true),
        Define("results.local_storage_path", SettingType.Path, null, "Folder of results kept on this machine; storage in the home folder unless set.", alias: "PREFECT_LOCAL_STORAGE_PATH", optional: true),
        Define("tasks.runner.thread_pool_max_workers", SettingType.WholeNumber, null, "Most tasks that run at once in one flow; no limit unless set.", alias: "PREFECT_TASK_RUNNER_THREAD_POOL_MAX_WORKERS", optional: true, minimum: 1),
        Define("tasks.runner.process_pool_max_workers", SettingType.WholeNumber, null, "Most processes that run tasks at once in one flow; one for each processor unless set.", optional: true, minimum: 1),
        Define("tasks.scheduling.default_storage_block", SettingType.Text, null, "Block, as type-slug/name, that keeps the parameters of background tasks.", alias: "PREFECT_TASK_SCHEDULING_DEFAULT_STORAGE_BLOCK", optional: true),
        Define("tasks.scheduling.delete_failed_submissions", SettingType.Boolean, "true", "Deletes the run of a background task that could not be submitted.", alias: "PREFECT_TASK_SCHEDULING_DELETE_FAILED_SUBMISSIONS"),
        Define("tasks.refresh_cache", SettingType.Boolean, "false", "Runs every task and renews its cached result."),
        Define("tasks.default_no_cache", SettingType.Boolean, "false", "Caches nothing unless a task says otherwise."),
        Define("tasks.disable_caching", SettingType.Boolean, "false", "Caches nothing, whatever a task says."),
        Define("tasks.default_retries", SettingType.WholeNumber, "0", "How often a failed task is repeated unless it says otherwise.", alias: "PREFECT_TASK_DEFAULT_RETRIES", minimum: 0),
        Define("tasks.default_retry_delay_seconds", SettingType.NumberList, "0", "Seconds before a failed task is repeated unless it says otherwise: one number, or one per attempt.", alias: "PREFECT_TASK_DEFAULT_RETRY_DELAY_SECONDS", optional: true),
        Define("tasks.default_persist_result", SettingType.Boolean, null, "Keeps results of tasks unless they say otherwise; decided by the flow unless set.", optional: true),
        Define("testing.test_mode", SettingType.Boolean, "false", "Reads neither profiles nor files, and logs everything.", alias: "PREFECT_TEST_MODE"),
        Define("testing.unit_test_mode", SettingType.Boolean, "false", "Reads neither profiles nor files.", alias: "PREFECT_UNIT_TEST_MODE"),
        Define("testing.unit_test_loop_debug", SettingType.Boolean, "true", "Debugs the event loop of Python's tests.", alias: "PREFECT_UNIT_TEST_LOOP_DEBUG"),
        Define("testing.test_setting", SettingType.Text, "FOO", "Exists for tests of the settings themselves.", alias: "PREFECT_TEST_SETTING", optional: true),
    ];
}
