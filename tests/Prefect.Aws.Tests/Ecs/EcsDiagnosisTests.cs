using Microsoft.Extensions.Logging;
using Prefect.Http;

namespace Prefect.Aws.Tests.Ecs;

public sealed class EcsDiagnosisTests
{
    [Theory]
    [InlineData("EssentialContainerExited", "", 0, null, null, null)]
    [InlineData("EssentialContainerExited", "Essential container in task exited", 1, null, "A container's program failed", LogLevel.Error)]
    [InlineData("EssentialContainerExited", "Essential container in task exited", 137, "OutOfMemoryError: Container killed due to memory usage", "The container ran out of memory", LogLevel.Error)]
    [InlineData("TaskFailedToStart", "CannotPullContainerError: not found", null, null, "The image could not be fetched", LogLevel.Error)]
    [InlineData("TaskFailedToStart", "ResourceInitializationError: unable to pull secrets", null, null, "The task's secrets, logs or volumes could not be set up", LogLevel.Error)]
    [InlineData("TaskFailedToStart", "Unexpected EC2 error", null, null, "The task did not begin to run", LogLevel.Error)]
    [InlineData("SpotInterruption", "Your Spot Task was interrupted.", 137, null, "Amazon took the spare machine back", LogLevel.Warning)]
    [InlineData("UserInitiated", "Stopped by Prefect worker", 137, null, "The task was stopped from outside", LogLevel.Warning)]
    [InlineData("ServiceSchedulerInitiated", null, null, null, "The task was ended by the service or by the machines below", LogLevel.Warning)]
    public void Ends_are_explained(string code, string? reason, int? exitCode, string? containerReason, string? summary, LogLevel? level)
    {
        EcsTaskOutcome outcome = Outcome("STOPPED", new EcsContainerOutcome("prefect", exitCode, containerReason)) with { StopCode = code, StoppedReason = reason };

        outcome.Diagnosis?.Summary.ShouldBe(summary);
        outcome.Diagnosis?.Level.ShouldBe(level!.Value);
        outcome.Diagnosis?.Resolution.ShouldNotBeNullOrEmpty();
        (outcome.Diagnosis is null).ShouldBe(summary is null);
        outcome.Succeeded.ShouldBe(exitCode == 0);
    }

    [Fact]
    public void Running_task_has_no_diagnosis_and_no_success()
    {
        EcsTaskOutcome outcome = Outcome("RUNNING", new EcsContainerOutcome("prefect", null, null));

        (outcome.Diagnosis, outcome.Succeeded, outcome.ExitCode, outcome.HasStopped).ShouldBe((null, false, null, false));
    }

    [Fact]
    public void Work_that_succeeded_needs_no_diagnosis_whatever_became_of_its_sidecars()
    {
        EcsContainerOutcome app = new("prefect", 0, null);

        Outcome("STOPPED", app, new EcsContainerOutcome("proxy", 137, null)).Diagnosis.ShouldBeNull();
        (Outcome("STOPPED") with { ContainerName = "none" }).Diagnosis.ShouldNotBeNull();
    }

    [Fact]
    public void Exit_code_is_that_of_the_works_container()
    {
        EcsContainerOutcome proxy = new("proxy", 1, null);
        EcsContainerOutcome app = new("app", 0, null);

        (Outcome("STOPPED", proxy, app) with { ContainerName = "app" }).ExitCode.ShouldBe(0);
        Outcome("STOPPED", proxy, new EcsContainerOutcome("prefect", 7, null)).ExitCode.ShouldBe(7);
        Outcome("STOPPED", app).ExitCode.ShouldBe(0);
        Outcome("STOPPED", proxy, app).ExitCode.ShouldBeNull();
        Outcome("STOPPED", app, app with { Name = "other" }).Succeeded.ShouldBeTrue();
        Outcome("STOPPED").ExitCode.ShouldBeNull();
    }

    [Theory]
    [InlineData("ClusterNotFoundException: Cluster not found.", "The cluster is not there")]
    [InlineData("InvalidParameterException: No Container Instances were found in your cluster.", "The cluster has no machines")]
    [InlineData("RESOURCE:MEMORY", "There is no capacity for the task")]
    [InlineData("Capacity is unavailable at this time. Please try again later or in a different availability zone", "There is no capacity for the task")]
    [InlineData("ClientException: TaskDefinition is inactive", "The task definition is not active")]
    [InlineData("InvalidParameterException: Error retrieving subnet information for [subnet-1]: The subnet ID 'subnet-1' does not exist", "The subnets cannot be used")]
    [InlineData("InvalidParameterException: Error retrieving security group information for [sg-1]: The security group 'sg-1' does not exist", "The security groups cannot be used")]
    [InlineData("failed to validate logger args: AccessDeniedException", "The execution role may not write logs")]
    [InlineData("ClientException: ECS was unable to assume the role 'r' that was provided for this task.", "A role cannot be used")]
    [InlineData("InvalidParameterException: Container Overrides length must be at most 8192", "The request is longer than the service takes")]
    [InlineData("AGENT", "The task could not be started")]
    public void Refusals_are_explained(string reason, string summary)
    {
        InfrastructureDiagnosis diagnosis = EcsStartDiagnosis.Of(reason, "jobs");

        diagnosis.Summary.ShouldBe(summary);
        diagnosis.Detail.ShouldContain("jobs");
        diagnosis.ToString().ShouldContain(diagnosis.Resolution);
    }

    private static EcsTaskOutcome Outcome(string status, params IReadOnlyList<EcsContainerOutcome> containers) =>
        new() { Identifier = new EcsIdentifier("jobs", EcsSamples.TaskArn), Status = status, Containers = containers };
}
