using System.Net;
using System.Text.Json.Nodes;
using Prefect.Blocks;
using Prefect.Flows;
using Prefect.Http;
using Prefect.Testing;

namespace Prefect.Dbt.Tests.Cloud;

/// <summary>What accounts, keys and answers are like at times.</summary>
public sealed class DbtCloudOddityTests : DbtCloudTest
{
    // As the accounts of dbt Cloud's newer regions have them.
    private const long LongId = 70_471_823_453_210;

    [Fact]
    public async Task Ids_are_longer_than_32_bits()
    {
        DbtCloudJob job = new DbtCloudJob { DbtCloudCredentials = Credentials with { AccountId = LongId }, JobId = LongId + 1 }.WithOptions(Options);
        Peer.On($"GET /api/v2/accounts/{LongId}/jobs/{LongId + 1}/", ScriptedDbtCloud.Data(new JsonObject { ["id"] = LongId + 1 }));

        (await job.GetJobAsync(cancellationToken: Token)).Id.ShouldBe(LongId + 1);
    }

    [Theory]
    [InlineData(300)]
    [InlineData(100_000)]
    public async Task A_cause_is_as_long_as_dbt_Cloud_takes_and_keeps_its_mark(int length)
    {
        Cloud.StartFault = RestReply.Reset;

        DbtCloudJobRun run = await Nightly.TriggerAsync(new() { Cause = new string('x', length - 1) + "\U0001F6A2" + new string('y', length) }, Token);

        string cause = Cloud.Causes.ShouldHaveSingleItem();
        cause.Length.ShouldBeLessThanOrEqualTo(255);
        cause.ShouldMatch(@"^x+… \[prefect-submission:[0-9a-f]{32}\]$");
        run.RunId.ShouldBe(101);
    }

    [Fact]
    public async Task A_cause_is_not_cut_within_a_character()
    {
        foreach (int length in Enumerable.Range(190, 20))
        {
            await Nightly.TriggerAsync(new() { Cause = new string('x', length) + string.Concat(Enumerable.Repeat("\U0001F6A2", 50)) }, Token);
        }

        Cloud.Causes.ShouldAllBe(static cause => !cause.Contains('\uFFFD') && cause.Length <= 255);
    }

    [Theory]
    [InlineData("\n")]
    [InlineData("\r\n")]
    [InlineData(" ")]
    public async Task A_key_with_a_line_break_after_it_is_that_key(string end)
    {
        DbtCloudAdministrativeClient client = (Credentials with { ApiKey = ApiKey + end }).GetAdministrativeClient(Options);
        Peer.On("GET /api/v2/accounts/7/jobs/42/", ScriptedDbtCloud.Data(new JsonObject { ["id"] = 42 }));

        await client.GetJobAsync(Job, cancellationToken: Token);

        Peer.Requests.ShouldHaveSingleItem().Authorization.ShouldBe($"Bearer {ApiKey}");
    }

    [Theory]
    [InlineData("\nX-Injected: 1")]
    [InlineData("\u200B")]
    [InlineData("\u201D")]
    public async Task A_key_that_no_header_can_carry_is_told_and_not_shown(string end)
    {
        DbtCloudAdministrativeClient client = (Credentials with { ApiKey = ApiKey + end }).GetAdministrativeClient(Options);

        DbtConfigurationException exception = await Should.ThrowAsync<DbtConfigurationException>(() => client.GetJobAsync(Job, cancellationToken: Token));

        exception.Field.ShouldBe("api_key");
        exception.ToString().ShouldNotContain(ApiKey);
        Peer.Requests.ShouldBeEmpty();
        Clock.Waits.ShouldBeEmpty();
    }

    [Theory]
    [InlineData("G ET")]
    [InlineData("GET\r\nX: 1")]
    public async Task A_method_that_is_none_is_refused(string method)
    {
        await Should.ThrowAsync<ArgumentException>(() => Client.CallEndpointAsync(method, "projects/", cancellationToken: Token));

        Peer.Requests.ShouldBeEmpty();
    }

    [Fact]
    public async Task A_run_of_another_task_may_not_be_known_yet_to_the_flow_that_waits_for_it()
    {
        Reach();
        Peer.On(ScriptedDbtCloud.Get, ScriptedDbtCloud.NotFound(), ScriptedDbtCloud.RunIn(10));

        (await DbtCloudFlows.WaitForDbtCloudJobRunAsync(101, Credentials, cancellationToken: Token)).Status.ShouldBe(DbtCloudJobRunStatus.Success);
    }

