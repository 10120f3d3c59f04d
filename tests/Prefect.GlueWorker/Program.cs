using Prefect.Aws;
using Prefect.Flows;

// A program that starts a job elsewhere and waits for it; tests kill it at any instant and start it again. The settings say where it
// keeps things, and GLUE_SECRET holds the secret key.
//   ADDRESS KEY-ID DAY   runs the job of a day
// It says "begun", then "triggered ID", then the run's id and state.
GlueJobBlock job = new()
{
    JobName = "nightly",
    JobWatchPollInterval = 0.05,
    AwsCredentials = new()
    {
        AwsAccessKeyId = args[1],
        AwsSecretAccessKey = Environment.GetEnvironmentVariable("GLUE_SECRET"),
        RegionName = "eu-central-1",
        AwsClientParameters = new() { EndpointUrl = args[0] },
    },
};

FlowTask<string, string> trigger = FlowTask.Define(
    "trigger",
    async (string day, CancellationToken token) => (await job.TriggerOnceAsync(day, cancellationToken: token)).Id,
    new TaskOptions { PersistResult = true, CachePolicy = CachePolicy.Inputs });

Flow<string, string> flow = Flow.Define("nightly", async (string day) =>
{
    Console.WriteLine("begun");
    GlueJobRun run = job.Attach(await trigger.RunAsync(day));
    Console.WriteLine($"triggered {run.Id}");
    await run.WaitForCompletionAsync();
    return $"{run.Id} {await run.FetchResultAsync()}";
});

Console.WriteLine(await flow.RunAsync(args[2]));
return 0;
