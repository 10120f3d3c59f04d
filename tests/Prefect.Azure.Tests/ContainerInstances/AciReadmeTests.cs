using Prefect.Blocks;
using Prefect.Http;
using Prefect.Testing;
using static Prefect.Azure.Tests.ContainerInstances.AciSamples;

namespace Prefect.Azure.Tests.ContainerInstances;

public sealed class AciReadmeTests : AciTest
{
    [Fact]
    public async Task The_samples_of_the_README_run()
    {
        Peer.Deploys();
        Peer.On($"GET {AnyGroup}", Is("Running"), Is("Terminated", 0));
        Peer.On($"GET {AnyLogs}", Printed("2026-11-20T12:00:01Z 1,204 rows"));
        AzureContainerInstanceCredentials credentials = Credentials(Peer);
        AciJob report = new()
        {
            AciCredentials = credentials,
            SubscriptionId = Subscription,
            ResourceGroupName = "demo",
            Name = "report",
            Image = "acme.azurecr.io/report:7",
            ImageRegistry = new AcrManagedIdentity("acme.azurecr.io", IdentityId),
            Entrypoint = null,
            Command = ["dotnet", "Report.dll", "2026-11-20"],
            Env = new Dictionary<string, string?> { ["REGION"] = "eu" },
            SecureEnv = new Dictionary<string, SecretString> { ["DB_PASSWORD"] = "azure-kv:jobs/db-password" },
            Cpu = 0.5,
            Memory = 1.5,
        };
        report = report with { Options = Job.Options, SecureEnv = new Dictionary<string, SecretString> { ["DB_PASSWORD"] = "pw" } };

        AciJobRun run = await report.RunAsync(Token);
        List<string> printed = [];
        await foreach (AciLogLine line in run.FollowLogsAsync(Token))
        {
            printed.Add(line.Message);
        }

        Peer.Deletes();
        AciJobOutcome outcome = await run.WaitAsync(cancellationToken: Token);
        printed.ShouldBe(["1,204 rows"]);
        outcome.ExitCode.ShouldBe(0);

        Peer.On($"GET {AnyGroup}", Is("Running"), Is("Terminated", 0));
        Guid flowRunId = Guid.NewGuid();
        AciWorker worker = new(report) { Started = (identifier, _) => Task.CompletedTask };
        AciWorkerResult result = await worker.RunAsync(
            new WorkerFlowRun(flowRunId, Guid.NewGuid())
            {
                FlowName = "nightly-load",
                WorkPoolName = "aci-pool",
                Command = "dotnet App.dll",
                Env = new Dictionary<string, string?> { ["PREFECT_API_URL"] = "https://prefect.example/api" },
            },
            Token);
        result.ShouldBe(new AciWorkerResult($"nightly-load-{flowRunId}", 0));
    }
}
