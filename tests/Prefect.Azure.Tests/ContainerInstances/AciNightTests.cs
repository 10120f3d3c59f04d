using Prefect.Testing;
using static Prefect.Azure.Tests.ContainerInstances.AciSamples;

namespace Prefect.Azure.Tests.ContainerInstances;

/// <summary>What wakes people at night: containers that run though nobody waits for them, and runs given up though their containers run.</summary>
public sealed class AciNightTests : AciTest
{
    private const string Cancel = $"POST {AnyDeployment}/cancel";

    [Fact]
    public async Task Deployment_that_takes_too_long_is_called_off_so_that_it_makes_no_group_after_the_deletion()
    {
        DeploysSlowly();
        Peer.Deletes();

        AciJobRun run = await Job.RunAsync(Token);
        await Should.ThrowAsync<AciJobException>(() => run.WaitAsync(cancellationToken: Token));

        ShouldHaveCalledOff();
    }

    [Fact]
    public async Task Deployment_whose_waiting_is_cancelled_is_called_off()
    {
        using CancellationTokenSource cancelled = CancellationTokenSource.CreateLinkedTokenSource(Token);
        DeploysSlowly(cancelled.Cancel);
        Peer.Deletes();
        AciJob job = Job with { Options = Job.Options! with { CancelRemote = true } };

        AciJobRun run = await job.RunAsync(Token);
        await Should.ThrowAsync<OperationCanceledException>(() => run.WaitAsync(cancellationToken: cancelled.Token));

        ShouldHaveCalledOff();
    }

    [Fact]
    public async Task Deployment_of_a_flow_run_that_is_cancelled_is_called_off()
    {
        using CancellationTokenSource cancelled = CancellationTokenSource.CreateLinkedTokenSource(Token);
        DeploysSlowly(cancelled.Cancel);
        Peer.Deletes();

        await Should.ThrowAsync<OperationCanceledException>(
            () => new AciWorker(Job).RunAsync(new(Guid.NewGuid(), Guid.NewGuid()) { FlowName = "nightly" }, cancelled.Token));

        ShouldHaveCalledOff();
    }

    [Theory]
    [InlineData(403)]
    [InlineData(404)]
    [InlineData(409)]
    [InlineData(500)]
    public async Task Deployment_that_cannot_be_called_off_keeps_nobody_from_deleting_the_group(int status)
    {
        DeploysSlowly();
        Peer.On(Cancel, ArmReply.Error("No", status: status));
        Peer.Deletes();

        AciJobRun run = await Job.RunAsync(Token);
        await Should.ThrowAsync<AciJobException>(() => run.WaitAsync(cancellationToken: Token));

        Peer.RequestsFor($"DELETE {AnyGroup}").Count.ShouldBe(1);
    }

    [Fact]
    public async Task Deployment_that_has_ended_is_not_called_off()
    {
        Peer.Deploys();
        Peer.On($"GET {AnyGroup}", Is("Terminated", 0));
        Peer.Deletes();

        await Job.RunToCompletionAsync(Token);

        Peer.RequestsFor(Cancel).ShouldBeEmpty();
    }

    [Fact]
    public async Task Group_that_one_look_does_not_find_is_not_gone()
    {
        Peer.Deploys();
        Peer.On($"GET {AnyGroup}", ArmReply.NotFound(), Is("Running"), ArmReply.NotFound(), Is("Running"), ArmReply.NotFound(), Is("Terminated", 0));
        Peer.Deletes();

        AciJobOutcome outcome = await Job.RunToCompletionAsync(Token);

        (outcome.Succeeded, outcome.WasDeleted).ShouldBe((true, false));
        Peer.RequestsFor($"DELETE {AnyGroup}").Count.ShouldBe(1);
    }

    [Theory]
    [InlineData("Pending")]
    [InlineData("Creating")]
    public async Task Group_that_is_told_late_to_be_made_is_waited_for(string provisioning)
    {
        Peer.Deploys();
        Peer.On($"GET {AnyGroup}", ArmReply.Json(Group("Waiting", provisioning: provisioning)), Is("Running"), Is("Terminated", 0));
        Peer.Deletes();

        (await Job.RunToCompletionAsync(Token)).Succeeded.ShouldBeTrue();
    }

    [Fact]
    public async Task Group_that_is_never_made_is_a_start_that_takes_too_long()
    {
        Peer.Deploys();
        Peer.On($"GET {AnyGroup}", ArmReply.Json(Group("Waiting", provisioning: "Creating")));
        Peer.Deletes();

        AciJobException exception = await Should.ThrowAsync<AciJobException>(() => Job.RunToCompletionAsync(Token));

        exception.Message.ShouldContain("Timed out after 245 s");
        Peer.RequestsFor($"DELETE {AnyGroup}").Count.ShouldBe(1);
    }

    [Fact]
    public async Task Deletion_is_seen_to_its_end_though_the_service_is_away_for_a_while()
    {
        Peer.On($"GET {AnyGroup}", Is("Running"), ArmReply.InternalError(), ArmReply.Html(), ArmReply.Reset(), ArmReply.InternalError(), ArmReply.Half(), ArmReply.NotFound());
        Peer.On($"DELETE {AnyGroup}", ArmReply.Status(202));

        await Job.Attach("run:demo1").StopAsync(Token);

        Peer.RequestsFor($"DELETE {AnyGroup}").Count.ShouldBe(1);
    }

