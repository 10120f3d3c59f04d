using Prefect.Dbt;
using Prefect.Flows;

// A program that starts a job elsewhere and waits for it; tests kill it at any instant and start it again. The settings say where it keeps
// things. It says "begun", then "triggered ID", then the run's id and state.
//   ADDRESS DAY     runs the job of a day
if (args is not [string address, string day])
{
    return 64;
}

DbtCloudJob job = new()
{
    DbtCloudCredentials = new DbtCloudCredentials { ApiKey = "dbtc-key-of-the-worker-71c3", AccountId = 7, Domain = address },
    JobId = 42,
    IntervalSeconds = 1,
};

FlowTask<string, long> trigger = FlowTask.Define(
    "trigger",
    async (string input, CancellationToken token) => (await job.TriggerOnceAsync(input, cancellationToken: token)).RunId,
    new TaskOptions { PersistResult = true, CachePolicy = CachePolicy.Inputs });

Flow<string, string> flow = Flow.Define("nightly", async (string input) =>
{
    Console.WriteLine("begun");
    DbtCloudJobRun run = job.Attach(await trigger.RunAsync(input));
    Console.WriteLine($"triggered {run.Id}");
    await run.WaitForCompletionAsync();
    return $"{run.Id} {await run.GetStatusCodeAsync()}";
});

Console.WriteLine(await flow.RunAsync(day));
return 0;
