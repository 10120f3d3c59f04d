namespace Prefect.Aws;

/// <summary>The waiters that the vendor defines for the services spoken to here. Glue, Batch, Secrets Manager and CloudWatch Logs have none.</summary>
internal static class VendorWaiters
{
    private static readonly WaiterAcceptor s_isMissing = Any("failures[].reason", "MISSING", WaiterState.Failure);

    public static IReadOnlyList<WaiterModel> Ecs { get; } =
    [
        new("DaemonActive", "DescribeDaemon", Seconds(15), 8,
        [
            Path("daemon.status", "ACTIVE", WaiterState.Success),
            Path("daemon.status", "DELETE_IN_PROGRESS", WaiterState.Failure),
        ]),
        new("DaemonDeploymentStopped", "DescribeDaemonDeployments", Seconds(15), 8,
        [
            All("daemonDeployments[].status", "STOPPED", WaiterState.Success),
            s_isMissing,
        ]),
        new("DaemonDeploymentSuccessful", "DescribeDaemonDeployments", Seconds(15), 8,
        [
            All("daemonDeployments[].status", "SUCCESSFUL", WaiterState.Success),
            Any("daemonDeployments[].status", "STOPPED", WaiterState.Failure),
            Any("daemonDeployments[].status", "ROLLBACK_FAILED", WaiterState.Failure),
            Any("daemonDeployments[].status", "ROLLBACK_SUCCESSFUL", WaiterState.Failure),
            s_isMissing,
        ]),
        new("DaemonTaskDefinitionActive", "DescribeDaemonTaskDefinition", Seconds(15), 8,
        [
            Path("daemonTaskDefinition.status", "ACTIVE", WaiterState.Success),
            Path("daemonTaskDefinition.status", "DELETE_IN_PROGRESS", WaiterState.Failure),
            Path("daemonTaskDefinition.status", "DELETED", WaiterState.Failure),
        ]),
        new("DaemonTaskDefinitionDeleted", "DescribeDaemonTaskDefinition", Seconds(15), 8,
        [
            Path("daemonTaskDefinition.status", "DELETED", WaiterState.Success),
        ]),
        new("ServicesInactive", "DescribeServices", Seconds(15), 40,
        [
            s_isMissing,
            Any("services[].status", "INACTIVE", WaiterState.Success),
        ]),
        new("ServicesStable", "DescribeServices", Seconds(15), 40,
        [
            s_isMissing,
            Any("services[].status", "DRAINING", WaiterState.Failure),
            Any("services[].status", "INACTIVE", WaiterState.Failure),
            new PathAcceptor(
                new JmesPathQuery("length(services[?!(length(deployments) == `1` && runningCount == desiredCount)]) == `0`"),
                true,
                WaiterState.Success),
        ]),
        new("TasksRunning", "DescribeTasks", Seconds(6), 100,
        [
            Any("tasks[].lastStatus", "STOPPED", WaiterState.Failure),
            s_isMissing,
            All("tasks[].lastStatus", "RUNNING", WaiterState.Success),
        ]),
        new("TasksStopped", "DescribeTasks", Seconds(6), 100,
        [
            All("tasks[].lastStatus", "STOPPED", WaiterState.Success),
        ]),
    ];

    public static IReadOnlyList<WaiterModel> Lambda { get; } =
    [
        OfFunction("FunctionActive", "GetFunctionConfiguration", 5, 60, "State", "Active", "Failed", "Pending"),
        OfFunction("FunctionActiveV2", "GetFunction", 1, 300, "Configuration.State", "Active", "Failed", "Pending"),
        new("FunctionExists", "GetFunction", Seconds(1), 20,
        [
            new AnyErrorAcceptor(false, WaiterState.Success),
            new ErrorCodeAcceptor("ResourceNotFoundException", WaiterState.Retry),
        ]),
        OfFunction("FunctionUpdated", "GetFunctionConfiguration", 5, 60, "LastUpdateStatus", "Successful", "Failed", "InProgress"),
        OfFunction("FunctionUpdatedV2", "GetFunction", 1, 300, "Configuration.LastUpdateStatus", "Successful", "Failed", "InProgress"),
        OfFunction("PublishedVersionActive", "GetFunctionConfiguration", 5, 312, "State", "Active", "Failed", "Pending"),
    ];

    public static IReadOnlyList<WaiterModel> S3 { get; } =
    [
        new("BucketExists", "HeadBucket", Seconds(5), 20,
        [
            new StatusAcceptor(200, WaiterState.Success),
            new StatusAcceptor(301, WaiterState.Success),
            new StatusAcceptor(403, WaiterState.Success),
            new StatusAcceptor(404, WaiterState.Retry),
        ]),
        new("BucketNotExists", "HeadBucket", Seconds(5), 20, [new StatusAcceptor(404, WaiterState.Success)]),
        new("ObjectExists", "HeadObject", Seconds(5), 20,
        [
            new StatusAcceptor(200, WaiterState.Success),
            new StatusAcceptor(404, WaiterState.Retry),
        ]),
        new("ObjectNotExists", "HeadObject", Seconds(5), 20, [new StatusAcceptor(404, WaiterState.Success)]),
    ];

    private static WaiterModel OfFunction(string name, string operation, int delay, int attempts, string path, string success, string failure, string retry) =>
        new(name, operation, Seconds(delay), attempts,
        [
            Path(path, success, WaiterState.Success),
            Path(path, failure, WaiterState.Failure),
            Path(path, retry, WaiterState.Retry),
        ]);

    private static TimeSpan Seconds(int seconds) => TimeSpan.FromSeconds(seconds);

    private static PathAcceptor Path(string path, string expected, WaiterState state) => new(new JmesPathQuery(path), expected, state);

    private static PathAllAcceptor All(string path, string expected, WaiterState state) => new(new JmesPathQuery(path), expected, state);

    private static PathAnyAcceptor Any(string path, string expected, WaiterState state) => new(new JmesPathQuery(path), expected, state);
}
