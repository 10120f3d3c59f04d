using System.Text.Json.Nodes;
using static Prefect.Azure.Tests.ContainerInstances.AciSamples;

namespace Prefect.Azure.Tests.ContainerInstances;

public sealed class AciJobVariablesTests
{
    [Fact]
    public void Job_variables_become_a_job()
    {
        AciJob job = AciJob.FromJobVariables(Parse("""
            {
              "subscription_id": "sub", "resource_group_name": "demo", "name": "report", "image": "i:1", "command": "dotnet 'a b.dll'",
              "entrypoint": null, "env": {"A":"1","B":null,"C":3}, "labels": {"x":"y"}, "identities": ["/a"], "cpu": "0.5", "memory": 2,
              "gpu_count": 1, "gpu_sku": "V100", "subnet_ids": ["/n"], "dns_servers": ["10.0.0.4"], "stream_output": true,
              "task_start_timeout_seconds": 60, "task_watch_poll_interval": 2.5, "keep_container_group": true, "unknown": 7,
              "image_registry": {"registry_url":"acme.azurecr.io","identity":"/id"}
            }
            """));

        job.SubscriptionId.Reveal().ShouldBe("sub");
        job.Command.ShouldBe(["dotnet", "a b.dll"]);
        job.Entrypoint.ShouldBeNull();
        job.Env.ShouldBe(new Dictionary<string, string?> { ["A"] = "1", ["B"] = null, ["C"] = "3" });
        (job.Cpu, job.Memory, job.GpuCount, job.GpuSku).ShouldBe((0.5, 2.0, 1, "V100"));
        (job.TaskStartTimeout, job.TaskWatchPollInterval).ShouldBe((TimeSpan.FromMinutes(1), TimeSpan.FromSeconds(2.5)));
        (job.StreamOutput, job.KeepContainerGroup).ShouldBe((true, true));
        job.ImageRegistry.ShouldBe(new AcrManagedIdentity("acme.azurecr.io", "/id"));
    }

    [Fact]
    public void What_is_not_said_has_the_defaults_of_the_worker()
    {
        AciJob job = AciJob.FromJobVariables(Parse("""{"subscription_id":"sub","resource_group_name":"demo","cpu":null,"command":["a","b"]}"""));

        job.Entrypoint.ShouldBe("/opt/prefect/entrypoint.sh");
        job.TaskStartTimeout.ShouldBe(TimeSpan.FromSeconds(240));
        job.TaskWatchPollInterval.ShouldBe(TimeSpan.FromSeconds(5));
        job.Command.ShouldBe(["a", "b"]);
        job.KeepContainerGroup.ShouldBeFalse();
    }

    [Fact]
    public void Password_of_a_registry_stays_hidden()
    {
        AciJob job = AciJob.FromJobVariables(Parse("""
            {"subscription_id":"s","resource_group_name":"g","image_registry":{"registry_url":"index.docker.io","username":"u","password":"pw-4711"}}
            """));

        job.ImageRegistry.ShouldBeOfType<DockerRegistryLogin>().Password.Reveal().ShouldBe("pw-4711");
        job.ImageRegistry!.ToString()!.ShouldNotContain("4711");
    }

    [Theory]
    [InlineData("subscription_id", "null")]
    [InlineData("resource_group_name", "7")]
    [InlineData("cpu", "\"many\"")]
    [InlineData("gpu_count", "1.5")]
    [InlineData("identities", "\"/a\"")]
    [InlineData("env", "[]")]
    [InlineData("stream_output", "\"yes\"")]
    [InlineData("task_watch_poll_interval", "-1")]
    [InlineData("task_start_timeout_seconds", "1e300")]
    [InlineData("image_registry", "{\"registry_url\":\"x\"}")]
    [InlineData("arm_template", "\"{}\"")]
    [InlineData("command", "\"open 'quote\"")]
    public void Values_of_another_kind_are_refused_by_name(string name, string value)
    {
        JsonObject variables = Parse("""{"subscription_id":"sub","resource_group_name":"demo"}""");
        variables[name] = JsonNode.Parse(value);

        Should.Throw<AzureConfigurationException>(() => AciJob.FromJobVariables(variables)).Field.ShouldBe(name);
    }
}
