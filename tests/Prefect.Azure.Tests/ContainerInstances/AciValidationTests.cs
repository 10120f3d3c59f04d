using Prefect.Blocks;
using Prefect.Http;
using static Prefect.Azure.Tests.ContainerInstances.AciSamples;

namespace Prefect.Azure.Tests.ContainerInstances;

public sealed class AciValidationTests
{
    public static TheoryData<string, AciJob> Wrong => new()
    {
        { "env", Job with { Env = null! } },
        { "env", Job with { SecureEnv = null! } },
        { "labels", Job with { Labels = null! } },
        { "identities", Job with { Identities = null! } },
        { "resource_group_name", Job with { ResourceGroupName = null! } },
        { "aci_credentials", Job with { AciCredentials = null! } },
        { "command", Job with { Command = ["a", null!] } },
        { "subscription_id", Job with { SubscriptionId = new SecretString("") } },
        { "resource_group_name", Job with { ResourceGroupName = "" } },
        { "resource_group_name", Job with { ResourceGroupName = ".." } },
        { "resource_group_name", Job with { ResourceGroupName = "a/b" } },
        { "resource_group_name", Job with { ResourceGroupName = "a?b" } },
        { "resource_group_name", Job with { ResourceGroupName = new string('a', 91) } },
        { "cpu", Job with { Cpu = 0 } },
        { "cpu", Job with { Cpu = double.NaN } },
        { "memory", Job with { Memory = -1 } },
        { "gpu_count", Job with { GpuCount = 0, GpuSku = "V100" } },
        { "gpu_count", Job with { GpuCount = 1 } },
        { "gpu_count", Job with { GpuSku = "V100" } },
        { "task_start_timeout_seconds", Job with { TaskStartTimeout = TimeSpan.Zero } },
        { "task_watch_poll_interval", Job with { TaskWatchPollInterval = TimeSpan.MaxValue } },
        { "env", Job with { Env = new Dictionary<string, string?> { [" "] = "x" } } },
        { "identities", Job with { Identities = [""] } },
        { "subnet_ids", Job with { SubnetIds = [" "] } },
        { "dns_servers", Job with { DnsServers = [""] } },
        { "image_registry", Job with { ImageRegistry = new AcrManagedIdentity("", IdentityId) } },
        { "image_registry", Job with { ImageRegistry = new AcrManagedIdentity("acme.azurecr.io", "") } },
        { "image_registry", Job with { ImageRegistry = new DockerRegistryLogin("index.docker.io", "u", new SecretString("")) } },
        { "arm_template", Job with { ArmTemplate = [] } },
        { "arm_template", Job with { ArmTemplate = Parse("""{"resources":[{"type":"Microsoft.Network/x"}]}""") } },
        { "arm_template", Job with { ArmTemplate = Parse("""{"resources":[{"type":"Microsoft.ContainerInstance/containerGroups","properties":{"containers":[{},{}]}}]}""") } },
        { "arm_template", Job with { ArmTemplate = Parse("""{"resources":[{"type":"Microsoft.ContainerInstance/containerGroups","properties":{"containers":[{}]}}]}""") } },
    };

    [Theory]
    [MemberData(nameof(Wrong), DisableDiscoveryEnumeration = true)]
    public async Task What_cannot_work_is_refused_before_any_request(string field, AciJob job)
    {
        Should.Throw<AzureConfigurationException>(job.BuildArmTemplate).Field.ShouldBe(field);
        (await Should.ThrowAsync<AzureConfigurationException>(() => job.RunAsync(TestContext.Current.CancellationToken))).Field.ShouldBe(field);
    }

    [Fact]
    public void Options_out_of_range_are_refused()
    {
        Should.Throw<ArgumentOutOfRangeException>(() => new AciOptions { Patience = TimeSpan.MaxValue });
        Should.Throw<ArgumentOutOfRangeException>(() => new AciOptions { DeletionTimeout = TimeSpan.FromSeconds(-1) });
        Should.Throw<ArgumentOutOfRangeException>(() => new AciOptions { RequestTimeout = TimeSpan.Zero });
        Should.Throw<ArgumentException>(() => new AciOptions { Endpoint = new Uri("http://management.local") });
        Should.Throw<ArgumentException>(() => new AciOptions { Endpoint = new Uri("/x", UriKind.Relative) });
    }

    [Fact]
    public void Printing_tells_nothing_of_the_environment()
    {
        AciJob job = Job with { Env = new Dictionary<string, string?> { ["PASSWORD"] = "hunter2" }, ArmTemplate = Parse("""{"x":"hunter2"}""") };

        job.ToString().ShouldBe("AciJob { Name = report, Image = ghcr.io/acme/report:7, ResourceGroupName = demo }");
        new WorkerFlowRun(Guid.Empty, Guid.Empty) { Env = job.Env }.ToString().ShouldNotContain("hunter2");
        new DockerRegistryLogin("r", "u", "hunter2").ToString().ShouldNotContain("hunter2");
    }
}
