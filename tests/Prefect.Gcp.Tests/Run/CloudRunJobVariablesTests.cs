using System.Text.Json.Nodes;

namespace Prefect.Gcp.Tests.Run;

public sealed class CloudRunJobVariablesTests
{
    [Fact]
    public void Job_variables_become_a_job()
    {
        CloudRunJobV2 job = CloudRunJobV2.FromJobVariables(JsonNode.Parse("""
            {
              "name": "report", "region": "europe-west1", "image": "i:1", "command": "dotnet 'a b.dll'", "args": ["-v"], "env": {"A":"1","B":null,"C":3},
              "env_from_secrets": {"DB":{"secret":"db","version":"latest"}}, "prefect_api_key_secret": {"secret":"key","version":"1"},
              "prefect_api_auth_string_secret": null, "cloudsql_instances": ["p:r:i"], "keep_job": true, "launch_stage": "LAUNCH_TAG_UNSPECIFIED",
              "max_retries": 3, "cpu": "2000m", "memory": "1Gi", "timeout": "900", "vpc_connector_name": "c", "service_account_name": "s", "labels": {"x":"y"}, "unknown": 7
            }
            """)!.AsObject());

        (job.Name, job.Region, job.Image).ShouldBe(("report", "europe-west1", "i:1"));
        job.Command.ShouldBe(["dotnet", "a b.dll"]);
        job.Args.ShouldBe(["-v"]);
        job.Env.ShouldBe(new Dictionary<string, string?> { ["A"] = "1", ["B"] = null, ["C"] = "3" });
        job.EnvFromSecrets["DB"].ShouldBe(new SecretKeySelector("db", "latest"));
        job.PrefectApiKeySecret.ShouldBe(new SecretKeySelector("key", "1"));
        job.PrefectApiAuthStringSecret.ShouldBeNull();
        job.CloudsqlInstances.ShouldBe(["p:r:i"]);
        (job.KeepJob, job.LaunchStage, job.MaxRetries).ShouldBe((true, CloudRunLaunchStage.Unspecified, 3));
        (job.Cpu, job.Memory, job.Timeout).ShouldBe(("2000m", "1Gi", TimeSpan.FromMinutes(15)));
        (job.VpcConnectorName, job.ServiceAccountName).ShouldBe(("c", "s"));
    }

    [Fact]
    public void Job_variables_may_have_values_of_any_kind()
    {
        Guid id = Guid.NewGuid();

        CloudRunJobV2 job = CloudRunJobV2.FromJobVariables(new JsonObject { ["name"] = id, ["env"] = new JsonObject { ["RUN"] = id } });

        job.Name.ShouldBe(id.ToString());
        job.Env["RUN"].ShouldBe(id.ToString());
    }

    [Fact]
    public void What_is_not_said_has_the_defaults_of_the_worker()
    {
        JsonObject body = CloudRunJobV2.FromJobVariables([]).BuildJobBody();

        body["launchStage"].ShouldBeJson("\"BETA\"");
        CloudRunJobV2.FromJobVariables([]).Region.ShouldBe("us-central1");
        CloudRunJob.FromJobVariables([]).Region.ShouldBe("us-central1");
        CloudRunJobV2.FromJobVariables([]).KeepJob.ShouldBeFalse();
    }

    [Fact]
    public void Job_variables_of_the_first_version_become_a_job()
    {
        CloudRunJob job = CloudRunJob.FromJobVariables(JsonNode.Parse("""
            {"region":"europe-west1","image":"i:1","cpu":"1000m","memory":"512Mi","vpc_connector_name":"c","service_account_name":"s","keep_job":true,"timeout":60,
             "prefect_api_key_secret":{"secret":"k","version":"2"},"command":["a"]}
            """)!.AsObject());

        (job.Cpu, job.Memory, job.Timeout, job.KeepJob).ShouldBe(("1000m", "512Mi", TimeSpan.FromMinutes(1), true));
        job.PrefectApiKeySecret.ShouldBe(new SecretKeySelector("k", "2"));
        job.Command.ShouldBe(["a"]);
    }

    [Theory]
    [InlineData("region", "7")]
    [InlineData("args", "{}")]
    [InlineData("env", "[]")]
    [InlineData("env_from_secrets", """{"A":"b"}""")]
    [InlineData("env_from_secrets", """{"A":{"secret":"b"}}""")]
    [InlineData("prefect_api_key_secret", """{"version":"1"}""")]
    [InlineData("keep_job", "\"yes\"")]
    [InlineData("max_retries", "1.5")]
    [InlineData("timeout", "\"soon\"")]
    [InlineData("timeout", "1e300")]
    [InlineData("launch_stage", "\"beta\"")]
    [InlineData("cloudsql_instances", "[1]")]
    [InlineData("job_body", "\"{}\"")]
    [InlineData("command", "\"open 'quote\"")]
    public void Values_of_another_kind_are_refused_by_name(string name, string value)
    {
        JsonObject variables = new() { [name] = JsonNode.Parse(value) };

        Should.Throw<GcpConfigurationException>(() => CloudRunJobV2.FromJobVariables(variables)).Field.ShouldBe(name);
    }

    [Fact]
    public void Nothing_is_refused()
    {
        Should.Throw<ArgumentNullException>(() => CloudRunJobV2.FromJobVariables(null!));
        Should.Throw<ArgumentNullException>(() => CloudRunJob.FromJobVariables(null!));
    }
}
