namespace Prefect.Azure;

/// <summary>What a container run has when nothing else is said, as Prefect's own worker has it.</summary>
internal static class AciDefaults
{
    public const string Image = "prefecthq/prefect:3-latest";
    public const string Entrypoint = "/opt/prefect/entrypoint.sh";
    public const double Cpu = 1.0;
    public const double Memory = 1.0;
    public const int LogLines = 100;
    public const string ApiKey = "PREFECT_API_KEY";
    public const string ApiAuthString = "PREFECT_API_AUTH_STRING";

    /// <summary>Exit code of a run whose container group was deleted meanwhile.</summary>
    public const int Vanished = -1;

    public static readonly TimeSpan StartTimeout = TimeSpan.FromSeconds(240);
    public static readonly TimeSpan PollInterval = TimeSpan.FromSeconds(5);
    public static readonly TimeSpan DeletionTimeout = TimeSpan.FromSeconds(30);
}
