using Prefect.Aws;
using Prefect.Flows;

namespace Prefect.AwsWorker;

/// <summary>
/// Starts a job elsewhere and waits for it; tests kill it at any instant and start it again. The settings say where it keeps things, and
/// GLUE_SECRET holds the secret key. It says "begun", then "triggered ID", then the run's id and state.
/// </summary>
internal static class GlueDay
{
    public static async Task<int> RunAsync(string address, string key, string day)
    {
        GlueJobBlock job = new()
        {
            JobName = "nightly",
            JobWatchPollInterval = 0.05,
            AwsCredentials = new()
            {
                AwsAccessKeyId = key,
                AwsSecretAccessKey = Environment.GetEnvironmentVariable("GLUE_SECRET"),
                RegionName = "eu-central-1",
                AwsClientParameters = new() { EndpointUrl = address },
            },
        };

        FlowTask<string, string> trigger = FlowTask.Define(
            "trigger",
            async (string input, CancellationToken token) => (await job.TriggerOnceAsync(input, cancellationToken: token)).Id,
            new TaskOptions { PersistResult = true, CachePolicy = CachePolicy.Inputs });

        Flow<string, string> flow = Flow.Define("nightly", async (string input) =>
        {
            Console.WriteLine("begun");
            GlueJobRun run = job.Attach(await trigger.RunAsync(input));
            Console.WriteLine($"triggered {run.Id}");
            await run.WaitForCompletionAsync();
            return $"{run.Id} {await run.FetchResultAsync()}";
        });

        Console.WriteLine(await flow.RunAsync(day));
        return 0;
    }
}
