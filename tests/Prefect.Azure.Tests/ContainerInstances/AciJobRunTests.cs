using System.Text.Json.Nodes;
using Prefect.Testing;
using static Prefect.Azure.Tests.ContainerInstances.AciSamples;

namespace Prefect.Azure.Tests.ContainerInstances;

public sealed class AciJobRunTests : AciTest
{
    [Fact]
    public async Task Container_is_deployed_watched_and_deleted()
    {
        Peer.On($"PUT {AnyDeployment}", ArmReply.Json(Deployment("Accepted"), 201));
        Peer.On($"GET {AnyDeployment}", ArmReply.Json(Deployment("Running")), ArmReply.Json(Deployment("Succeeded")));
        Peer.On($"GET {AnyGroup}", Is("Waiting"), Is("Running"), Is("Running"), Is("Terminated", 0));
        Peer.Deletes();

        AciJobRun run = await Job.RunAsync(Token);
        AciJobOutcome outcome = await run.WaitAsync(cancellationToken: Token);

        outcome.Succeeded.ShouldBeTrue();
        outcome.Diagnosis.ShouldBeNull();
        outcome.FinishedAt.ShouldBe(new DateTimeOffset(2026, 11, 20, 12, 1, 10, TimeSpan.Zero));
        outcome.Group!.Tags["team"].ShouldBe("data");
        string group = run.Identifier.ContainerGroupName;
        Peer.Requests.Select(request => $"{request.Method} {request.Path[(request.Path.LastIndexOf('/') + 1)..]}").ShouldBe(
        [
            $"PUT prefect-{group}", $"GET prefect-{group}", $"GET prefect-{group}",
            $"GET {group}", $"GET {group}", $"GET {group}", $"GET {group}", $"DELETE {group}", $"GET {group}",
        ]);
        Peer.Requests.ShouldAllBe(request => request.Query["api-version"] == "2022-09-01" && request.Host == "management.azure.com");
        Clock.Waits.ShouldAllBe(wait => wait == TimeSpan.FromSeconds(5));
        Clock.Waits.Count.ShouldBe(4);
        (await run.FetchResultAsync(Token)).ShouldBe(outcome);
        (await run.WaitAsync(cancellationToken: Token)).ShouldBeSameAs(outcome);
    }

    [Fact]
    public async Task Deployment_holds_the_template_and_the_name_of_the_group()
    {
        Peer.Deploys();
        AciJob job = Job with { Env = new Dictionary<string, string?> { ["PREFECT_API_KEY"] = "pnu_abcdef" } };

        AciJobRun run = await job.RunAsync(Token);

        JsonObject properties = Peer.Requests.Single().Json["properties"]!.AsObject();
        properties["mode"].ShouldBeJson("\"Incremental\"");
        properties["template"].ShouldBeJson(job.BuildArmTemplate().ToJsonString());
        properties["parameters"].ShouldBeJson($$"""{ "container_group_name": { "value": "{{run.Identifier.ContainerGroupName}}" }, "secure_0": { "value": "pnu_abcdef" } }""");
    }

    [Fact]
    public async Task Program_that_fails_is_told_with_its_exit_code()
    {
        Peer.Deploys();
        Peer.On($"GET {AnyGroup}", Is("Terminated", 2));
        Peer.Deletes();

        AciJobException exception = await Should.ThrowAsync<AciJobException>(() => Job.RunToCompletionAsync(Token));

        exception.Outcome!.ExitCode.ShouldBe(2);
        exception.Message.ShouldContain("Exit code 2");
        Peer.RequestsFor($"DELETE {AnyGroup}").Count.ShouldBe(1);
    }

    [Fact]
    public async Task Group_that_is_removed_meanwhile_ends_the_run_with_minus_one()
    {
        Peer.Deploys();
        Peer.On($"GET {AnyGroup}", Is("Running"), ArmReply.NotFound());

        AciJobRun run = await Job.RunAsync(Token);
        AciJobOutcome outcome = await run.WaitAsync(cancellationToken: Token);

        outcome.ExitCode.ShouldBe(-1);
        outcome.WasDeleted.ShouldBeTrue();
        outcome.Diagnosis!.Summary.ShouldContain("deleted");
        Peer.RequestsFor($"DELETE {AnyGroup}").ShouldBeEmpty();
        await Should.ThrowAsync<AciJobException>(() => run.WaitForCompletionAsync(Token));
    }

