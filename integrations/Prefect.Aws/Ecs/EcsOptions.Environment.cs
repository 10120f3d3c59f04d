using System.Globalization;

namespace Prefect.Aws;

public sealed partial record EcsOptions
{
    private const string Prefix = "PREFECT_INTEGRATIONS_AWS_ECS_WORKER_";

    /// <summary>
    /// Reads the settings of Prefect's ECS worker from the environment: <c>PREFECT_INTEGRATIONS_AWS_ECS_WORKER_</c> and
    /// <c>CREATE_TASK_RUN_MAX_ATTEMPTS</c>, <c>CREATE_TASK_RUN_MIN_DELAY_SECONDS</c>, <c>CREATE_TASK_RUN_MIN_DELAY_JITTER_SECONDS</c>,
    /// <c>CREATE_TASK_RUN_MAX_DELAY_JITTER_SECONDS</c>, <c>REGISTER_TASK_DEFINITION_MAX_ATTEMPTS</c>,
    /// <c>REGISTER_TASK_DEFINITION_INITIAL_DELAY_SECONDS</c>, <c>REGISTER_TASK_DEFINITION_MAX_DELAY_SECONDS</c>.
    /// </summary>
    /// <exception cref="AwsConfigurationException">One of them is no number, or outside of its range.</exception>
    public static EcsOptions FromEnvironment() => From(Environment.GetEnvironmentVariable);

    internal static EcsOptions From(Func<string, string?> environment) => new()
    {
        CreateTaskRunMaxAttempts = (int)(Number(environment, "CREATE_TASK_RUN_MAX_ATTEMPTS", 1, int.MaxValue) ?? Default.CreateTaskRunMaxAttempts),
        CreateTaskRunMinDelay = Seconds(environment, "CREATE_TASK_RUN_MIN_DELAY_SECONDS") ?? Default.CreateTaskRunMinDelay,
        CreateTaskRunMinDelayJitter = Seconds(environment, "CREATE_TASK_RUN_MIN_DELAY_JITTER_SECONDS") ?? Default.CreateTaskRunMinDelayJitter,
        CreateTaskRunMaxDelayJitter = Seconds(environment, "CREATE_TASK_RUN_MAX_DELAY_JITTER_SECONDS") ?? Default.CreateTaskRunMaxDelayJitter,
        RegisterTaskDefinitionMaxAttempts =
            (int)(Number(environment, "REGISTER_TASK_DEFINITION_MAX_ATTEMPTS", 1, int.MaxValue) ?? Default.RegisterTaskDefinitionMaxAttempts),
        RegisterTaskDefinitionInitialDelay =
            Seconds(environment, "REGISTER_TASK_DEFINITION_INITIAL_DELAY_SECONDS") ?? Default.RegisterTaskDefinitionInitialDelay,
        RegisterTaskDefinitionMaxDelay = Seconds(environment, "REGISTER_TASK_DEFINITION_MAX_DELAY_SECONDS") ?? Default.RegisterTaskDefinitionMaxDelay,
    };

    private static TimeSpan? Seconds(Func<string, string?> environment, string name) =>
        Number(environment, name, 0, TimeSpan.SecondsPerDay) is { } seconds ? TimeSpan.FromSeconds(seconds) : null;

    private static double? Number(Func<string, string?> environment, string name, double least, double most)
    {
        string? text = environment(Prefix + name);
        if (string.IsNullOrWhiteSpace(text))
        {
            return null;
        }

        bool isNumber = double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out double number);
        return isNumber && number >= least && number <= most
            ? number
            : throw new AwsConfigurationException(
                Prefix + name, string.Create(CultureInfo.InvariantCulture, $"The environment variable {Prefix}{name} must be a number from {least} to {most}."));
    }
}
