using System.Text.Json.Nodes;
using Prefect.Blocks;
using Prefect.Client;
using Prefect.Flows.Tests.Runners;

namespace Prefect.Flows.Tests.Contexts;

public sealed class ContextSnapshotTests : PoolTest
{
    private static readonly FlowTask<string, string> s_capture = FlowTask.Define("capture", static (string _) => ContextSnapshot.Capture().ToJson().ToJsonString());
    private static readonly Flow<SecretString, string> s_flow = Flow.Define("snapshot", static async (SecretString password) => await s_capture.RunAsync("now"));

    [Fact]
    public void Every_key_is_there_outside_runs()
    {
        JsonObject json = ContextSnapshot.Capture().ToJson();

        json.Select(pair => pair.Key).ShouldBe(
            ["flow_run_context", "task_run_context", "tags_context", "settings_context", "asset_context", "deployment_id", "deployment_parameters"], ignoreOrder: true);
        foreach (string key in (string[])["flow_run_context", "task_run_context", "tags_context", "asset_context", "deployment_parameters"])
        {
            json[key]!.AsObject().ShouldBeEmpty(key);
        }

        json["deployment_id"].ShouldBeNull();
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("null")]
    [InlineData("{}")]
    public void Nothing_hydrates_to_nothing(string? json)
    {
        Ambient before = Ambient.Current;
        ContextSnapshot snapshot = ContextSnapshot.Parse(json);

        using (snapshot.Hydrate())
        using (ContextSnapshot.Hydrate(null))
        {
            Ambient.Current.ShouldBeSameAs(before);
        }

        snapshot.IsEmpty.ShouldBeTrue();
        snapshot.ToJson().ShouldBeEmpty();
    }

    [Theory]
    [InlineData("[]")]
    [InlineData("7")]
    [InlineData("{\"tags_context\": 7}")]
    [InlineData("{\"flow_run")]
    public void What_is_no_snapshot_is_refused_without_quoting_it(string json)
    {
        ArgumentException thrown = Should.Throw<ArgumentException>(() => ContextSnapshot.Parse(json));

        thrown.ParamName.ShouldBe("json");
        thrown.ToString().ShouldNotContain("flow_run\"");
    }

    [Fact]
    public async Task A_hydrated_snapshot_is_the_run_that_it_was_taken_in()
    {
        ContextSnapshot snapshot;
        using (Tags.Add("red"))
        {
            snapshot = ContextSnapshot.Parse(await RunAsync(s_flow, "hunter22"));
        }

        FlowRun flowRun = await FlowRunAsync();
        TaskRun taskRun = (await TaskRunsAsync()).ShouldHaveSingleItem();
        Ambient before = Ambient.Current;
        using (RunStore.Use(Store))
        using (snapshot.Hydrate())
        {
            FlowRunContext flow = FlowRunContext.Require();
            flow.IsDetached.ShouldBeTrue();
            flow.Flow.ShouldBeSameAs(s_flow);
            flow.FlowRun.Id.ShouldBe(flowRun.Id);
            flow.FlowRun.State.IsRunning.ShouldBeTrue();
            flow.Parameters["password"].ShouldBeOfType<SecretString>().Reveal().ShouldBe("hunter22");
            flow.TaskRunner.ShouldBeOfType<ThreadPoolTaskRunner>();
            TaskRunContext task = TaskRunContext.Require();
            task.Task.ShouldBeSameAs(s_capture);
            task.TaskRun.Id.ShouldBe(taskRun.Id);
            task.TaskRun.FlowRunId.ShouldBe(flow.FlowRun.Id);
            task.TaskRun.RunCount.ShouldBe(1);
            task.Parameters["_"].ShouldBe("now");
            RunContext.Current.ShouldBeSameAs(task);
            TagsContext.Current.Tags.ShouldBe(["red"]);
        }

        Ambient.Current.ShouldBe(before);
    }

    [Theory]
    [InlineData("compressed/json")]
    [InlineData("json")]
    [InlineData(null)]
    public async Task The_store_of_results_comes_back_with_the_runs(string? serializer)
    {
        ResultStorage storage = ResultStorage.Folder(Path.Combine(Folder, "kept"));
        FlowTask<string> capture = FlowTask.Define("capture", () => ContextSnapshot.Capture().ToJson().ToJsonString(), new() { CacheResultInMemory = false });
        Flow<string> flow = Flow.Define(
            "kept", async () => await capture.RunAsync(), new() { ResultStorage = storage, ResultSerializer = serializer is null ? null : ResultSerializer.FromString(serializer), PersistResult = true });
        ContextSnapshot snapshot = ContextSnapshot.Parse(await RunAsync(flow));

        using (RunStore.Use(Store))
        using (snapshot.Hydrate())
        {
            ResultStore ofFlow = FlowRunContext.Require().ResultStore.ShouldNotBeNull();
            ofFlow.Storage.ShouldBe(storage);
            ofFlow.Serializer?.Type.ShouldBe(serializer);
            ofFlow.MetadataStorage.ShouldBe(ResultStorage.None);
            ResultStore ofTask = ResultStore.Current;
            ofTask.Storage.ShouldBe(storage);
            ofTask.Serializer?.Type.ShouldBe(serializer);
            ofTask.MetadataStorage.ShouldBeNull();
            ofTask.CacheInMemory.ShouldBeFalse();
        }
    }

