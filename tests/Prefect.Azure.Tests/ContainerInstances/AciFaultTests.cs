using System.Net;
using Prefect.Testing;
using static Prefect.Azure.Tests.ContainerInstances.AciSamples;

namespace Prefect.Azure.Tests.ContainerInstances;

public sealed class AciFaultTests : AciTest
{
    private static readonly TimeSpan[] s_waits = [TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(2), TimeSpan.FromSeconds(4)];

    private AciContainerGroups Groups => new(Job.AciCredentials.Connect(Job.Options!.Access), Subscription);

    public static TheoryData<string> Passing => ["500", "503", "429", "html", "half", "reset", "broken", "list"];

    [Theory]
    [MemberData(nameof(Passing))]
    public async Task What_passes_is_waited_out_three_times(string fault)
    {
        ArmReply broken = Broken(fault);
        Peer.On($"GET {AnyGroup}", broken, broken, broken, Is("Running"));

        (await Groups.GetAsync(ResourceGroup, "demo1", Token)).Containers.Single().State.ShouldBe("Running");

        Clock.Waits.ShouldBe(s_waits);
    }

    [Theory]
    [MemberData(nameof(Passing))]
    public async Task What_lasts_is_told_after_four_attempts(string fault)
    {
        Peer.On($"GET {AnyGroup}", Broken(fault));

        AzureException exception = await Should.ThrowAsync<AzureException>(() => Groups.GetAsync(ResourceGroup, "demo1", Token));

        exception.IsTransient.ShouldBeTrue();
        exception.Message.ShouldContain("read the state of the container group 'demo1'");
        exception.Message.ShouldNotContain("<html>");
        exception.ToString().ShouldNotContain(Peer.ClientSecret);
        Peer.Requests.Count.ShouldBe(4);
    }

    [Fact]
    public async Task Silence_ends_after_the_time_of_a_request()
    {
        Peer.On($"GET {AnyGroup}", ArmReply.Never());
        AciJob job = Job with { Options = Job.Options! with { RequestTimeout = TimeSpan.FromSeconds(2) } };

        AzureException exception = await Should.ThrowAsync<AzureException>(() => job.Attach("run:demo1").DescribeAsync(Token));

        exception.Message.ShouldContain("there was no answer in time");
        Peer.RequestsFor($"GET {AnyGroup}").Count.ShouldBeGreaterThan(1);
    }

    [Fact]
    public async Task Service_says_how_long_to_wait()
    {
        Peer.On($"GET {AnyGroup}", ArmReply.Throttled(17), ArmReply.Throttled(86400), Is("Running"));

        await Groups.GetAsync(ResourceGroup, "demo1", Token);

        Clock.Waits.ShouldBe([TimeSpan.FromSeconds(17), TimeSpan.FromMinutes(1)]);
    }

    [Theory]
    [InlineData(403, "AuthorizationFailed")]
    [InlineData(400, "BadRequest")]
    [InlineData(409, "Conflict")]
    public async Task Refusal_is_not_repeated(int status, string code)
    {
        Peer.On($"GET {AnyGroup}", ArmReply.Error(code, "The client does not have authorization.", status));

        AzureException exception = await Should.ThrowAsync<AzureException>(() => Groups.GetAsync(ResourceGroup, "demo1", Token));

        exception.StatusCode.ShouldBe((HttpStatusCode)status);
        exception.ErrorCode.ShouldBe(code);
        exception.RequestId.ShouldNotBeNull();
        exception.IsTransient.ShouldBeFalse();
        Peer.Requests.Count.ShouldBe(1);
    }

    [Fact]
    public async Task Token_that_is_taken_back_is_told()
    {
        Peer.On($"GET {AnyGroup}", Is("Running"));
        AciContainerGroups groups = Groups;
        await groups.GetAsync(ResourceGroup, "demo1", Token);
        Peer.RevokeTokens();

        AzureException exception = await Should.ThrowAsync<AzureException>(() => groups.GetAsync(ResourceGroup, "demo1", Token));

        exception.ErrorCode.ShouldBe("InvalidAuthenticationToken");
        exception.Message.ShouldContain("tenant_id");
        exception.Message.ShouldNotContain(Peer.Tokens[0]);
    }

