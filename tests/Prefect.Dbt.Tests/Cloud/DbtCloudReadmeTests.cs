using System.Text.Json;
using System.Text.Json.Nodes;
using Prefect.Blocks;
using Prefect.Testing;

namespace Prefect.Dbt.Tests.Cloud;

public sealed class DbtCloudReadmeTests : DbtCloudTest
{
    [Fact]
    public async Task The_samples_of_the_README_run()
    {
        Reach();
        await using TemporaryStore store = new();
        using IDisposable use = BlockStore.Use(store.Store);
        Peer.On("GET /api/v2/accounts/7/jobs/42/", ScriptedDbtCloud.Data(new JsonObject { ["id"] = 42 }));
        Peer.On("POST /graphql", RestReply.Json("""{"data":{}}"""));
        Peer.On(ScriptedDbtCloud.Artifact, static request => request.Path.EndsWith("manifest.json", StringComparison.Ordinal)
            ? RestReply.Json("""{"metadata":{"project_name":"shop"}}""")
            : request.Path.EndsWith("run_results.json", StringComparison.Ordinal) ? RestReply.Json(Results(("model.shop.a", "error"))) : null);

        DbtCloudCredentials credentials = new() { ApiKey = ApiKey, AccountId = 7, Domain = "ab123.us1.dbt.com" };
        DbtCloudAdministrativeClient client = credentials.GetAdministrativeClient();
        DbtCloudJobDefinition definition = await client.GetJobAsync(42, cancellationToken: Token);
        List<string> lines = [];
        await foreach (DbtCloudRun failed in client.ListRunsAsync(42, DbtCloudJobRunStatus.Failed, cancellationToken: Token))
        {
            lines.Add($"{failed.Id} {failed.StatusMessage}");
        }

        JsonElement models = await credentials.GetMetadataClient().QueryAsync(
            "query ($jobId: BigInt!) { job(id: $jobId) { models { uniqueId status } } }", new JsonObject { ["jobId"] = 42 }, cancellationToken: Token);
        (definition.Id, lines.Count, models.ValueKind).ShouldBe((42, 0, JsonValueKind.Object));

        Cloud.Traits = static place => place == 0 ? new JsonObject { ["status"] = 20 } : [];
        Cloud.Steps = static _ => Steps(("dbt run", "Error"));
        DbtCloudJob job = new() { DbtCloudCredentials = credentials, JobId = 42, TimeoutSeconds = 3600, TriggerJobRunOptions = new() { GitBranch = "main" } };
        DbtCloudJobRun run = await job.TriggerOnceAsync("2026-11-20", cancellationToken: Token);
        await run.WaitForCompletionAsync(Token);
        if (await run.GetStatusCodeAsync(Token) == DbtCloudJobRunStatus.Failed)
        {
            run = await run.RetryFailedStepsAsync(Token);
            await run.WaitForCompletionAsync(Token);
        }

        DbtCloudRun result = await run.FetchResultAsync(cancellationToken: Token);
        DbtManifest manifest = (await run.GetRunArtifactsAsync("manifest.json", cancellationToken: Token)).ToManifest();
        (result.Id, manifest.Metadata.ProjectName).ShouldBe((102, "shop"));

        await job.SaveAsync("nightly", cancellationToken: Token);
        DbtCloudRun again = await DbtCloudFlows.RunDbtCloudJobAsync(
            await DbtCloudJob.LoadAsync("nightly", cancellationToken: Token), submissionKey: "2026-11-21", cancellationToken: Token);
        again.Id.ShouldBe(103);

        DbtCloudJob patient = job.WithOptions(new DbtCloudOptions { Patience = TimeSpan.FromHours(1), CancelRemote = true });
        patient.JobId.ShouldBe(42);
    }
}
