using Microsoft.Extensions.Logging;
using Prefect.Http;

namespace Prefect.Azure;

/// <summary>What to do when a container group could not be made, by the service's code.</summary>
internal static class AciStartDiagnosis
{
    private static readonly Dictionary<string, (string Summary, string Resolution)> s_known = new(StringComparer.OrdinalIgnoreCase)
    {
        ["InaccessibleImage"] = ("The image could not be fetched", "Check the name of image and, if it is private, image_registry."),
        ["ImagePullFailed"] = ("The image could not be fetched", "Check the name of image and, if it is private, image_registry."),
        ["RegistryErrorResponse"] = ("The registry answered with an error", "Try again later, or copy the image to a registry of your own: public ones limit how often images are fetched."),
        ["InvalidImageRegistryCredential"] = ("The registry does not accept the sign-in", "Check image_registry."),
        ["ContainerGroupQuotaReached"] = ("The subscription may have no more containers in this region", "Delete container groups that are no longer needed, or ask for a higher quota."),
        ["QuotaExceeded"] = ("The subscription may have no more containers in this region", "Delete container groups that are no longer needed, or ask for a higher quota."),
        ["DeploymentQuotaExceeded"] = ("The resource group's history of deployments is full", "Delete deployments from the history of the resource group: it keeps 800."),
        ["ServiceUnavailable"] = ("The region has no room for such a container now", "Lower cpu or memory, try again later, or use another region."),
        ["ResourceRequestsTooLarge"] = ("The region has no containers that large", "Lower cpu or memory, or use another region."),
        ["InvalidResourceRequest"] = ("Processors, memory or graphics processors cannot be had like that", "Change cpu, memory, gpu_count or gpu_sku."),
        ["AuthorizationFailed"] = ("The identity may not do this", "Give it the role Contributor on the resource group."),
        ["LinkedAuthorizationFailed"] = ("The identity may not use a subnet or an identity that the group names", "Give it the roles Network Contributor and Managed Identity Operator on them."),
        ["InvalidAuthenticationToken"] = ("The sign-in is not accepted", "Check tenant_id, client_id and client_secret of aci_credentials."),
        ["FailedIdentityOperation"] = ("One of the identities could not be used", "Check identities and image_registry: each is the resource id of a user-assigned identity."),
        ["ResourceGroupNotFound"] = ("There is no such resource group", "Check resource_group_name and subscription_id."),
        ["ResourceGroupBeingDeleted"] = ("The resource group is being deleted", "Set another resource_group_name."),
        ["SubscriptionNotFound"] = ("There is no such subscription, or the identity has no role in it", "Check subscription_id."),
        ["MissingSubscriptionRegistration"] = ("The subscription does not know Container Instances yet", "Register the resource provider Microsoft.ContainerInstance in the subscription."),
        ["RequestDisallowedByPolicy"] = ("A policy of the subscription forbids it", "Change arm_template so that it keeps to the policy, or have the policy changed."),
        ["InvalidTemplate"] = ("The template cannot be used", "Check arm_template."),
        ["InvalidTemplateDeployment"] = ("The template cannot be deployed", "Check arm_template."),
        ["InvalidRequestContent"] = ("The template cannot be used", "Check arm_template."),
        ["LocationNotAvailableForResourceType"] = ("Container Instances are not to be had in this region", "Set another location in arm_template."),
        ["SubnetDelegationFailed"] = ("The subnet is not there for containers", "Delegate the subnet to Microsoft.ContainerInstance/containerGroups."),
        ["SubnetMissingRequiredDelegation"] = ("The subnet is not there for containers", "Delegate the subnet to Microsoft.ContainerInstance/containerGroups."),
    };

    /// <summary>What went wrong with a deployment.</summary>
    public static InfrastructureDiagnosis Of(ArmDeployment deployment)
    {
        if (deployment.Error is not { } error)
        {
            return new InfrastructureDiagnosis(
                LogLevel.Error,
                "The container group could not be made",
                $"The deployment ended as {deployment.ProvisioningState}.",
                "Look at the deployment in the resource group's history.");
        }

        ArmDeploymentError telling = Chain(error).LastOrDefault(link => s_known.ContainsKey(link.Code)) ?? error.Innermost;
        return Of(telling.Code, telling.Message);
    }

    /// <summary>What went wrong with a request that the service refused.</summary>
    public static InfrastructureDiagnosis Of(AzureException refusal) => Of(refusal.ErrorCode!, refusal.Message);

    public static bool IsKnown(AzureException exception) => exception.ErrorCode is { } code && s_known.ContainsKey(code) && !exception.IsTransient;

    public static InfrastructureDiagnosis OfGroup(AciContainerGroup group)
    {
        AciEvent? failure = group.Containers.SelectMany(container => container.Events).Concat(group.Events).LastOrDefault(happened => happened.Type == "Warning");
        return new InfrastructureDiagnosis(
            LogLevel.Error,
            "The container group could not be made",
            $"It is {group.ProvisioningState ?? "in no known state"} and has {group.Containers.Count} containers{(failure is null ? "" : $"; {failure.Name}: {failure.Message.TrimEnd('.')}")}.",
            "Check image and image_registry, and that arm_template has exactly one container.");
    }

    public static InfrastructureDiagnosis OfTimeout(string elapsed) => new(
        LogLevel.Error,
        $"Timed out after {elapsed} s while waiting for the container to start",
        "The deployment had not ended.",
        "Raise task_start_timeout_seconds for large images; otherwise look at the deployment in the resource group's history.");

    private static InfrastructureDiagnosis Of(string code, string message) =>
        s_known.TryGetValue(code, out (string Summary, string Resolution) known)
            ? new InfrastructureDiagnosis(LogLevel.Error, known.Summary, Detail(code, message), known.Resolution)
            : new InfrastructureDiagnosis(LogLevel.Error, "The container group could not be made", Detail(code, message), "See the service's documentation of this code.");

    private static string Detail(string code, string message)
    {
        string line = message.ReplaceLineEndings(" ").Trim().TrimEnd('.');
        return $"{code}: {(line.Length > 500 ? line[..500] + "…" : line)}.";
    }

    private static IEnumerable<ArmDeploymentError> Chain(ArmDeploymentError error)
    {
        for (ArmDeploymentError? link = error; link is not null; link = link.Details.Count > 0 ? link.Details[0] : null)
        {
            yield return link;
        }
    }
}
