using Prefect.Databricks;
using Prefect.Flows;

// A program that starts a job elsewhere and waits for it; tests kill it at any instant and start it again. The settings say where it keeps
// things. It says "begun", then "triggered ID", then the run's id and how it ended.
//   HOST DAY     runs the job of a day
if (args is not [string host, string day])
{
    return 64;
}

DatabricksJob job = new(new DatabricksCredentials { DatabricksInstance = host, Token = "dapi-token-of-the-worker-90d2" }, 11)
{
    JobParameters = new() { ["day"] = day },
    Wait = new DatabricksWaitOptions { PollInterval = TimeSpan.FromMilliseconds(50) },
};

FlowTask<string, long> trigger = FlowTask.Define(
    "trigger",
    async (string input, CancellationToken token) => (await job.TriggerOnceAsync(input, token)).RunId,
    new TaskOptions { PersistResult = true, CachePolicy = CachePolicy.Inputs });

Flow<string, string> flow = Flow.Define("nightly", async (string input) =>
{
    Console.WriteLine("begun");
    DatabricksJobRun run = job.Attach(await trigger.RunAsync(input));
    Console.WriteLine($"triggered {run.Id}");
    await run.WaitForCompletionAsync();
    return $"{run.Id} SUCCESS";
});

Console.WriteLine(await flow.RunAsync(day));
return 0;