    [Fact]
    public async Task Start_that_takes_too_long_is_told_with_the_seconds_and_cleared_away()
    {
        Peer.On($"PUT {AnyDeployment}", ArmReply.Json(Deployment("Accepted"), 201));
        Peer.On($"GET {AnyDeployment}", ArmReply.Json(Deployment("Running")));
        Peer.Deletes();

        AciJobRun run = await Job.RunAsync(Token);
        AciJobException exception = await Should.ThrowAsync<AciJobException>(() => run.WaitAsync(cancellationToken: Token));

        exception.Message.ShouldContain("Timed out after 245 s while waiting for the container to start");
        exception.Outcome.ShouldBeNull();
        Peer.RequestsFor($"DELETE {AnyGroup}").Count.ShouldBe(1);
    }

    [Fact]
    public async Task Deployment_that_fails_is_explained()
    {
        Peer.On($"PUT {AnyDeployment}", ArmReply.Json(Deployment("Accepted"), 201));
        Peer.On($"GET {AnyDeployment}", ArmReply.Json(Deployment("Failed", """
            { "code": "DeploymentFailed", "message": "At least one resource deployment operation failed.", "details": [
              { "code": "Conflict", "message": "{\"error\":{\"code\":\"InaccessibleImage\",\"message\":\"The image 'x' in container group 'y' is not accessible.\"}}" } ] }
            """)));
        Peer.Deletes();

        AciJobRun run = await Job.RunAsync(Token);
        AciJobException exception = await Should.ThrowAsync<AciJobException>(() => run.WaitAsync(cancellationToken: Token));

        exception.Diagnosis.Summary.ShouldBe("The image could not be fetched");
        exception.Diagnosis.Detail.ShouldBe("InaccessibleImage: The image 'x' in container group 'y' is not accessible.");
        exception.Diagnosis.Resolution.ShouldContain("image_registry");
        Peer.RequestsFor($"DELETE {AnyGroup}").Count.ShouldBe(1);
    }

    [Fact]
    public async Task Request_that_is_refused_is_explained_and_not_repeated()
    {
        Peer.On($"PUT {AnyDeployment}", ArmReply.Error("ResourceGroupNotFound", $"Resource group 'demo' in '{Subscription}' could not be found.", 404));

        AciJobException exception = await Should.ThrowAsync<AciJobException>(() => Job.RunAsync(Token));

        exception.Diagnosis.Resolution.ShouldContain("resource_group_name");
        exception.Message.ShouldNotContain(Subscription);
        exception.InnerException.ShouldBeOfType<AzureException>().RequestId.ShouldNotBeNull();
        Peer.Requests.Count.ShouldBe(1);
    }

    [Theory]
    [InlineData("Failed", 1)]
    [InlineData("Succeeded", 2)]
    public async Task Group_that_is_not_as_it_should_be_is_no_start(string provisioning, int containers)
    {
        JsonObject group = Group("Waiting", provisioning: provisioning);
        JsonArray all = group["properties"]!["containers"]!.AsArray();
        for (int more = 1; more < containers; more++)
        {
            all.Add(all[0]!.DeepClone());
        }

        Peer.Deploys();
        Peer.On($"GET {AnyGroup}", ArmReply.Json(group));
        Peer.Deletes();

        AciJobRun run = await Job.RunAsync(Token);
        AciJobException exception = await Should.ThrowAsync<AciJobException>(() => run.WaitAsync(cancellationToken: Token));

        exception.Message.ShouldContain($"It is {provisioning} and has {containers} containers");
        Peer.RequestsFor($"DELETE {AnyGroup}").Count.ShouldBe(1);
    }

