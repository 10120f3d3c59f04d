using System.Text.RegularExpressions;

namespace Prefect.Azure;

/// <summary>Finds what cannot work before anything is asked of the service.</summary>
internal static partial class AciValidation
{
    private static readonly TimeSpan s_longest = TimeSpan.FromDays(1);

    /// <exception cref="AzureConfigurationException">Properties contradict each other, or one has a value that cannot be used.</exception>
    public static void Check(AciJob job)
    {
        CheckNulls(job);
        Refuse(job.SubscriptionId.IsEmpty, "subscription_id", "subscription_id is empty.");
        Refuse(
            !ResourceGroup().IsMatch(job.ResourceGroupName),
            "resource_group_name",
            "resource_group_name has 1 to 90 letters, digits, dashes, underscores, dots and parentheses, and no dot at its end.");
        Refuse(job.Cpu is { } cpu && !IsPositive(cpu), "cpu", "cpu must be positive.");
        Refuse(job.Memory is { } memory && !IsPositive(memory), "memory", "memory must be positive.");
        Refuse(job.GpuCount is <= 0, "gpu_count", "gpu_count must be positive.");
        Refuse(job.GpuCount is null != string.IsNullOrEmpty(job.GpuSku), "gpu_count", "gpu_count and gpu_sku belong together: set both or none.");
        Refuse(job.TaskStartTimeout <= TimeSpan.Zero || job.TaskStartTimeout > s_longest, "task_start_timeout_seconds", "task_start_timeout_seconds must be positive, and a day at most.");
        Refuse(job.TaskWatchPollInterval <= TimeSpan.Zero || job.TaskWatchPollInterval > s_longest, "task_watch_poll_interval", "task_watch_poll_interval must be positive, and a day at most.");
        Refuse(job.Env.Keys.Concat(job.SecureEnv.Keys).Any(string.IsNullOrWhiteSpace), "env", "A variable of the environment has no name.");
        Refuse(job.Identities.Any(string.IsNullOrWhiteSpace), "identities", "One of identities is empty.");
        Refuse(job.SubnetIds.Any(string.IsNullOrWhiteSpace), "subnet_ids", "One of subnet_ids is empty.");
        Refuse(job.DnsServers.Any(string.IsNullOrWhiteSpace), "dns_servers", "One of dns_servers is empty.");
        CheckRegistry(job.ImageRegistry);
        CheckTemplate(job);
    }

    private static void CheckNulls(AciJob job)
    {
        (object? Value, string Field)[] all =
        [
            (job.AciCredentials, "aci_credentials"), (job.ResourceGroupName, "resource_group_name"), (job.Env, "env"), (job.SecureEnv, "env"),
            (job.Labels, "labels"), (job.Identities, "identities"), (job.SubnetIds, "subnet_ids"), (job.DnsServers, "dns_servers"),
        ];
        foreach ((object? value, string field) in all)
        {
            Refuse(value is null, field, $"{field} is null.");
        }

        Refuse(job.Command is not null && job.Command.Any(word => word is null), "command", "A word of command is null.");
    }

    private static void CheckRegistry(IAciImageRegistry? registry)
    {
        const string Field = "image_registry";
        Refuse(
            registry is not (null or AcrManagedIdentity or DockerRegistryLogin),
            Field,
            $"{Field} is {nameof(AcrManagedIdentity)} or {nameof(DockerRegistryLogin)}.");
        Refuse(registry is not null && string.IsNullOrWhiteSpace(registry.RegistryUrl), Field, $"{Field} has no registry_url.");
        Refuse(registry is AcrManagedIdentity { Identity: var identity } && string.IsNullOrWhiteSpace(identity), Field, $"{Field} has no identity.");
        Refuse(
            registry is DockerRegistryLogin login && (string.IsNullOrWhiteSpace(login.Username) || login.Password.IsEmpty),
            Field,
            $"{Field} has no username, or no password.");
    }

    private static void CheckTemplate(AciJob job)
    {
        if (job.ArmTemplate is not { } template)
        {
            return;
        }

        const string Field = "arm_template";
        Refuse(AciTemplate.GroupOf(template) is null, Field, $"The first resource of {Field} must be of the type {AciTemplate.GroupType}.");
        Refuse(
            AciTemplate.ContainersOf(AciTemplate.GroupOf(template)!).Count != 1,
            Field,
            $"The container group of {Field} must have exactly one container.");
        Refuse(
            template.Object("parameters")?.ContainsKey(AciTemplate.GroupName) is not true,
            Field,
            $"{Field} must have the parameter {AciTemplate.GroupName}, and its container group that name.");
        Refuse(
            !AciTemplate.IsCalledByParameter(AciTemplate.GroupOf(template)!),
            Field,
            $"The name of the container group of {Field} must be [parameters('{AciTemplate.GroupName}')]: by any other, it would not be found again.");
    }

    private static bool IsPositive(double number) => double.IsFinite(number) && number > 0;

    private static void Refuse(bool isWrong, string field, string message)
    {
        if (isWrong)
        {
            throw new AzureConfigurationException(field, message);
        }
    }

    [GeneratedRegex(@"\A[\p{L}\p{Nd}_().-]{0,89}[\p{L}\p{Nd}_()-]\z", RegexOptions.None, matchTimeoutMilliseconds: 1000)]
    private static partial Regex ResourceGroup();
}
