using System.Security.Cryptography;
using System.Text;
using Prefect.Aws;
using Prefect.Blocks;
using Prefect.Flows;
using Prefect.Testing;

namespace Prefect.Demo.Tests;

public sealed class DemoTests(S3rverServer s3)
{
    private const string EuropeRow = "europe,58,49,47,0,240";

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Main_job_summarises_through_a_local_folder_and_signs_the_report()
    {
        using TemporaryDirectory home = new();

        (int exitCode, string output) = await DemoRun.RunAsync(home);

        exitCode.ShouldBe(0, output);
        output.ShouldContain("europe");
        byte[] report = await File.ReadAllBytesAsync(home.Combine("demo/time-zones/summary.csv"), Cancellation);
        Encoding.UTF8.GetString(report).Split('\n').ShouldContain(EuropeRow);
        await using EmbeddedBlockStore store = EmbeddedBlockStore.Open(
            home.Combine("dotnet/store.db"), new EmbeddedStoreOptions { KeysFolder = home.Combine("keys") });
        string key = (await Secret.LoadAsync("demo-signing-key", store: store, cancellationToken: Cancellation)).GetText();
        (await File.ReadAllTextAsync(home.Combine("demo/time-zones/summary.csv.hmac"), Cancellation))
            .ShouldBe(Convert.ToHexStringLower(HMACSHA256.HashData(Encoding.UTF8.GetBytes(key), report)));
        output.ShouldNotContain(key);
    }

    [Fact]
    public async Task Main_job_can_be_run_again()
    {
        using TemporaryDirectory home = new();
        (await DemoRun.RunAsync(home)).ExitCode.ShouldBe(0);
        (int exitCode, string output) = await DemoRun.RunAsync(home);
        exitCode.ShouldBe(0, output);
        (await RecordedRuns.ReadAsync(home)).FlowRuns.Count.ShouldBe(2);
    }

    [Fact]
    public async Task Main_job_leaves_its_runs_its_log_and_a_table()
    {
        using TemporaryDirectory home = new();

        (int exitCode, string output) = await DemoRun.RunAsync(home);

        exitCode.ShouldBe(0, output);
        RecordedRuns recorded = await RecordedRuns.ReadAsync(home);
        FlowRun run = recorded.FlowRuns.ShouldHaveSingleItem();
        (run.FlowName, run.State.Name).ShouldBe(("time-zones", "Completed"));
        output.ShouldContain($"dotnet prefect flow-run logs {run.Id}");
        recorded.TaskRuns.Count.ShouldBe(12);
        recorded.TaskRuns.ShouldAllBe(task => task.State.IsCompleted);
        recorded.TaskRuns.Select(task => task.Name).ShouldContain("summarise-europe.csv");
        recorded.Logs.ShouldContain(log => log.Message == "europe has 58 time zones in 49 countries");
        Artifact table = recorded.Artifacts.ShouldHaveSingleItem();
        (table.Key, table.Type, table.FlowRunId).ShouldBe(("time-zones", "table", run.Id));
        table.Text.ShouldNotBeNull().ShouldContain("\"Region\": \"europe\", \"Zones\": 58");
    }

    [Theory]
    [InlineData("")]
    [InlineData("year/2026")]
    public async Task Main_job_runs_the_same_on_a_bucket(string folder)
    {
        using TemporaryDirectory home = new();
        S3Bucket bucket = await BucketAsync(folder);
        await using (EmbeddedBlockStore store = EmbeddedBlockStore.Open(
            home.Combine("dotnet/store.db"), new EmbeddedStoreOptions { KeysFolder = home.Combine("keys") }))
        {
            await bucket.SaveAsync("landing", store: store, cancellationToken: Cancellation);
        }

        (int exitCode, string output) = await DemoRun.RunAsync(home, "--storage", "s3-bucket/landing");

        exitCode.ShouldBe(0, output);
        Encoding.UTF8.GetString(await bucket.ReadPathAsync("time-zones/summary.csv", Cancellation)).Split('\n').ShouldContain(EuropeRow);
    }

    [Theory]
    [InlineData("s3-bucket/missing", "s3-bucket/missing")]
    [InlineData("no-slash", "no-slash")]
    [InlineData("secret/demo-signing-key", "storage block")]
    public async Task Storage_that_cannot_be_used_is_named(string storage, string named)
    {
        using TemporaryDirectory home = new();
        (int exitCode, string output) = await DemoRun.RunAsync(home, "--storage", storage);
        exitCode.ShouldBe(1);
        output.ShouldContain(named);
        output.ShouldNotContain("   at ");
        output.ShouldNotContain('\e'.ToString());
        (await RecordedRuns.ReadAsync(home)).FlowRuns.ShouldHaveSingleItem().State.Name.ShouldBe("Failed");
    }

    [Fact]
    public async Task Storage_that_fails_is_tried_again_and_fails_the_run()
    {
        using TemporaryDirectory home = new();
        string file = home.WriteFile("occupied", "where a folder should be");
        await using (EmbeddedBlockStore store = EmbeddedBlockStore.Open(
            home.Combine("dotnet/store.db"), new EmbeddedStoreOptions { KeysFolder = home.Combine("keys") }))
        {
            await new LocalFileSystem { Basepath = Path.Combine(file, "below") }.SaveAsync("broken", store: store, cancellationToken: Cancellation);
        }

        (int exitCode, string output) = await DemoRun.RunAsync(home, "--storage", "local-file-system/broken");

        exitCode.ShouldBe(1, output);
        RecordedRuns recorded = await RecordedRuns.ReadAsync(home);
        recorded.FlowRuns.ShouldHaveSingleItem().State.Name.ShouldBe("Failed");
        TaskRun task = recorded.TaskRuns.ShouldHaveSingleItem();
        (task.TaskName, task.State.Name, task.RunCount).ShouldBe(("store-and-fetch", "Failed", 3));
        recorded.Artifacts.ShouldBeEmpty();
    }

    private async Task<S3Bucket> BucketAsync(string folder)
    {
        Uri endpoint = await s3.StartAsync(Cancellation);
        MinIOCredentials credentials = new()
        {
            MinioRootUser = S3rverServer.AccessKey,
            MinioRootPassword = S3rverServer.SecretKey,
            AwsClientParameters = new() { EndpointUrl = endpoint.AbsoluteUri },
        };
        string name = $"demo-{Guid.NewGuid():N}";
        await credentials.GetClient().PutBucketAsync(new Amazon.S3.Model.PutBucketRequest { BucketName = name }, Cancellation);
        return new S3Bucket { BucketName = name, Credentials = credentials, BucketFolder = folder };
    }
}
