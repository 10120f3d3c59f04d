using System.Text.Json.Nodes;
using Prefect.Blocks;
using Prefect.Testing;

namespace Prefect.Aws.Tests;

public sealed class GlueMotoTests(MotoServer moto) : IAsyncLifetime
{
    private readonly string _job = "job-" + Guid.NewGuid().ToString("N");

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    private AwsCredentials Credentials => new()
    {
        AwsAccessKeyId = "AKIAIOSFODNN7EXAMPLE",
        AwsSecretAccessKey = "secret-access-key",
        RegionName = "us-east-1",
        AwsClientParameters = new() { EndpointUrl = moto.Endpoint.AbsoluteUri },
    };

    public async ValueTask InitializeAsync()
    {
        await moto.StartAsync(Token);
        JsonObject job = new()
        {
            ["Name"] = _job,
            ["Role"] = "arn:aws:iam::123456789012:role/glue",
            ["Command"] = new JsonObject { ["Name"] = "glueetl", ["ScriptLocation"] = "s3://scripts/nightly.py" },
            ["ExecutionProperty"] = new JsonObject { ["MaxConcurrentRuns"] = 10 },
        };
        await AwsClient.For(Credentials, AwsService.Glue).SendAsync("CreateJob", null, job, "create a job", Token);
    }

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    [Fact]
    public async Task A_job_is_run_to_its_end()
    {
        GlueJobBlock job = new() { JobName = _job, JobWatchPollInterval = 0, AwsCredentials = Credentials };

        GlueJobRun run = await job.TriggerAsync(Token);
        await run.WaitForCompletionAsync(Token);

        (await run.FetchResultAsync(Token)).ShouldBe(GlueJobRunState.Succeeded);
        (await job.CheckAsync(Token)).Stage.ShouldBe(BlockCheckStage.Resource);
    }

    [Fact]
    public async Task A_job_that_is_not_there_is_refused()
    {
        AwsException exception = await Should.ThrowAsync<AwsException>(
            () => new GlueJobBlock { JobName = "gone-" + _job, AwsCredentials = Credentials }.TriggerAsync(Token));

        exception.ErrorCode.ShouldBe("EntityNotFoundException");
    }
}
