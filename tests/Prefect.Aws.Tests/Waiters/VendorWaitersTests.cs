namespace Prefect.Aws.Tests;

public sealed class VendorWaitersTests
{
    [Theory]
    [InlineData("ecs", "daemon_active", "DescribeDaemon", 15, 8)]
    [InlineData("ecs", "daemon_deployment_stopped", "DescribeDaemonDeployments", 15, 8)]
    [InlineData("ecs", "daemon_deployment_successful", "DescribeDaemonDeployments", 15, 8)]
    [InlineData("ecs", "daemon_task_definition_active", "DescribeDaemonTaskDefinition", 15, 8)]
    [InlineData("ecs", "daemon_task_definition_deleted", "DescribeDaemonTaskDefinition", 15, 8)]
    [InlineData("ecs", "services_inactive", "DescribeServices", 15, 40)]
    [InlineData("ecs", "services_stable", "DescribeServices", 15, 40)]
    [InlineData("ecs", "tasks_running", "DescribeTasks", 6, 100)]
    [InlineData("ecs", "TasksStopped", "DescribeTasks", 6, 100)]
    [InlineData("lambda", "function_active", "GetFunctionConfiguration", 5, 60)]
    [InlineData("lambda", "function_active_v2", "GetFunction", 1, 300)]
    [InlineData("lambda", "FunctionExists", "GetFunction", 1, 20)]
    [InlineData("lambda", "function_updated", "GetFunctionConfiguration", 5, 60)]
    [InlineData("lambda", "FunctionUpdatedV2", "GetFunction", 1, 300)]
    [InlineData("lambda", "published_version_active", "GetFunctionConfiguration", 5, 312)]
    [InlineData("s3", "bucket_exists", "HeadBucket", 5, 20)]
    [InlineData("s3", "bucket_not_exists", "HeadBucket", 5, 20)]
    [InlineData("s3", "object_exists", "HeadObject", 5, 20)]
    [InlineData("S3", "ObjectNotExists", "HeadObject", 5, 20)]
    public void The_vendors_waiters_are_known(string client, string name, string operation, int delay, int attempts)
    {
        WaiterModel model = WaiterClient.Find(client).FindModel(name);

        (model.Operation, model.Delay, model.MaxAttempts).ShouldBe((operation, TimeSpan.FromSeconds(delay), attempts));
        model.Acceptors.ShouldContain(acceptor => acceptor.State == WaiterState.Success);
    }

    [Theory]
    [InlineData("""{"services":[{"status":"ACTIVE","deployments":[{}],"runningCount":2,"desiredCount":2}]}""", WaiterState.Success)]
    [InlineData("""{"services":[{"status":"ACTIVE","deployments":[{},{}],"runningCount":2,"desiredCount":2}]}""", null)]
    [InlineData("""{"services":[{"status":"ACTIVE","deployments":[{}],"runningCount":1,"desiredCount":2}]}""", null)]
    [InlineData("""{"services":[{"status":"DRAINING","deployments":[{}],"runningCount":2,"desiredCount":2}]}""", WaiterState.Failure)]
    [InlineData("""{"services":[],"failures":[{"reason":"MISSING"}]}""", WaiterState.Failure)]
    public void Services_are_stable_when_each_runs_what_it_should(string answer, object? state) =>
        First("ecs", "services_stable", WaiterAnswers.Json(answer)).ShouldBe((WaiterState?)state);

    [Theory]
    [InlineData("""{"tasks":[{"lastStatus":"RUNNING"},{"lastStatus":"RUNNING"}],"failures":[]}""", WaiterState.Success)]
    [InlineData("""{"tasks":[{"lastStatus":"RUNNING"},{"lastStatus":"PENDING"}],"failures":[]}""", null)]
    [InlineData("""{"tasks":[{"lastStatus":"RUNNING"},{"lastStatus":"STOPPED"}],"failures":[]}""", WaiterState.Failure)]
    [InlineData("""{"tasks":[{"lastStatus":"RUNNING"}],"failures":[{"reason":"MISSING"}]}""", WaiterState.Failure)]
    [InlineData("""{"tasks":[],"failures":[]}""", null)]
    public void Tasks_run_when_all_of_them_do(string answer, object? state) =>
        First("ecs", "tasks_running", WaiterAnswers.Json(answer)).ShouldBe((WaiterState?)state);

    [Theory]
    [InlineData(200, WaiterState.Success)]
    [InlineData(301, WaiterState.Success)]
    [InlineData(403, WaiterState.Success)]
    [InlineData(404, WaiterState.Retry)]
    [InlineData(400, null)]
    public void A_bucket_that_may_not_be_seen_exists(int status, object? state) =>
        First("s3", "bucket_exists", status == 200 ? WaiterAnswers.Json("{}") : WaiterAnswers.Refusal(status, null)).ShouldBe((WaiterState?)state);

    private static WaiterState? First(string client, string waiter, WaiterAnswer answer) =>
        WaiterClient.Find(client).FindModel(waiter).Acceptors.FirstOrDefault(acceptor => acceptor.Knows(answer))?.State;
}