    [Fact]
    public async Task Submission_whose_history_was_cleared_is_found_by_its_group()
    {
        Peer.On($"GET {AnyDeployment}", ArmReply.Error("DeploymentNotFound", status: 404));
        Peer.On($"GET {AnyGroup}", Is("Running"), Is("Terminated", 0));
        Peer.Deletes();

        AciJobRun run = await Job.RunOnceAsync("2026-11-20", Token);

        (await run.WaitAsync(cancellationToken: Token)).Succeeded.ShouldBeTrue();
        Peer.RequestsFor($"PUT {AnyDeployment}").ShouldBeEmpty();
    }

    [Theory]
    [InlineData("someone-elses-group")]
    [InlineData("[parameters('other')]")]
    [InlineData(null)]
    public async Task Template_whose_group_is_called_otherwise_is_refused_because_nobody_would_find_it(string? name)
    {
        System.Text.Json.Nodes.JsonObject template = Job.BuildArmTemplate();
        GroupOf(template)["name"] = name;

        (await Should.ThrowAsync<AzureConfigurationException>(() => (Job with { ArmTemplate = template }).RunAsync(Token))).Field.ShouldBe("arm_template");

        GroupOf(template)["name"] = "[ Parameters('container_group_name') ]";
        (Job with { ArmTemplate = template }).BuildArmTemplate().ShouldNotBeNull();
        Peer.Requests.ShouldBeEmpty();
    }

    [Fact]
    public void Parameters_of_a_template_of_ones_own_stay_what_they_are()
    {
        System.Text.Json.Nodes.JsonObject template = Job.BuildArmTemplate();
        template["parameters"]!["Secure_0"] = Parse("""{"type":"string","defaultValue":"mine"}""");
        template["parameters"]!["registry_password"] = Parse("""{"type":"string","defaultValue":"mine"}""");

        System.Text.Json.Nodes.JsonObject built = (Job with
        {
            ArmTemplate = template,
            SecureEnv = new Dictionary<string, Prefect.Blocks.SecretString>(StringComparer.Ordinal) { ["TOKEN"] = "secret-value" },
            ImageRegistry = new DockerRegistryLogin("https://index.docker.io/v1/", "user", "secret-password"),
        }).BuildArmTemplate();

        built["parameters"]!["Secure_0"].ShouldBeJson("""{"type":"string","defaultValue":"mine"}""");
        built["parameters"]!["registry_password"].ShouldBeJson("""{"type":"string","defaultValue":"mine"}""");
        ContainerOf(built)["environmentVariables"].ShouldBeJson("""[{"name":"TOKEN","secureValue":"[parameters('secure_0_')]"}]""");
        GroupOf(built)["properties"]!["imageRegistryCredentials"]
            .ShouldBeJson("""[{"server":"index.docker.io","username":"user","password":"[parameters('registry_password_')]"}]""");
    }

    [Theory]
    [InlineData("12:00:10.123Z cut")]
    [InlineData("0:00:10.123Z cut")]
    [InlineData("-11-20T12:00:10Z cut")]
    [InlineData("11/20/2026 12:00:10 cut")]
    [InlineData("9999999999 bytes were read")]
    public void Lines_whose_beginning_was_cut_off_are_left_out_and_hide_none_after_them(string cut)
    {
        AciLogReader reader = new();

        reader.Next($"{cut}\n2001-01-01T00:00:01.123456789Z whole\n").Select(line => line.Message).ShouldBe(["whole"]);
        reader.Next($"{cut}\n2001-01-01T00:00:01.123456789Z whole\n2001-01-01T00:00:01.223456789Z ünïcødé 文件 \ud83d\ude00\n").Select(line => line.Message)
            .ShouldBe(["ünïcødé 文件 \ud83d\ude00"]);
    }

    private void DeploysSlowly(Action? looked = null)
    {
        bool isCalledOff = false;
        Peer.On($"PUT {AnyDeployment}", ArmReply.Json(Deployment("Accepted"), 201));
        Peer.On($"GET {AnyDeployment}", _ =>
        {
            looked?.Invoke();
            return ArmReply.Json(Deployment(isCalledOff && Peer.RequestsFor($"GET {AnyDeployment}").Count % 2 == 0 ? "Canceled" : "Running"));
        });
        Peer.On(Cancel, _ =>
        {
            isCalledOff = true;
            return ArmReply.Status(204);
        });
    }

    private void ShouldHaveCalledOff()
    {
        Peer.RequestsFor(Cancel).ShouldHaveSingleItem().Query["api-version"].ShouldNotBeNullOrEmpty();
        string[] order = [.. Peer.Requests.Select(request => request.Method)];
        int called = Array.IndexOf(order, "POST");
        order[called + 1].ShouldBe("GET");
        Array.IndexOf(order, "DELETE").ShouldBeGreaterThan(called);
        Peer.RequestsFor($"DELETE {AnyGroup}").Count.ShouldBe(1);
    }
}
