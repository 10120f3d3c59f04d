using System.Text.RegularExpressions;

namespace Prefect.Gcp;

/// <summary>Finds out that a Cloud Run job cannot work.</summary>
internal static partial class CloudRunValidation
{
    private const string Field = "job_body";

    /// <exception cref="GcpConfigurationException">Properties contradict each other, or one has a value that cannot be used.</exception>
    public static void Check(CloudRunJobV2 job)
    {
        JobValidation.CheckNulls((job.Credentials, "credentials"), (job.Env, "env"), (job.EnvFromSecrets, "env_from_secrets"), (job.Labels, "labels"), (job.CloudsqlInstances, "cloudsql_instances"));
        CheckShared(job.Region, job.Command, job.Args, job.Env, job.EnvFromSecrets, job.PrefectApiKeySecret, job.PrefectApiAuthStringSecret, job.Memory);
        JobValidation.CheckTimeout(job.Timeout, CloudRunDefaults.LongestTimeoutV2);
        JobValidation.Refuse(job.MaxRetries < 0, "max_retries", "max_retries is negative.");
        JobValidation.Refuse(job.Cpu is not null && string.IsNullOrWhiteSpace(job.Cpu), "cpu", "cpu is empty.");
        JobValidation.Refuse(job.LaunchStage is { } stage && !Enum.IsDefined(stage), "launch_stage", "launch_stage is none of the service's stages.");
        JobValidation.Refuse(
            job.CloudsqlInstances.Any(instance => instance is null || instance.Split(':').Length < 3),
            "cloudsql_instances",
            "cloudsql_instances have the form project:region:instance.");
        if (job.JobBody is { } body)
        {
            JobTemplate.Check(JobTemplate.Copy(body), CloudRunBodyV2.Pattern(), Field);
        }
    }

    /// <exception cref="GcpConfigurationException">Properties contradict each other, or one has a value that cannot be used.</exception>
    public static void Check(CloudRunJob job)
    {
        JobValidation.CheckNulls((job.Credentials, "credentials"), (job.Env, "env"), (job.EnvFromSecrets, "env_from_secrets"), (job.Labels, "labels"));
        CheckShared(job.Region, job.Command, job.Args, job.Env, job.EnvFromSecrets, job.PrefectApiKeySecret, job.PrefectApiAuthStringSecret, job.Memory);
        JobValidation.CheckTimeout(job.Timeout, CloudRunDefaults.LongestTimeoutV1);
        CheckProject(job.PrefectApiKeySecret, "prefect_api_key_secret");
        CheckProject(job.PrefectApiAuthStringSecret, "prefect_api_auth_string_secret");
        foreach (SecretKeySelector secret in job.EnvFromSecrets.Values)
        {
            CheckProject(secret, "env_from_secrets");
        }

        JobValidation.Refuse(job.Cpu is { } cpu && !WholeProcessors().IsMatch(cpu), "cpu", "cpu is a whole number of processors in thousandths: 1000m.");
        if (job.JobBody is { } body)
        {
            JobTemplate.Check(JobTemplate.Copy(body), CloudRunBodyV1.Pattern(), Field);
            JobValidation.Refuse(
                CloudRunBodyV1.NameIn(job) is { } name && !GcpNames.IsJob(name),
                Field,
                "/metadata/name of job_body must have small letters, digits and dashes, begin with a letter and have 63 of these at most.");
        }
    }

    // There the first version wants other names, which stand in an annotation.
    private static void CheckProject(SecretKeySelector? secret, string field) => JobValidation.Refuse(
        secret is not null && secret.Secret.Contains('/', StringComparison.Ordinal),
        field,
        $"{field} names a secret of another project, which the first version of Cloud Run's interface does not take: use CloudRunJobV2.");

    private static void CheckShared(
        string region,
        IReadOnlyList<string>? command,
        IReadOnlyList<string>? args,
        IReadOnlyDictionary<string, string?> env,
        IReadOnlyDictionary<string, SecretKeySelector> secrets,
        SecretKeySelector? apiKey,
        SecretKeySelector? authString,
        string? memory)
    {
        JobValidation.CheckRegion(region);
        JobValidation.CheckWords(command, "command");
        JobValidation.CheckWords(args, "args");
        JobValidation.CheckEnv(env.Keys.Concat(secrets.Keys));
        JobValidation.CheckMemory(memory);
        JobValidation.CheckSecret(apiKey, "prefect_api_key_secret");
        JobValidation.CheckSecret(authString, "prefect_api_auth_string_secret");
        foreach (SecretKeySelector secret in secrets.Values)
        {
            JobValidation.Refuse(secret is null, "env_from_secrets", "A secret of env_from_secrets is null.");
            JobValidation.CheckSecret(secret, "env_from_secrets");
        }
    }

    [GeneratedRegex(@"\A\d*000m\z", RegexOptions.None, matchTimeoutMilliseconds: 1000)]
    private static partial Regex WholeProcessors();
}