    [Fact]
    public async Task A_run_that_succeeded_is_not_asked_about_again()
    {
        Reach();
        Peer.On(ScriptedDbtCloud.Get, ScriptedDbtCloud.RunIn(3), ScriptedDbtCloud.RunIn(10), RestReply.Html());

        (await DbtCloudFlows.RunDbtCloudJobAsync(Nightly, cancellationToken: Token)).ArtifactPaths.ShouldBe(["manifest.json", "run_results.json"]);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_process_that_takes_up_a_failed_run_takes_up_what_was_started_after_it(bool byJob)
    {
        Reach();
        Cloud.Traits = static place => place == 0 ? new JsonObject { ["status"] = 20 } : [];
        Cloud.Steps = static place => Steps(("dbt run", place == 0 ? "Error" : "Success"));
        Peer.On(ScriptedDbtCloud.Artifact, RestReply.Json(Results(("model.shop.a", "error"))));

        DbtCloudRun first = await RunAsync();
        DbtCloudRun second = await RunAsync();

        (first.Id, second.Id, Cloud.Started).ShouldBe((102, 102, 2));

        Task<DbtCloudRun> RunAsync() => byJob
            ? DbtCloudFlows.RunDbtCloudJobAsync(Nightly, submissionKey: "2026-11-20", cancellationToken: Token)
            : DbtCloudFlows.TriggerDbtCloudJobRunAndWaitForCompletionAsync(Credentials, Job, submissionKey: "2026-11-20", cancellationToken: Token);
    }

    [Theory]
    [InlineData("1e999")]
    [InlineData("-1e30")]
    [InlineData("\"NaN\"")]
    public void A_time_that_is_none_is_not_there(string seconds)
    {
        DbtRunResults results = DbtRunResults.Parse(System.Text.Encoding.UTF8.GetBytes($$"""{"elapsed_time":{{seconds}},"results":[{"unique_id":"model.a.b","execution_time":{{seconds}}}]}"""));
        DbtSourceFreshness sources = DbtSourceFreshness.Parse(System.Text.Encoding.UTF8.GetBytes($$"""{"elapsed_time":{{seconds}},"results":[{"max_loaded_at_time_ago_in_s":{{seconds}}}]}"""));

        (results.ElapsedTime, results.Results[0].ExecutionTime, sources.ElapsedTime, sources.Results[0].Age).ShouldBe((TimeSpan.Zero, TimeSpan.Zero, TimeSpan.Zero, null));
    }

    [Fact]
    public async Task A_download_that_cannot_be_written_says_so_once()
    {
        using TemporaryDirectory home = new();
        Peer.On(ScriptedDbtCloud.Artifact, RestReply.Json("{}"));

        DbtCloudGetRunArtifactFailedException missing = await Should.ThrowAsync<DbtCloudGetRunArtifactFailedException>(
            () => Client.DownloadRunArtifactAsync(101, "manifest.json", Path.Combine(home.Path, "none", "manifest.json"), cancellationToken: Token));
        DbtCloudGetRunArtifactFailedException folder = await Should.ThrowAsync<DbtCloudGetRunArtifactFailedException>(
            () => Client.DownloadRunArtifactAsync(101, "manifest.json", home.Path, cancellationToken: Token));

        (missing.IsTransient, folder.IsTransient).ShouldBe((false, false));
        missing.Message.ShouldContain("none");
        Peer.Requests.Count.ShouldBeLessThanOrEqualTo(1);
    }

    [Fact]
    public async Task A_check_of_a_broken_service_says_what_is_broken()
    {
        DbtCloudCredentials here = Credentials with { Domain = Peer.Address.AbsoluteUri };
        Peer.On("GET /api/v2/accounts/7/jobs/", ScriptedDbtCloud.Refusal(503, "Down for maintenance."));

        BlockCheckResult result = await here.CheckAsync(Token);

        result.Succeeded.ShouldBeFalse();
        result.Message.ShouldContain("Down for maintenance.");
        Peer.Requests.Count.ShouldBe(1);
    }

    [Fact]
    public async Task A_check_of_an_account_without_a_list_is_told()
    {
        DbtCloudCredentials here = Credentials with { Domain = Peer.Address.AbsoluteUri };
        Peer.On("GET /api/v2/accounts/7/jobs/", RestReply.Html(200));

        (await here.CheckAsync(Token)).Succeeded.ShouldBeFalse();
    }

    [Fact]
    public async Task An_asset_that_is_too_large_fails_no_run()
    {
        using TemporaryDirectory home = new();
        Cloud.Steps = static _ => Steps(("dbt build", "Success"));
        string manifest = new JsonObject
        {
            ["nodes"] = new JsonObject
            {
                ["model.shop.a"] = new JsonObject
                {
                    ["unique_id"] = "model.shop.a", ["resource_type"] = "model", ["relation_name"] = "db.shop.a", ["description"] = new string('x', 1_600_000),
                },
            },
        }.ToJsonString();
        Peer.On("GET /api/v2/accounts/7/runs/*/artifacts/manifest.json", RestReply.Json(manifest));
        Peer.On("GET /api/v2/accounts/7/runs/*/artifacts/run_results.json", RestReply.Json(Results(("model.shop.a", "success"))));
        await using EmbeddedRunStore store = EmbeddedRunStore.Open(Path.Combine(home.Path, "runs.db"));
        using IDisposable use = RunStore.Use(store);

        (await DbtCloudFlows.RunDbtCloudJobAsync(Nightly, createAssets: true, cancellationToken: Token)).Status.ShouldBe(DbtCloudJobRunStatus.Success);
    }
}
