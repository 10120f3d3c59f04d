using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using Prefect.Blocks;

namespace Prefect.Azure;

/// <summary>Reads job variables as Prefect's servers and templates write them: null stands for the default, numbers may be texts.</summary>
internal sealed class AciJobVariables(JsonObject variables)
{
    private const string Registry = "image_registry";

    /// <exception cref="AzureConfigurationException">A variable has a value of another kind, or one that must be there is not.</exception>
    public AciJob ToJob(AzureContainerInstanceCredentials credentials) => new()
    {
        AciCredentials = credentials,
        SubscriptionId = Text("subscription_id") ?? throw Wrong("subscription_id", "a text"),
        ResourceGroupName = Text("resource_group_name") ?? throw Wrong("resource_group_name", "a text"),
        Name = Text("name"),
        Command = Command(),
        Env = Map("env"),
        Labels = Map("labels"),
        Image = Text("image"),
        Entrypoint = variables.ContainsKey("entrypoint") ? Text("entrypoint") : AciDefaults.Entrypoint,
        ImageRegistry = ImageRegistry(),
        Identities = Texts("identities"),
        Cpu = Number("cpu"),
        Memory = Number("memory"),
        GpuCount = Whole("gpu_count"),
        GpuSku = Text("gpu_sku"),
        SubnetIds = Texts("subnet_ids"),
        DnsServers = Texts("dns_servers"),
        StreamOutput = Truth("stream_output") ?? false,
        TaskStartTimeout = Seconds("task_start_timeout_seconds") ?? AciDefaults.StartTimeout,
        TaskWatchPollInterval = Seconds("task_watch_poll_interval") ?? AciDefaults.PollInterval,
        KeepContainerGroup = Truth("keep_container_group") ?? false,
        ArmTemplate = Section(variables, "arm_template")?.DeepClone().AsObject(),
    };

    private IReadOnlyList<string>? Command() => variables["command"] switch
    {
        JsonArray words => [.. words.Select(word => word?.ToString() ?? "")],
        _ => Text("command") is { } line ? AciCommandLine.Split(line) : null,
    };

    private IAciImageRegistry? ImageRegistry()
    {
        if (Section(variables, Registry) is not { Count: > 0 } registry)
        {
            return null;
        }

        string url = registry.Text("registry_url") ?? throw Wrong(Registry, "an object with registry_url");
        return registry.Text("identity") is { } identity
            ? new AcrManagedIdentity(url, identity)
            : new DockerRegistryLogin(
                url,
                registry.Text("username") ?? throw Wrong(Registry, "an object with registry_url, and identity, or username and password"),
                new SecretString(registry.Text("password")));
    }

    private string? Text(string name) => variables[name] switch
    {
        null => null,
        JsonValue value when value.GetValueKind() == JsonValueKind.String => value.ToString() is { Length: > 0 } text ? text : null,
        _ => throw Wrong(name, "a text"),
    };

    private IReadOnlyList<string> Texts(string name) => variables[name] switch
    {
        null => [],
        JsonArray list when list.All(item => item?.GetValueKind() == JsonValueKind.String) => variables.Texts(name),
        _ => throw Wrong(name, "a list of texts"),
    };

    private bool? Truth(string name) => variables[name]?.GetValueKind() switch
    {
        null => null,
        JsonValueKind.True => true,
        JsonValueKind.False => false,
        _ => throw Wrong(name, "true or false"),
    };

    private double? Number(string name)
    {
        if (variables[name] is null)
        {
            return null;
        }

        return double.TryParse(variables.Text(name), NumberStyles.Float, CultureInfo.InvariantCulture, out double number) ? number : throw Wrong(name, "a number");
    }

    private int? Whole(string name) =>
        Number(name) is not { } number ? null
        : number is >= 0 and <= int.MaxValue && double.IsInteger(number) ? (int)number
        : throw Wrong(name, "a whole number");

    private TimeSpan? Seconds(string name) =>
        Number(name) is not { } seconds ? null
        : seconds is >= 0 and <= TimeSpan.SecondsPerDay ? TimeSpan.FromSeconds(seconds)
        : throw Wrong(name, "a number of seconds up to a day");

    private Dictionary<string, string?> Map(string name) =>
        (Section(variables, name) ?? []).ToDictionary(pair => pair.Key, pair => pair.Value?.ToString(), StringComparer.Ordinal);

    private static JsonObject? Section(JsonObject from, string name) => from[name] switch
    {
        null => null,
        JsonObject section => section,
        _ => throw Wrong(name, "an object"),
    };

    private static AzureConfigurationException Wrong(string name, string what) => new(name, $"The job variable {name} must be {what}.");
}
