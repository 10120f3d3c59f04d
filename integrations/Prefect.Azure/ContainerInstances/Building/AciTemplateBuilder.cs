using System.Text.Json.Nodes;
using Prefect.Blocks;

namespace Prefect.Azure;

/// <summary>Puts what a job says into its template.</summary>
internal sealed class AciTemplateBuilder
{
    private readonly AciJob _job;
    private readonly JsonObject _template;
    private readonly JsonObject _group;
    private readonly JsonObject _container;
    private readonly Dictionary<string, SecretString> _secrets = new(StringComparer.Ordinal);

    private AciTemplateBuilder(AciJob job)
    {
        _job = job;
        _template = job.ArmTemplate?.DeepClone().AsObject() ?? AciTemplate.Default();
        _group = AciTemplate.GroupOf(_template)!;
        _container = AciTemplate.ContainersOf(_group)[0].Section("properties");
    }

    private JsonObject Properties => _group.Section("properties");

    /// <param name="job">A job that was checked.</param>
    public static AciDeploymentRequest Build(AciJob job)
    {
        AciTemplateBuilder builder = new(job);
        builder.AddImage();
        builder.AddCommand();
        builder.AddResources();
        builder.AddEnvironment();
        builder.AddRegistry();
        builder.AddIdentities();
        builder.AddNetwork();
        builder.AddTags();
        return new AciDeploymentRequest(builder._template, builder._secrets);
    }

    private void AddImage()
    {
        string? given = Given(_container.Text("image"));
        _container["image"] = string.IsNullOrEmpty(_job.Image) ? given ?? AciDefaults.Image : AciLiteral.Of(_job.Image);
    }

    private void AddCommand()
    {
        IEnumerable<string> words = _job.Command is { } command ? command.Select(AciLiteral.Of) : _container.Texts("command");
        string[] all = string.IsNullOrEmpty(_job.Entrypoint) ? [.. words] : [AciLiteral.Of(_job.Entrypoint), .. words];
        _container.Remove("command");
        if (all.Length > 0)
        {
            _container["command"] = ArmNodes.Array(all);
        }
    }

    private void AddResources()
    {
        JsonObject requests = _container.Section("resources").Section("requests");
        Add(requests, "cpu", _job.Cpu, AciDefaults.Cpu);
        Add(requests, "memoryInGB", _job.Memory, AciDefaults.Memory);
        if (_job.GpuCount is { } count && !string.IsNullOrEmpty(_job.GpuSku))
        {
            requests["gpu"] = new JsonObject { ["count"] = count, ["sku"] = AciLiteral.Of(_job.GpuSku) };
        }
    }

    private void AddEnvironment()
    {
        List<JsonNode> variables = [];
        foreach ((string name, SecretString? secret, string? value) in AciEnvironment.Of(_job))
        {
            variables.Add(secret is { } hidden
                ? new JsonObject { ["name"] = name, ["secureValue"] = Secure($"secure_{_secrets.Count}", hidden) }
                : new JsonObject { ["name"] = name, ["value"] = AciLiteral.Of(value!) });
        }

        _container["environmentVariables"] = new JsonArray([.. variables]);
    }

    private void AddRegistry()
    {
        JsonObject? credentials = _job.ImageRegistry switch
        {
            AcrManagedIdentity managed => new JsonObject { ["server"] = Server(managed), ["identity"] = AciLiteral.Of(managed.Identity) },
            DockerRegistryLogin login => new JsonObject
            {
                ["server"] = Server(login),
                ["username"] = AciLiteral.Of(login.Username),
                ["password"] = Secure("registry_password", login.Password),
            },
            _ => null,
        };
        if (credentials is not null)
        {
            Properties["imageRegistryCredentials"] = new JsonArray(credentials);
        }
    }

    private void AddIdentities()
    {
        List<string> identities = [.. _job.Identities];
        if (_job.ImageRegistry is AcrManagedIdentity { Identity: var puller } && !identities.Contains(puller, StringComparer.OrdinalIgnoreCase))
        {
            identities.Add(puller);
        }

        if (identities.Count == 0)
        {
            return;
        }

        JsonObject all = [];
        foreach (string identity in identities)
        {
            all[AciLiteral.Of(identity)] = new JsonObject();
        }

        _group["identity"] = new JsonObject { ["type"] = "UserAssigned", ["userAssignedIdentities"] = all };
    }

    private void AddNetwork()
    {
        if (_job.SubnetIds.Count > 0)
        {
            Properties["subnetIds"] = new JsonArray([.. _job.SubnetIds.Select(id => (JsonNode)new JsonObject { ["id"] = AciLiteral.Of(id) })]);
        }

        if (_job.DnsServers.Count > 0)
        {
            Properties["dnsConfig"] = new JsonObject { ["nameServers"] = ArmNodes.Array(_job.DnsServers.Select(AciLiteral.Of)) };
        }
    }

    private void AddTags()
    {
        foreach ((string name, string? value) in _job.Labels)
        {
            if (value is not null)
            {
                _group.Section("tags")[AciNames.TagKey(name)] = AciLiteral.Of(AciNames.TagValue(value));
            }
        }
    }

    private string Secure(string name, SecretString secret)
    {
        // A template of one's own may have such a parameter; their names know no case.
        JsonObject parameters = _template.Section("parameters");
        while (parameters.Any(parameter => parameter.Key.Equals(name, StringComparison.OrdinalIgnoreCase)))
        {
            name += "_";
        }

        parameters[name] = new JsonObject { ["type"] = "secureString" };
        _secrets[name] = secret;
        return $"[parameters('{name}')]";
    }

    private static void Add(JsonObject requests, string key, double? value, double otherwise)
    {
        if (value is { } said)
        {
            requests[key] = said;
        }
        else if (Given(requests.Text(key)) is null)
        {
            requests[key] = otherwise;
        }
    }

    private static string? Given(string? text) => text is null || AciLiteral.IsBlank(text) ? null : text;

    // The service wants the name of a host.
    private static string Server(IAciImageRegistry registry)
    {
        string url = registry.RegistryUrl.Trim();
        int scheme = url.IndexOf("://", StringComparison.Ordinal);
        return AciLiteral.Of((scheme < 0 ? url : url[(scheme + 3)..]).Split('/')[0]);
    }
}
