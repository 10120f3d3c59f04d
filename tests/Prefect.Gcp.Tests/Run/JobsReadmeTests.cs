using System.Text.Json.Nodes;
using Prefect.Http;
using Prefect.Testing;

namespace Prefect.Gcp.Tests.Run;

public sealed class JobsReadmeTests : CloudRunTest
{
    [Fact]
    public async Task The_samples_of_the_README_about_Cloud_Run_run()
    {
        using IDisposable scope = AtPeer();
        Runs(null, "CONDITION_SUCCEEDED");
        GcpCredentials credentials = Credentials;
        CloudRunJobV2 report = new()
        {
            Credentials = credentials,
            Region = "europe-west1",
            Name = "report",
            Image = "europe-west1-docker.pkg.dev/acme/images/report:7",
            Command = ["dotnet", "Report.dll", "2026-11-20"],
            Env = new Dictionary<string, string?> { ["REGION"] = "eu" },
            EnvFromSecrets = new Dictionary<string, SecretKeySelector> { ["DB_PASSWORD"] = new("db-password", "latest") },
            Cpu = "2000m",
            Memory = "1Gi",
            Timeout = TimeSpan.FromMinutes(30),
        };
        report = report with { Options = Job.Options };

        CloudRunJobRun run = await report.RunAsync(Token);
        CloudRunOutcome outcome = await run.WaitAsync(cancellationToken: Token);
        outcome.StatusCode.ShouldBe(0);

        List<string> kept = [];
        CloudRunWorkerV2 worker = new(report)
        {
            Started = (identifier, _) =>
            {
                kept.Add(identifier);
                return Task.CompletedTask;
            },
        };
        CloudRunWorkerV2Result result = await worker.RunAsync(
            new WorkerFlowRun(Guid.NewGuid(), Guid.NewGuid())
            {
                Name = "brave-otter",
                WorkPoolName = "run-pool",
                Command = "dotnet App.dll",
                Env = new Dictionary<string, string?> { ["PREFECT_API_URL"] = "https://prefect.example/api" },
            },
            Token);
        await worker.KillInfrastructureAsync(kept[0], Token);

        result.ShouldBe(new CloudRunWorkerV2Result(kept[0], 0));
        Peer.ShouldHaveKeptTheRules();
    }

    [Fact]
    public async Task The_sample_of_the_README_about_Vertex_AI_runs()
    {
        using IDisposable scope = AtPeer();
        string called = "";
        Peer.On("aiplatform.projects.locations.customJobs.list", GoogleReply.Json("{}"));
        Peer.On("aiplatform.projects.locations.customJobs.create", asked => Described("JOB_STATE_PENDING", called = (string)asked.Json["displayName"]!));
        Peer.On("aiplatform.projects.locations.customJobs.get", _ => Described("JOB_STATE_SUCCEEDED", called));
        GcpCredentials credentials = Credentials;
        VertexAIJob training = new()
        {
            Credentials = credentials,
            Region = "europe-west4",
            Name = "training",
            Image = "europe-west4-docker.pkg.dev/acme/images/training:7",
            Command = ["python", "train.py"],
            MachineType = "n1-standard-8",
            AcceleratorType = "NVIDIA_TESLA_T4",
            AcceleratorCount = 1,
            MaximumRunTimeHours = 6,
        };
        training = training with { Options = new VertexAIOptions { TimeProvider = Clock } };

        VertexAIJobRun started = await training.RunOnceAsync("2026-11-20", Token);
        VertexAIOutcome trained = await started.WaitAsync(cancellationToken: Token);

        trained.StatusCode.ShouldBe(0);
        Peer.ShouldHaveKeptTheRules();
    }

    private static GoogleReply Described(string state, string called) => GoogleReply.Json(new JsonObject
    {
        ["name"] = "projects/1/locations/europe-west4/customJobs/7",
        ["displayName"] = called,
        ["state"] = state,
    });
}
