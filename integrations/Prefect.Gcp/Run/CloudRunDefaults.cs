namespace Prefect.Gcp;

/// <summary>What a job has when nothing else is said, as Prefect's own workers have it.</summary>
internal static class CloudRunDefaults
{
    public const string Region = "us-central1";
    public const string Image = "docker.io/prefecthq/prefect:3-latest";
    public const string Cpu = "1000m";
    public const string Memory = "512Mi";
    public const string Client = "prefect";
    public const string ApiKey = "PREFECT_API_KEY";
    public const string ApiAuthString = "PREFECT_API_AUTH_STRING";
    public const string CloudSql = "cloudsql";
    public const string Ready = "Ready";
    public const string Completed = "Completed";

    /// <summary>Status of a run whose execution was deleted meanwhile.</summary>
    public const int Vanished = -1;

    public static readonly TimeSpan Timeout = TimeSpan.FromSeconds(600);
    public static readonly TimeSpan LongestTimeoutV1 = TimeSpan.FromHours(1);
    public static readonly TimeSpan LongestTimeoutV2 = TimeSpan.FromDays(7);

    public static string Name(CloudRunLaunchStage stage) => stage switch
    {
        CloudRunLaunchStage.Unimplemented => "UNIMPLEMENTED",
        CloudRunLaunchStage.Prelaunch => "PRELAUNCH",
        CloudRunLaunchStage.EarlyAccess => "EARLY_ACCESS",
        CloudRunLaunchStage.Alpha => "ALPHA",
        CloudRunLaunchStage.Beta => "BETA",
        CloudRunLaunchStage.GA => "GA",
        CloudRunLaunchStage.Deprecated => "DEPRECATED",
        _ => "LAUNCH_STAGE_UNSPECIFIED",
    };

    /// <summary>The stage of that name; null where there is none. Prefect calls one of them otherwise than the service.</summary>
    public static CloudRunLaunchStage? Stage(string name) =>
        name == "LAUNCH_TAG_UNSPECIFIED"
            ? CloudRunLaunchStage.Unspecified
            : Enum.GetValues<CloudRunLaunchStage>().Cast<CloudRunLaunchStage?>().FirstOrDefault(stage => Name(stage!.Value) == name);
}