    [Theory]
    [InlineData("Stopped", null)]
    [InlineData("Failed", null)]
    [InlineData("Stopped", 137)]
    public async Task Group_that_was_stopped_or_failed_has_ended(string state, int? exitCode)
    {
        Peer.Deploys();
        Peer.On($"GET {AnyGroup}", Is("Running"), ArmReply.Json(Group(exitCode is null ? null : "Terminated", exitCode, groupState: state)));
        Peer.Deletes();

        AciJobOutcome outcome = await (await Job.RunAsync(Token)).WaitAsync(cancellationToken: Token);

        outcome.Succeeded.ShouldBeFalse();
        outcome.ExitCode.ShouldBe(exitCode);
        outcome.Diagnosis.ShouldNotBeNull();
    }

    [Fact]
    public async Task Group_that_is_to_be_kept_is_stopped()
    {
        Peer.Deploys();
        Peer.On($"GET {AnyGroup}", Is("Terminated", 0));
        Peer.On($"POST {AnyStop}", ArmReply.Status(204));

        await (Job with { KeepContainerGroup = true }).RunToCompletionAsync(Token);

        Peer.RequestsFor($"POST {AnyStop}").Count.ShouldBe(1);
        Peer.RequestsFor($"DELETE {AnyGroup}").ShouldBeEmpty();
    }

    [Fact]
    public async Task Deletion_that_takes_too_long_does_not_hide_how_the_container_ended()
    {
        Peer.Deploys();
        Peer.On($"GET {AnyGroup}", Is("Terminated", 0));
        Peer.On($"DELETE {AnyGroup}", ArmReply.Status(202));
        DateTimeOffset began = Clock.GetUtcNow();

        AciJobOutcome outcome = await Job.RunToCompletionAsync(Token);

        outcome.Succeeded.ShouldBeTrue();
        (Clock.GetUtcNow() - began).ShouldBe(TimeSpan.FromSeconds(30));
    }

    [Fact]
    public async Task Waiting_no_longer_leaves_the_container_alone()
    {
        Peer.Deploys();
        Peer.On($"GET {AnyGroup}", Is("Running"));

        AciJobRun run = await Job.RunAsync(Token);
        await Should.ThrowAsync<TimeoutException>(() => run.WaitAsync(TimeSpan.FromMinutes(1), Token));

        (await Should.ThrowAsync<InvalidOperationException>(() => run.FetchResultAsync(Token))).Message.ShouldContain("Running");
        await Should.ThrowAsync<ArgumentOutOfRangeException>(() => run.WaitAsync(TimeSpan.FromSeconds(-1), Token));
        Peer.Requests.ShouldAllBe(request => request.Method == "GET" || request.Method == "PUT");
    }

    [Theory]
    [InlineData(true, 1)]
    [InlineData(false, 0)]
    public async Task Cancelled_waiting_ends_the_container_where_that_is_asked_for(bool cancelRemote, int deletions)
    {
        using CancellationTokenSource cancelling = CancellationTokenSource.CreateLinkedTokenSource(Token);
        Peer.Deploys();
        Peer.On($"GET {AnyGroup}", _ =>
        {
            cancelling.CancelAfter(TimeSpan.Zero);
            return Is("Running");
        });
        Peer.Deletes();
        AciJob job = Job with { Options = Job.Options! with { CancelRemote = cancelRemote } };

        AciJobRun run = await job.RunAsync(Token);
        await Should.ThrowAsync<OperationCanceledException>(() => run.WaitAsync(cancellationToken: cancelling.Token));

        Peer.RequestsFor($"DELETE {AnyGroup}").Count.ShouldBe(deletions);
    }

    [Fact]
    public async Task Run_is_taken_up_by_its_identifier_though_the_history_of_deployments_is_gone()
    {
        Peer.On($"GET {AnyGroup}", Is("Running"), Is("Terminated", 3));
        Peer.Deletes();

        AciJobRun run = Job.Attach("0190f1e2-0000-7000-8000-0000000000aa:demo1");
        AciJobOutcome outcome = await run.WaitAsync(cancellationToken: Token);

        outcome.ExitCode.ShouldBe(3);
        run.Id.ShouldBe("0190f1e2-0000-7000-8000-0000000000aa:demo1");
        Peer.RequestsFor($"PUT {AnyDeployment}").ShouldBeEmpty();
    }

