using System.Text.Json.Nodes;
using Prefect.Blocks;
using static Prefect.Azure.Tests.ContainerInstances.AciSamples;

namespace Prefect.Azure.Tests.ContainerInstances;

public sealed class AciTemplateTests
{
    [Fact]
    public void Default_template_is_that_of_the_worker_with_its_defaults()
    {
        AciJob job = new() { SubscriptionId = Subscription, ResourceGroupName = ResourceGroup };

        job.BuildArmTemplate().ShouldBeJson("""
            {
              "$schema": "https://schema.management.azure.com/schemas/2019-08-01/deploymentTemplate.json#",
              "contentVersion": "1.0.0.0",
              "parameters": {
                "location": { "type": "string", "defaultValue": "[resourceGroup().location]" },
                "container_group_name": { "type": "string", "defaultValue": "[uniqueString(resourceGroup().id)]" },
                "container_name": { "type": "string", "defaultValue": "[uniqueString(resourceGroup().id)]" }
              },
              "resources": [ {
                "type": "Microsoft.ContainerInstance/containerGroups", "apiVersion": "2022-09-01",
                "name": "[parameters('container_group_name')]", "location": "[parameters('location')]",
                "properties": {
                  "containers": [ { "name": "[parameters('container_name')]", "properties": {
                    "image": "prefecthq/prefect:3-latest",
                    "command": [ "/opt/prefect/entrypoint.sh" ],
                    "resources": { "requests": { "cpu": 1, "memoryInGB": 1 } },
                    "environmentVariables": []
                  } } ],
                  "osType": "Linux", "restartPolicy": "Never"
                }
              } ]
            }
            """);
    }

    [Fact]
    public void Entrypoint_stands_first_in_the_command()
    {
        ContainerOf((Job with { Entrypoint = "/opt/prefect/entrypoint.sh" }).BuildArmTemplate())["command"]
            .ShouldBeJson("""["/opt/prefect/entrypoint.sh","dotnet","Report.dll"]""");
        ContainerOf((Job with { Entrypoint = "" }).BuildArmTemplate())["command"].ShouldBeJson("""["dotnet","Report.dll"]""");
        ContainerOf((Job with { Command = null }).BuildArmTemplate()).ContainsKey("command").ShouldBeFalse();
    }

    [Fact]
    public void Identities_subnets_name_servers_and_graphics_are_there()
    {
        JsonObject template = (Job with
        {
            Identities = ["/a", "/b"],
            SubnetIds = ["/net/1", "/net/2"],
            DnsServers = ["10.0.0.4"],
            Cpu = 0.5,
            Memory = 1.5,
            GpuCount = 2,
            GpuSku = "V100",
        }).BuildArmTemplate();

        GroupOf(template)["identity"].ShouldBeJson("""{"type":"UserAssigned","userAssignedIdentities":{"/a":{},"/b":{}}}""");
        GroupOf(template)["properties"]!["subnetIds"].ShouldBeJson("""[{"id":"/net/1"},{"id":"/net/2"}]""");
        GroupOf(template)["properties"]!["dnsConfig"].ShouldBeJson("""{"nameServers":["10.0.0.4"]}""");
        ContainerOf(template)["resources"].ShouldBeJson("""{"requests":{"cpu":0.5,"memoryInGB":1.5,"gpu":{"count":2,"sku":"V100"}}}""");
    }

    [Theory]
    [InlineData("acme.azurecr.io")]
    [InlineData("https://acme.azurecr.io/")]
    [InlineData(" acme.azurecr.io ")]
    public void Identity_that_fetches_the_image_is_one_of_the_group(string registry)
    {
        JsonObject template = (Job with { Identities = ["/a"], ImageRegistry = new AcrManagedIdentity(registry, IdentityId) }).BuildArmTemplate();

        GroupOf(template)["properties"]!["imageRegistryCredentials"]
            .ShouldBeJson($$"""[{"server":"acme.azurecr.io","identity":"{{IdentityId}}"}]""");
        GroupOf(template)["identity"]!["userAssignedIdentities"].ShouldBeJson("""{"/a":{},"ID":{}}""".Replace("ID", IdentityId, StringComparison.Ordinal));
        GroupOf((Job with { Identities = [IdentityId.ToUpperInvariant()], ImageRegistry = new AcrManagedIdentity(registry, IdentityId) }).BuildArmTemplate())
            ["identity"]!["userAssignedIdentities"]!.AsObject().Count.ShouldBe(1);
    }

