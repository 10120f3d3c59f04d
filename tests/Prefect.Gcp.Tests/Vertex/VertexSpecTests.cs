using System.Text.Json.Nodes;
using Prefect.Gcp.Tests.Run;

namespace Prefect.Gcp.Tests.Vertex;

public sealed class VertexSpecTests
{
    private const string Account = "crane@p.iam.gserviceaccount.com";

    [Fact]
    public void What_is_not_said_is_as_Prefect_has_it()
    {
        new VertexAIJob { Region = "us-central1", Image = "i:1" }.BuildJobSpec(Account).ShouldBeJson("""
            {
              "workerPoolSpecs": [ {
                "replicaCount": "1", "containerSpec": { "imageUri": "i:1", "env": [] }, "machineSpec": { "machineType": "n1-standard-4" },
                "diskSpec": { "bootDiskType": "pd-ssd", "bootDiskSizeGb": 100 } } ],
              "scheduling": { "timeout": "3600s" }, "serviceAccount": "crane@p.iam.gserviceaccount.com", "enableWebAccess": false, "enableDashboardAccess": false
            }
            """);
    }

    [Fact]
    public void All_that_is_said_is_put_in()
    {
        VertexAIJob job = VertexAIJob.FromJobVariables(JsonNode.Parse("""
            {
              "region": "us-central1", "image": "i:1", "name": "training", "command": "python 'a b.py'", "env": {"A":"1","B":null}, "labels": {"prefect.io/x":"Y"},
              "machine_type": "n1-highmem-2", "accelerator_type": "NVIDIA_TESLA_T4", "accelerator_count": 2, "boot_disk_type": "pd-standard", "boot_disk_size_gb": 200,
              "maximum_run_time_hours": 3, "network": "projects/1/global/networks/n", "reserved_ip_ranges": ["r"], "service_account_name": "own@p",
              "scheduling": {"strategy":"FLEX_START","max_wait_duration":"1800s"}, "enable_web_access": true, "enable_dashboard_access": true, "job_watch_poll_interval": 2.5
            }
            """)!.AsObject());

        job.JobWatchPollInterval.ShouldBe(TimeSpan.FromSeconds(2.5));
        CustomJobBuilder.Build(job, "training-1", Account).ShouldBeJson("""
            {
              "displayName": "training-1", "labels": { "prefect-io_x": "y" },
              "jobSpec": {
                "workerPoolSpecs": [ {
                  "replicaCount": "1", "containerSpec": { "imageUri": "i:1", "command": ["python", "a b.py"], "env": [ { "name": "A", "value": "1" } ] },
                  "machineSpec": { "machineType": "n1-highmem-2", "acceleratorType": "NVIDIA_TESLA_T4", "acceleratorCount": 2 },
                  "diskSpec": { "bootDiskType": "pd-standard", "bootDiskSizeGb": 200 } } ],
                "scheduling": { "strategy": "FLEX_START", "maxWaitDuration": "1800s", "timeout": "10800s" }, "serviceAccount": "own@p",
                "network": "projects/1/global/networks/n", "reservedIpRanges": ["r"], "enableWebAccess": true, "enableDashboardAccess": true
              }
            }
            """);
    }

    [Fact]
    public void A_description_of_ones_own_may_have_the_names_of_Prefect()
    {
        JsonObject spec = JsonNode.Parse("""
            {
              "service_account_name": "own@p", "maximum_run_time_hours": 5, "network": "{{ network }}", "base_output_directory": { "output_uri_prefix": "gs://b/x" },
              "worker_pool_specs": [
                { "replica_count": 2, "container_spec": { "image_uri": "i:2", "command": "run it", "args": [] }, "machine_spec": { "machine_type": "m" }, "disk_spec": { "boot_disk_type": "d", "boot_disk_size_gb": 50 } },
                { "replica_count": 1, "container_spec": { "image_uri": "i:3" } } ]
            }
            """)!.AsObject();
        VertexAIJob job = new() { Region = "us-central1", JobSpec = spec };

        job.BuildJobSpec(Account).ShouldBeJson("""
            {
              "serviceAccount": "own@p", "baseOutputDirectory": { "outputUriPrefix": "gs://b/x" },
              "workerPoolSpecs": [
                { "replicaCount": "2", "containerSpec": { "imageUri": "i:2", "command": ["run", "it"], "args": [], "env": [] }, "machineSpec": { "machineType": "m" }, "diskSpec": { "bootDiskType": "d", "bootDiskSizeGb": 50 } },
                { "replicaCount": 1, "containerSpec": { "imageUri": "i:3" } } ],
              "scheduling": { "timeout": "18000s" }, "enableWebAccess": false, "enableDashboardAccess": false
            }
            """);
        CustomJobBuilder.LongestRun(job).ShouldBe(TimeSpan.FromHours(5));
    }