    [Fact]
    public async Task Healthy_container_survives_a_service_that_is_away_for_minutes()
    {
        Peer.Deploys();
        int look = 0;
        Peer.On($"GET {AnyGroup}", _ => ++look switch
        {
            1 => Is("Running"),
            < 100 => ArmReply.InternalError(503),
            _ => Is("Terminated", 0),
        });
        Peer.Deletes();

        (await Job.RunToCompletionAsync(Token)).Succeeded.ShouldBeTrue();
    }

    [Fact]
    public async Task Patience_ends_and_the_container_goes_on()
    {
        Peer.Deploys();
        Peer.On($"GET {AnyGroup}", Is("Running"), ArmReply.InternalError());
        DateTimeOffset began = Clock.GetUtcNow();

        AciJobRun run = await Job.RunAsync(Token);
        (await Should.ThrowAsync<AzureException>(() => run.WaitAsync(cancellationToken: Token))).IsTransient.ShouldBeTrue();

        (Clock.GetUtcNow() - began).ShouldBeGreaterThan(TimeSpan.FromMinutes(15));
        Peer.RequestsFor($"DELETE {AnyGroup}").ShouldBeEmpty();
    }

    [Fact]
    public async Task Start_whose_answer_was_lost_is_not_made_twice()
    {
        Peer.Deploys();
        Peer.On($"PUT {AnyDeployment}", ArmReply.Reset(), ArmReply.Error("DeploymentActive", "The deployment is still active.", 409));
        Peer.On($"GET {AnyGroup}", Is("Terminated", 0));
        Peer.Deletes();

        (await Job.RunToCompletionAsync(Token)).Succeeded.ShouldBeTrue();

        Peer.RequestsFor($"PUT {AnyDeployment}").Select(request => request.Path).Distinct().Count().ShouldBe(1);
    }

    [Fact]
    public async Task Start_that_nobody_knows_of_is_cleared_away()
    {
        Peer.On($"PUT {AnyDeployment}", ArmReply.InternalError());
        Peer.Deletes();

        (await Should.ThrowAsync<AzureException>(() => Job.RunAsync(Token))).IsTransient.ShouldBeTrue();

        Peer.RequestsFor($"DELETE {AnyGroup}").Count.ShouldBe(1);
    }

