using System.Text.Json.Nodes;
using Prefect.Blocks;
using Prefect.Http;

namespace Prefect.Azure;

/// <summary>Makes a job of job variables.</summary>
internal sealed class AciJobVariables(JsonObject variables)
{
    private readonly JobVariables _variables = new(variables, Refuse);

    private const string Registry = "image_registry";

    /// <exception cref="AzureConfigurationException">A variable has a value of another kind, or one that must be there is not.</exception>
    public AciJob ToJob(AzureContainerInstanceCredentials credentials) => new()
    {
        AciCredentials = credentials,
        SubscriptionId = _variables.RequiredText("subscription_id"),
        ResourceGroupName = _variables.RequiredText("resource_group_name"),
        Name = _variables.Text("name"),
        Command = _variables.Command(),
        Env = _variables.Map("env"),
        Labels = _variables.Map("labels"),
        Image = _variables.Text("image"),
        Entrypoint = _variables.Has("entrypoint") ? _variables.Text("entrypoint") : AciDefaults.Entrypoint,
        ImageRegistry = ImageRegistry(),
        Identities = _variables.Texts("identities"),
        Cpu = _variables.Number("cpu"),
        Memory = _variables.Number("memory"),
        GpuCount = _variables.Whole("gpu_count"),
        GpuSku = _variables.Text("gpu_sku"),
        SubnetIds = _variables.Texts("subnet_ids"),
        DnsServers = _variables.Texts("dns_servers"),
        StreamOutput = _variables.Truth("stream_output") ?? false,
        TaskStartTimeout = _variables.Seconds("task_start_timeout_seconds") ?? AciDefaults.StartTimeout,
        TaskWatchPollInterval = _variables.Seconds("task_watch_poll_interval") ?? AciDefaults.PollInterval,
        KeepContainerGroup = _variables.Truth("keep_container_group") ?? false,
        ArmTemplate = _variables.Section("arm_template"),
    };

    private IAciImageRegistry? ImageRegistry()
    {
        if (_variables.Section(Registry) is not { Count: > 0 } registry)
        {
            return null;
        }

        string url = registry.Text("registry_url") ?? throw _variables.Wrong(Registry, "an object with registry_url");
        return registry.Text("identity") is { } identity
            ? new AcrManagedIdentity(url, identity)
            : new DockerRegistryLogin(
                url,
                registry.Text("username") ?? throw _variables.Wrong(Registry, "an object with registry_url, and identity, or username and password"),
                new SecretString(registry.Text("password")));
    }

    private static AzureConfigurationException Refuse(string name, string message) => new(name, message);
}
