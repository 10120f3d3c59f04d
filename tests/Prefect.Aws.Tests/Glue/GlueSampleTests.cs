using System.Text.Json.Nodes;
using Prefect.Blocks;
using Prefect.Flows;
using Prefect.Testing;

namespace Prefect.Aws.Tests;

public sealed class GlueSampleTests : GlueTest
{
    [Fact]
    public async Task The_samples_of_the_README_run()
    {
        await using TemporaryStore store = new();
        using IDisposable scope = BlockStore.Use(store.Store);
        await (Job() with { JobWatchPollInterval = 0 }).SaveAsync("nightly", cancellationToken: Token);
        await new LambdaFunction { FunctionName = "resize", AwsCredentials = Peer.Credentials() }.SaveAsync("resize", cancellationToken: Token);
        Peer.On("lambda.Invoke", AwsReply.Json("""{"width":64}"""));

        LambdaFunction resize = await LambdaFunction.LoadAsync("resize", cancellationToken: Token);
        using LambdaResult result = await resize.InvokeAsync(new JsonObject { ["key"] = "raw/a.png" }, tail: true, cancellationToken: Token);
        JsonNode? answer = result.FunctionError is null ? await result.ReadJsonAsync(Token) : throw new InvalidOperationException(result.LogTail);

        GlueJobBlock job = await GlueJobBlock.LoadAsync("nightly", cancellationToken: Token);
        FlowTask<string, string> start = FlowTask.Define(
            "start",
            async (string day, CancellationToken token) => (await job.TriggerOnceAsync($"nightly-{day}", cancellationToken: token)).Id,
            new TaskOptions { Retries = 3 });
        Flow<string, GlueJobRunState> flow = Flow.Define("nightly", async (string day) =>
        {
            GlueJobRun run = job.Attach(await start.RunAsync(day));
            await run.WaitForCompletionAsync();
            return await run.FetchResultAsync();
        });

        ((int?)answer!["width"]).ShouldBe(64);
        (await flow.RunAsync("2026-11-20", Token)).ShouldBe(GlueJobRunState.Succeeded);
        (await flow.RunAsync("2026-11-20", Token)).ShouldBe(GlueJobRunState.Succeeded);
        Glue.Started.ShouldBe(1);
    }
}