    [Fact]
    public async Task Run_whose_group_is_gone_is_named()
    {
        AciJobRun run = Job.Attach("run-1:demo1");

        (await Should.ThrowAsync<AciJobNotFoundException>(() => run.WaitAsync(cancellationToken: Token))).Identifier.ContainerGroupName.ShouldBe("demo1");
        (await Should.ThrowAsync<AciJobNotFoundException>(() => run.DescribeAsync(Token))).Message.ShouldContain("'demo1' in the resource group 'demo'");
        await Should.ThrowAsync<AciJobNotFoundException>(() => run.StopAsync(Token));
        Should.Throw<FormatException>(() => Job.Attach("demo1"));
    }

    [Fact]
    public async Task Container_that_was_seen_ended_is_still_cleared_away()
    {
        Peer.Deploys();
        Peer.On($"GET {AnyGroup}", Is("Terminated", 0));
        Peer.Deletes();

        AciJobRun run = await Job.RunAsync(Token);
        (await run.DescribeAsync(Token)).HasEnded.ShouldBeTrue();
        await run.WaitForCompletionAsync(Token);

        Peer.RequestsFor($"DELETE {AnyGroup}").Count.ShouldBe(1);
    }

    [Fact]
    public void Blocking_twins_do_the_same()
    {
        Peer.Deploys();
        Peer.On($"GET {AnyGroup}", Is("Running"), Is("Terminated", 0));
        Peer.Deletes();

        AciJobRun run = Job.Run(Token);
        run.Wait(cancellationToken: Token).Succeeded.ShouldBeTrue();
        run.FetchResult(Token).ExitCode.ShouldBe(0);
    }

    [Fact]
    public async Task Submission_under_one_key_starts_one_container()
    {
        Peer.On($"PUT {AnyDeployment}", _ =>
        {
            Peer.On($"GET {AnyDeployment}", ArmReply.Json(Deployment("Succeeded")));
            Peer.On($"GET {AnyGroup}", Is("Terminated", 0));
            return ArmReply.Json(Deployment("Accepted"), 201);
        });
        Peer.Deletes();

        AciJobRun first = await Job.RunOnceAsync("2026-11-20/report", Token);
        AciJobRun second = await Job.RunOnceAsync("2026-11-20/report", Token);
        AciJobRun other = await Job.RunOnceAsync("2026-11-21/report", Token);

        second.Id.ShouldBe(first.Id);
        other.Id.ShouldNotBe(first.Id);
        Peer.RequestsFor($"PUT {AnyDeployment}").Count.ShouldBe(1);
        (await second.WaitAsync(cancellationToken: Token)).Succeeded.ShouldBeTrue();
        await Should.ThrowAsync<ArgumentException>(() => Job.RunOnceAsync(" ", Token));
    }

    [Fact]
    public async Task Submission_that_failed_before_is_made_again()
    {
        Peer.On($"GET {AnyDeployment}", ArmReply.Json(Deployment("Failed")));
        Peer.On($"PUT {AnyDeployment}", ArmReply.Json(Deployment("Accepted"), 201));

        await Job.RunOnceAsync("key", Token);

        Peer.RequestsFor($"PUT {AnyDeployment}").Count.ShouldBe(1);
    }

    [Fact]
    public async Task Check_finds_the_resource_group()
    {
        Peer.On($"GET /subscriptions/{Subscription}/resourcegroups/demo", ArmReply.Json("""{"name":"demo","location":"westeurope"}"""));

        (await Job.FindResourceGroupAsync(Token)).ShouldBe("Signed in; the resource group 'demo' is there, in westeurope.");
        (await Should.ThrowAsync<AzureException>(() => (Job with { ResourceGroupName = "gone" }).FindResourceGroupAsync(Token))).Message.ShouldContain("'gone'");
        (await (Job with { Cpu = 0 }).CheckAsync(Token)).Stage.ShouldBe(Prefect.Blocks.BlockCheckStage.Configuration);
    }
}