    [Fact]
    public async Task Secrets_are_passed_beside_the_template()
    {
        AciJob job = Job with
        {
            Env = new Dictionary<string, string?> { ["A"] = "1", ["PREFECT_API_KEY"] = "pnu_123456", ["PREFECT_API_AUTH_STRING"] = "u:p-4711", ["GONE"] = null },
            SecureEnv = new Dictionary<string, SecretString> { ["TOKEN"] = "t-4711" },
            ImageRegistry = new DockerRegistryLogin("index.docker.io", "acme", "pw-4711"),
        };
        AciDeploymentRequest request = AciTemplateBuilder.Build(job);

        string text = request.Template.ToJsonString();
        text.ShouldNotContain("4711");
        text.ShouldNotContain("pnu_123456");
        ContainerOf(request.Template)["environmentVariables"].ShouldBeJson("""
            [
              {"name":"A","value":"1"},
              {"name":"PREFECT_API_KEY","secureValue":"[parameters('secure_0')]"},
              {"name":"PREFECT_API_AUTH_STRING","secureValue":"[parameters('secure_1')]"},
              {"name":"TOKEN","secureValue":"[parameters('secure_2')]"}
            ]
            """);
        GroupOf(request.Template)["properties"]!["imageRegistryCredentials"]
            .ShouldBeJson("""[{"server":"index.docker.io","username":"acme","password":"[parameters('registry_password')]"}]""");
        request.Template["parameters"]!["secure_0"].ShouldBeJson("""{"type":"secureString"}""");
        (await request.RevealParametersAsync("g", TestContext.Current.CancellationToken)).ShouldBeJson("""
            {
              "container_group_name": {"value":"g"}, "secure_0": {"value":"pnu_123456"}, "secure_1": {"value":"u:p-4711"},
              "secure_2": {"value":"t-4711"}, "registry_password": {"value":"pw-4711"}
            }
            """);
    }

    [Fact]
    public void Texts_in_brackets_are_not_evaluated()
    {
        JsonObject container = ContainerOf((Job with
        {
            Command = ["run", "[resourceGroup().id]"],
            Env = new Dictionary<string, string?> { ["LIST"] = "[1,2]", ["OPEN"] = "[x" },
        }).BuildArmTemplate());

        container["command"].ShouldBeJson("""["run","[[resourceGroup().id]"]""");
        container["environmentVariables"].ShouldBeJson("""[{"name":"LIST","value":"[[1,2]"},{"name":"OPEN","value":"[x"}]""");
    }

    [Fact]
    public void Labels_become_tags_that_the_service_takes() =>
        GroupOf((Job with { Labels = new Dictionary<string, string?> { ["prefect.io/flow-id"] = "7", ["none"] = null } }).BuildArmTemplate())["tags"]
            .ShouldBeJson("""{"prefect.io-flow-id":"7"}""");

    [Fact]
    public void Template_of_ones_own_is_kept_where_nothing_else_is_said()
    {
        JsonObject own = Parse("""
            {
              "parameters": { "container_group_name": {"type":"string"} },
              "resources": [
                {
                  "type": "microsoft.containerinstance/containergroups", "name": "[parameters('container_group_name')]",
                  "properties": { "osType": "Windows", "containers": [ { "name": "c", "properties": {
                    "image": "{{ image }}", "command": ["x"], "volumeMounts": [{"name":"v"}],
                    "environmentVariables": [{"name":"OLD","value":"1"}],
                    "resources": {"requests":{"cpu":"{{ cpu }}","memoryInGB":8}} } } ] }
                },
                { "type": "Microsoft.Network/x" }
              ]
            }
            """);
        AciJob job = Job with { ArmTemplate = own, Image = null, Command = null };

        JsonObject template = job.BuildArmTemplate();

        ContainerOf(template).ShouldBeJson("""
            {
              "image": "prefecthq/prefect:3-latest", "command": ["x"], "volumeMounts": [{"name":"v"}], "environmentVariables": [],
              "resources": {"requests":{"cpu":1,"memoryInGB":8}}
            }
            """);
        template["resources"]!.AsArray().Count.ShouldBe(2);
        own["resources"]![0]!["properties"]!["containers"]![0]!["properties"]!["image"]!.ToString().ShouldBe("{{ image }}");
    }
}
