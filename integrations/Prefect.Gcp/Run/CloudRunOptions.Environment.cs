using System.Globalization;

namespace Prefect.Gcp;

public sealed partial record CloudRunOptions
{
    private const string Prefix = "PREFECT_INTEGRATIONS_GCP_CLOUD_RUN_V2_WORKER_";

    /// <summary>
    /// Reads the settings of Prefect's worker from the environment: <c>PREFECT_INTEGRATIONS_GCP_CLOUD_RUN_V2_WORKER_</c> and
    /// <c>CREATE_JOB_MAX_ATTEMPTS</c>, <c>CREATE_JOB_INITIAL_DELAY_SECONDS</c>, <c>CREATE_JOB_MAX_DELAY_SECONDS</c>, the same with
    /// <c>SUBMIT_JOB</c> and with <c>API_READ_RETRY</c>.
    /// </summary>
    /// <exception cref="GcpConfigurationException">One of them is no number, or outside of its range.</exception>
    public static CloudRunOptions FromEnvironment() => From(Environment.GetEnvironmentVariable);

    internal static CloudRunOptions From(Func<string, string?> environment) => new()
    {
        CreateJobMaxAttempts = Attempts(environment, "CREATE_JOB_MAX_ATTEMPTS") ?? Default.CreateJobMaxAttempts,
        CreateJobInitialDelay = Seconds(environment, "CREATE_JOB_INITIAL_DELAY_SECONDS") ?? Default.CreateJobInitialDelay,
        CreateJobMaxDelay = Seconds(environment, "CREATE_JOB_MAX_DELAY_SECONDS") ?? Default.CreateJobMaxDelay,
        SubmitJobMaxAttempts = Attempts(environment, "SUBMIT_JOB_MAX_ATTEMPTS") ?? Default.SubmitJobMaxAttempts,
        SubmitJobInitialDelay = Seconds(environment, "SUBMIT_JOB_INITIAL_DELAY_SECONDS") ?? Default.SubmitJobInitialDelay,
        SubmitJobMaxDelay = Seconds(environment, "SUBMIT_JOB_MAX_DELAY_SECONDS") ?? Default.SubmitJobMaxDelay,
        ApiReadRetryMaxAttempts = Attempts(environment, "API_READ_RETRY_MAX_ATTEMPTS") ?? Default.ApiReadRetryMaxAttempts,
        ApiReadRetryInitialDelay = Seconds(environment, "API_READ_RETRY_INITIAL_DELAY_SECONDS") ?? Default.ApiReadRetryInitialDelay,
        ApiReadRetryMaxDelay = Seconds(environment, "API_READ_RETRY_MAX_DELAY_SECONDS") ?? Default.ApiReadRetryMaxDelay,
    };

    private static int? Attempts(Func<string, string?> environment, string name)
    {
        if (Text(environment, name) is not { } text)
        {
            return null;
        }

        bool isNumber = int.TryParse(text, NumberStyles.AllowLeadingWhite | NumberStyles.AllowTrailingWhite, CultureInfo.InvariantCulture, out int number);
        return isNumber && number >= 1 ? number : throw Wrong(name, "a whole number of at least 1");
    }

    private static TimeSpan? Seconds(Func<string, string?> environment, string name)
    {
        if (Text(environment, name) is not { } text)
        {
            return null;
        }

        bool isNumber = double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out double number);
        return isNumber && number is > 0 and <= TimeSpan.SecondsPerDay && TimeSpan.FromSeconds(number) is { Ticks: > 0 } time
            ? time
            : throw Wrong(name, "a number of seconds above 0, up to a day");
    }

    private static string? Text(Func<string, string?> environment, string name) =>
        environment(Prefix + name) is { } text && !string.IsNullOrWhiteSpace(text) ? text : null;

    private static GcpConfigurationException Wrong(string name, string what) => new(Prefix + name, $"The environment variable {Prefix}{name} must be {what}.");
}
