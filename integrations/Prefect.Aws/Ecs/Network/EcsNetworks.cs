using System.Text.Json.Nodes;

namespace Prefect.Aws;

/// <summary>Finds out how a task is connected.</summary>
internal static class EcsNetworks
{
    private const string Setting = "networkConfiguration";
    private const int MostSubnets = 16;

    /// <summary>Subnets and security groups for a task with a network interface of its own; null where nothing is to be set.</summary>
    /// <exception cref="AwsConfigurationException">The VPC is not there, or has no such subnets.</exception>
    /// <exception cref="AwsException">The service refused the request or could not be reached.</exception>
    public static async Task<JsonObject?> ResolveAsync(EcsTask task, JsonObject definition, Ec2Networks networks, CancellationToken cancellationToken)
    {
        bool isGiven = task.TaskRunRequest?[Setting] is JsonObject { Count: > 0 };
        if (definition.Text("networkMode") != "awsvpc" || (isGiven && task.NetworkConfiguration is null))
        {
            return null;
        }

        string? asked = string.IsNullOrEmpty(task.VpcId) ? null : task.VpcId;
        string vpc = await networks.FindVpcAsync(asked, cancellationToken).ConfigureAwait(false) ?? throw Gone(asked);
        IReadOnlyList<string> subnets = await networks.SubnetsOfAsync(vpc, cancellationToken).ConfigureAwait(false);
        if (subnets.Count == 0)
        {
            throw new AwsConfigurationException("vpc_id", $"The VPC '{vpc}' has no subnet to put the task in: add one, or set another vpc_id.");
        }

        return task.NetworkConfiguration is { } wanted ? Chosen(wanted, vpc, subnets) : Everything(subnets);
    }

    private static AwsConfigurationException Gone(string? asked) => new(
        "vpc_id",
        asked is null
            ? "The region has no default VPC to put the task in: set vpc_id, or make a default VPC."
            : $"There is no VPC '{asked}': check vpc_id, and that region_name is the VPC's.");

    private static JsonObject Chosen(EcsNetworkConfiguration wanted, string vpc, IReadOnlyList<string> subnets)
    {
        string[] strangers = [.. wanted.Subnets.Except(subnets, StringComparer.Ordinal)];
        if (strangers.Length > 0)
        {
            throw new AwsConfigurationException(
                "network_configuration", $"The VPC '{vpc}' has no subnet {string.Join(", ", strangers.Select(id => $"'{id}'"))}: take subnets of vpc_id.");
        }

        JsonObject configuration = Configuration(wanted.Subnets, wanted.SecurityGroups);
        configuration.Put("assignPublicIp", wanted.AssignPublicIp);
        return new JsonObject { ["awsvpcConfiguration"] = configuration };
    }

    private static JsonObject Everything(IReadOnlyList<string> subnets)
    {
        JsonObject configuration = Configuration(subnets.Take(MostSubnets), []);
        configuration["assignPublicIp"] = "ENABLED";
        return new JsonObject { ["awsvpcConfiguration"] = configuration };
    }

    private static JsonObject Configuration(IEnumerable<string> subnets, IReadOnlyList<string> groups) =>
        new() { ["subnets"] = EcsNodes.Array(subnets), ["securityGroups"] = EcsNodes.Array(groups) };
}