    [Fact]
    public async Task Start_is_waited_for_while_the_service_is_away()
    {
        Peer.Deploys();
        Peer.On(
            $"GET {AnyDeployment}",
            [.. Enumerable.Repeat(ArmReply.InternalError(502), 9), ArmReply.Json(Deployment("Succeeded"))]);
        Peer.On($"GET {AnyGroup}", Is("Terminated", 0));
        Peer.Deletes();

        (await Job.RunToCompletionAsync(Token)).Succeeded.ShouldBeTrue();
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Group_that_is_in_transition_is_ended_all_the_same(bool keeps)
    {
        ArmReply moving = ArmReply.Error("ContainerGroupTransitioning", "The container group is still transitioning.", 409);
        ArmReply[] replies = [.. Enumerable.Repeat(moving, 6), ArmReply.Status(204)];
        Peer.On($"GET {AnyGroup}", Is("Running"), ArmReply.NotFound());
        Peer.On($"DELETE {AnyGroup}", replies);
        Peer.On($"POST {AnyStop}", replies);

        await (Job with { KeepContainerGroup = keeps }).Attach("run:demo1").StopAsync(Token);

        Peer.RequestsFor(keeps ? $"POST {AnyStop}" : $"DELETE {AnyGroup}").Count.ShouldBe(7);
    }

    [Fact]
    public async Task Run_that_was_taken_up_is_not_given_up_while_the_service_is_away()
    {
        Peer.On($"GET {AnyDeployment}", [.. Enumerable.Repeat(ArmReply.InternalError(502), 9), ArmReply.Json(Deployment("Running")), ArmReply.Json(Deployment("Succeeded"))]);
        Peer.On($"GET {AnyGroup}", Is("Terminated", 0));
        Peer.Deletes();

        (await Job.Attach("run:demo1").WaitAsync(cancellationToken: Token)).Succeeded.ShouldBeTrue();
    }

    [Theory]
    [InlineData("""{"name":"g","properties":{"containers":null,"instanceView":7}}""")]
    [InlineData("""{"name":"g","tags":{"a":{"b":1},"c":null},"properties":{"containers":[7,{"name":5,"properties":"x"}]}}""")]
    [InlineData("""{"name":"g","properties":{"containers":[{"properties":{"instanceView":{"currentState":{"state":"Terminated","exitCode":"2","finishTime":"never"},"events":[{}]}}}]}}""")]
    public async Task Answers_of_an_odd_shape_are_read_as_far_as_they_go(string group)
    {
        Peer.On($"GET {AnyGroup}", ArmReply.Json(group));

        (await Groups.GetAsync(ResourceGroup, "g", Token)).Name.ShouldBe("g");
    }

    [Theory]
    [InlineData("""{"name":"a","name":"b","properties":{}}""")]
    [InlineData("""{"name":"g"}""")]
    [InlineData("{}")]
    [InlineData("")]
    public async Task Answers_that_tell_nothing_are_no_verdict(string body)
    {
        Peer.On($"GET {AnyGroup}", ArmReply.Json(body));

        (await Should.ThrowAsync<AzureException>(() => Groups.GetAsync(ResourceGroup, "g", Token))).IsTransient.ShouldBeTrue();
    }

    [Fact]
    public async Task Lists_go_on_over_pages_of_the_same_host_alone()
    {
        string groups = $"/subscriptions/{Subscription}/providers/Microsoft.ContainerInstance/containerGroups";
        Peer.On($"GET {groups}", request => ArmReply.Json(request.Query.ContainsKey("skip")
            ? """{"value":[{"name":"two","properties":{}}],"nextLink":"https://evil.example/steal?api-version=1"}"""
            : $$"""{"value":[{"name":"one","properties":{ } }],"nextLink":"https://management.azure.com{{groups}}?api-version=2022-09-01&skip=1"}"""));
        List<string> names = [];

        AzureException exception = await Should.ThrowAsync<AzureException>(async () =>
        {
            await foreach (AciContainerGroup group in Groups.ListAsync(cancellationToken: Token))
            {
                names.Add(group.Name);
            }
        });

        names.ShouldBe(["one", "two"]);
        exception.Message.ShouldContain("evil.example");
        Peer.Requests.ShouldAllBe(request => request.Host == "management.azure.com");
    }

    [Theory]
    [InlineData("https://management.azure.com/subscriptions/{0}/providers/Microsoft.ContainerInstance/containerGroups?api-version=2022-09-01&skip=1")]
    [InlineData("https://[")]
    public async Task A_list_that_does_not_go_on_is_given_up(string next)
    {
        string groups = $"/subscriptions/{Subscription}/providers/Microsoft.ContainerInstance/containerGroups";
        string page = $$"""{"value":[{"name":"one","properties":{} }],"nextLink":"{{next.Replace("{0}", Subscription, StringComparison.Ordinal)}}"}""";
        Peer.On($"GET {groups}", _ => ArmReply.Json(Peer.Requests.Count < 10 ? page : "{}"));

        AzureException exception = await Should.ThrowAsync<AzureException>(async () =>
        {
            await foreach (AciContainerGroup group in Groups.ListAsync(cancellationToken: Token))
            {
                group.Name.ShouldBe("one");
            }
        });

        exception.Message.ShouldContain("does not go on");
        exception.ToString().ShouldNotContain(Subscription);
    }

    [Fact]
    public async Task Nothing_secret_is_in_traces_and_errors()
    {
        using CapturedActivities activities = new("Prefect.Azure");
        Peer.On($"GET {AnyGroup}", ArmReply.Error("AuthorizationFailed", $"No right on '/subscriptions/{Subscription}/resourceGroups/demo'.", 403));

        AzureException exception = await Should.ThrowAsync<AzureException>(() => Groups.GetAsync(ResourceGroup, "demo1", Token));

        activities.Activities.ShouldContain(activity => activity.OperationName == "ContainerInstances.GetContainerGroup"
            && (string?)activity.GetTagItem("error.type") == "AuthorizationFailed"
            && (string?)activity.GetTagItem("azure.service.request.id") == exception.RequestId);
        LeakSweep sweep = new(new Canary("client secret", Peer.ClientSecret), new Canary("token", Peer.Tokens[0]));
        sweep.AssertClean(activities);
        sweep.AssertClean(exception);
        exception.Message.ShouldNotContain(Subscription);
    }

    private static ArmReply Broken(string fault) => fault switch
    {
        "500" => ArmReply.InternalError(),
        "503" => ArmReply.InternalError(503),
        "429" => ArmReply.Throttled(),
        "html" => ArmReply.Html(200),
        "half" => ArmReply.Half(),
        "reset" => ArmReply.Reset(),
        "list" => ArmReply.Json("[1,2]"),
        _ => ArmReply.Json("{\"properties\":{"),
    };
}
