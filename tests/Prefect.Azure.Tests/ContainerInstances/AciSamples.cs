using System.Text.Json.Nodes;
using Azure.Core.Pipeline;
using Prefect.Testing;

namespace Prefect.Azure.Tests.ContainerInstances;

/// <summary>Jobs, and the vendor's documented answers about container groups.</summary>
internal static class AciSamples
{
    public const string Subscription = "f3a1c5de-0000-4000-8000-00000000aaaa";
    public const string ResourceGroup = "demo";
    public const string IdentityId = "/subscriptions/s/resourceGroups/demo/providers/Microsoft.ManagedIdentity/userAssignedIdentities/puller";
    public const string Groups = $"/subscriptions/{Subscription}/resourceGroups/{ResourceGroup}/providers/Microsoft.ContainerInstance/containerGroups";
    public const string AnyGroup = $"{Groups}/*";
    public const string AnyLogs = $"{Groups}/*/containers/*/logs";
    public const string AnyStop = $"{Groups}/*/stop";
    public const string AnyDeployment = $"/subscriptions/{Subscription}/resourcegroups/{ResourceGroup}/providers/Microsoft.Resources/deployments/*";

    public static AciJob Job => new()
    {
        SubscriptionId = Subscription,
        ResourceGroupName = ResourceGroup,
        Name = "report",
        Image = "ghcr.io/acme/report:7",
        Entrypoint = null,
        Command = ["dotnet", "Report.dll"],
    };

    public static AzureContainerInstanceCredentials Credentials(ArmPeer peer) =>
        new() { TenantId = peer.TenantId, ClientId = peer.ClientId, ClientSecret = peer.ClientSecret };

    /// <summary>A job that meets the peer, on a clock that does not keep it waiting.</summary>
    public static AciJob At(ArmPeer peer, TimeProvider clock, Uri? address = null) => Job with
    {
        AciCredentials = Credentials(peer),
        Options = new AciOptions { TimeProvider = clock, Transport = new HttpClientTransport(peer.CreateHandler(address)) },
    };

    /// <summary>Lets the peer deploy at once.</summary>
    public static void Deploys(this ArmPeer peer)
    {
        peer.On($"PUT {AnyDeployment}", ArmReply.Json(Deployment("Accepted"), 201));
        peer.On($"GET {AnyDeployment}", ArmReply.Json(Deployment("Succeeded")));
    }

    /// <summary>Lets the peer delete and forget groups.</summary>
    public static void Deletes(this ArmPeer peer) => peer.On($"DELETE {AnyGroup}", _ =>
    {
        peer.On($"GET {AnyGroup}", ArmReply.NotFound());
        return ArmReply.Json(Group("Terminated", 0));
    });

    public static JsonObject Deployment(string state, string? error = null) => Parse($$"""
        {
          "id": "/subscriptions/{{Subscription}}/resourceGroups/demo/providers/Microsoft.Resources/deployments/prefect-report",
          "name": "prefect-report",
          "type": "Microsoft.Resources/deployments",
          "properties": {
            "provisioningState": "{{state}}", "mode": "Incremental", "correlationId": "11111111-2222-3333-4444-555555555555",
            "error": {{error ?? "null"}}
          }
        }
        """);

    public static JsonObject Group(string? state, int? exitCode = null, string provisioning = "Succeeded", string? detail = null, string? groupState = null)
    {
        JsonObject group = Parse($$"""
            {
              "id": "{{Groups}}/demo1", "name": "demo1", "location": "westus", "type": "Microsoft.ContainerInstance/containerGroups",
              "tags": { "team": "data" },
              "properties": {
                "provisioningState": "{{provisioning}}", "osType": "Linux", "restartPolicy": "Never",
                "containers": [ { "name": "worker1", "properties": { "image": "ghcr.io/acme/report:7", "command": [], "ports": [],
                  "instanceView": { "restartCount": 0, "events": [
                    { "count": 1, "firstTimestamp": "2026-11-20T12:00:05Z", "lastTimestamp": "2026-11-20T12:00:05Z", "name": "Pulling", "message": "pulling image", "type": "Normal" } ] } } } ],
                "instanceView": { "events": [], "state": {{(groupState is null ? "null" : $"\"{groupState}\"")}} }
              }
            }
            """);
        if (state is not null)
        {
            JsonObject current = new() { ["state"] = state, ["startTime"] = "2026-11-20T12:00:10Z", ["detailStatus"] = detail ?? "" };
            if (exitCode is { } code)
            {
                current["exitCode"] = code;
                current["finishTime"] = "2026-11-20T12:01:10Z";
            }

            group["properties"]!["containers"]![0]!["properties"]!["instanceView"]!["currentState"] = current;
        }

        return group;
    }

    public static ArmReply Is(string? state, int? exitCode = null) => ArmReply.Json(Group(state, exitCode));

    public static ArmReply Printed(params string[] lines) => ArmReply.Json(new JsonObject { ["content"] = string.Join('\n', lines) + "\n" });

    public static JsonObject Parse(string json) => JsonNode.Parse(json)!.AsObject();

    public static JsonObject GroupOf(JsonObject template) => template["resources"]![0]!.AsObject();

    public static JsonObject ContainerOf(JsonObject template) => GroupOf(template)["properties"]!["containers"]![0]!["properties"]!.AsObject();

    public static void ShouldBeJson(this JsonNode? node, string json) =>
        JsonNode.DeepEquals(node, JsonNode.Parse(json)).ShouldBeTrue($"{node?.ToJsonString()} is not {json}");
}