    [Fact]
    public async Task A_block_with_a_secret_comes_back_as_an_argument()
    {
        Secret secret = new() { Value = "hunter23" };
        FlowTask<Secret, string> capture = FlowTask.Define("capture", (Secret _) => ContextSnapshot.Capture().ToJson().ToJsonString());
        Flow<Secret, string> flow = Flow.Define("secret", async (Secret block) => await capture.RunAsync(block));
        ContextSnapshot snapshot = ContextSnapshot.Parse(await RunAsync(flow, secret));

        using (RunStore.Use(Store))
        using (snapshot.Hydrate())
        {
            FlowRunContext.Require().Parameters["block"].ShouldBeOfType<Secret>().Get()!.ToString().ShouldBe("hunter23");
            TaskRunContext.Require().Parameters["_"].ShouldBeOfType<Secret>().Get()!.ToString().ShouldBe("hunter23");
        }
    }

    [Fact]
    public async Task Settings_come_back_as_they_were()
    {
        PrefectSettings settings = Settings.With(new Dictionary<string, string?> { ["PREFECT_API_KEY"] = "pnu_secret_key", ["PREFECT_FLOWS_DEFAULT_RETRIES"] = "3" });
        string json;
        using (PrefectSettings.Use(settings))
        {
            using IDisposable store = RunStore.Use(Store);
            json = await s_flow.RunAsync("x", Token);
        }

        using (RunStore.Use(Store))
        using (ContextSnapshot.Parse(json).Hydrate())
        {
            PrefectSettings.Current["PREFECT_API_KEY"].Reveal().ShouldBe("pnu_secret_key");
            PrefectSettings.Current.Flows.DefaultRetries.ShouldBe(3);
            PrefectSettings.Current.StoreKind.ShouldBe(settings.StoreKind);
            PrefectSettings.Current.Home.ToString().ShouldBe(settings.Home.ToString());
        }
    }

    [Fact]
    public void A_snapshot_prints_no_secret_and_can_do_without()
    {
        PrefectSettings settings = Settings.With(new Dictionary<string, string?> { ["PREFECT_API_KEY"] = "pnu_other_secret" });
        using (PrefectSettings.Use(settings))
        {
            ContextSnapshot.Capture().ToString().ShouldBe("ContextSnapshot outside runs");
            ContextSnapshot.Capture().ToJson().ToJsonString().ShouldContain("pnu_other_secret");
            ContextSnapshot.Capture(SecretHandling.Mask).ToJson().ToJsonString().ShouldNotContain("pnu_other_secret");
        }
    }

    [Fact]
    public void The_deployment_is_part_of_it()
    {
        DeploymentContext deployment = new(Guid.NewGuid(), new Dictionary<string, object?> { ["day"] = "monday", ["count"] = 3 });
        ContextSnapshot snapshot;
        using (DeploymentContext.Enter(deployment))
        {
            snapshot = ContextSnapshot.Parse(ContextSnapshot.Capture().ToJson().ToJsonString());
        }

        Ambient.Current.Deployment.ShouldBeNull();
        using (RunStore.Use(Store))
        using (snapshot.Hydrate())
        {
            Ambient.Current.Deployment!.Id.ShouldBe(deployment.Id);
            Ambient.Current.Deployment.Parameters["day"].ShouldBe("monday");
            Ambient.Current.Deployment.Parameters["count"].ShouldBe(3);
        }
    }

    [Fact]
    public void The_outermost_deployment_holds_for_runs_inside_it()
    {
        FlowRun outer = new(Guid.NewGuid(), DateTimeOffset.UnixEpoch) { FlowName = "outer", DeploymentId = Guid.NewGuid() };
        FlowRun inner = new(Guid.NewGuid(), DateTimeOffset.UnixEpoch) { FlowName = "inner", DeploymentId = Guid.NewGuid() };
        DeploymentContext? root = DeploymentContext.In(null, outer);

        root!.Id.ShouldBe(outer.DeploymentId!.Value);
        DeploymentContext.In(root, inner).ShouldBeSameAs(root);
    }
}