    [Fact]
    public void A_description_without_an_image_is_refused_by_its_path()
    {
        GcpConfigurationException refused = Should.Throw<GcpConfigurationException>(() => new VertexAIJob { Region = "us-central1" }.BuildJobSpec(Account));

        refused.Field.ShouldBe("job_spec");
        refused.Message.ShouldContain("/workerPoolSpecs/0/containerSpec/imageUri");
    }

    [Fact]
    public void A_job_needs_a_service_account() =>
        Should.Throw<GcpConfigurationException>(() => new VertexAIJob { Region = "us-central1", Image = "i:1" }.BuildJobSpec()).Field.ShouldBe("service_account_name");

    public static TheoryData<string, VertexAIJob> Wrong() => new()
    {
        { "region", new() { Region = "", Image = "i" } },
        { "region", new() { Region = "x.evil.example/", Image = "i" } },
        { "credentials", new() { Region = "us-central1", Image = "i", Credentials = null! } },
        { "env", new() { Region = "us-central1", Image = "i", Env = null! } },
        { "command", new() { Region = "us-central1", Image = "i", Command = [null!] } },
        { "accelerator_count", new() { Region = "us-central1", Image = "i", AcceleratorCount = 0, AcceleratorType = "A" } },
        { "accelerator_count", new() { Region = "us-central1", Image = "i", AcceleratorCount = 1 } },
        { "boot_disk_size_gb", new() { Region = "us-central1", Image = "i", BootDiskSizeGb = -1 } },
        { "maximum_run_time_hours", new() { Region = "us-central1", Image = "i", MaximumRunTimeHours = 0 } },
        { "maximum_run_time_hours", new() { Region = "us-central1", Image = "i", JobSpec = new() { ["maximum_run_time_hours"] = 2_000_000_000 } } },
        { "job_watch_poll_interval", new() { Region = "us-central1", Image = "i", JobWatchPollInterval = TimeSpan.Zero } },
        { "job_spec", new() { Region = "us-central1", Image = "i", JobSpec = new() { ["worker_pool_specs"] = new JsonArray("x") } } },
    };

    [Theory]
    [MemberData(nameof(Wrong))]
    public void What_cannot_work_is_refused(string field, VertexAIJob job)
    {
        ArgumentNullException.ThrowIfNull(job);
        Should.Throw<GcpConfigurationException>(() => job.BuildJobSpec(Account)).Field.ShouldBe(field);
    }

    [Theory]
    [InlineData("region", "null")]
    [InlineData("accelerator_count", "\"many\"")]
    [InlineData("reserved_ip_ranges", "\"r\"")]
    [InlineData("scheduling", "[]")]
    [InlineData("enable_web_access", "1")]
    [InlineData("job_watch_poll_interval", "-1")]
    public void Job_variables_of_another_kind_are_refused_by_name(string name, string value)
    {
        JsonObject variables = new() { ["region"] = "us-central1" };
        variables[name] = JsonNode.Parse(value);

        Should.Throw<GcpConfigurationException>(() => VertexAIJob.FromJobVariables(variables)).Field.ShouldBe(name);
    }

    [Theory]
    [InlineData("789")]
    [InlineData("projects/1/locations/us-central1/customJobs/")]
    [InlineData("projects/1/locations/evil.example/customJobs/7")]
    [InlineData("projects/1/locations/us-central1/customJobs/../x")]
    public void Runs_are_taken_up_by_whole_names_alone(string name)
    {
        Should.Throw<FormatException>(() => new VertexAIJob { Region = "us-central1" }.Attach(name));
        new VertexAIJob { Region = "us-central1" }.Attach("projects/1/locations/europe-west4/customJobs/7").Id.ShouldBe("projects/1/locations/europe-west4/customJobs/7");
    }
}
