namespace Prefect.Gcp;

/// <summary>What a job has when nothing else is said, as Prefect's own worker has it.</summary>
internal static class VertexDefaults
{
    public const string MachineType = "n1-standard-4";
    public const string BootDiskType = "pd-ssd";
    public const int BootDiskSizeGb = 100;
    public const int MaximumRunTimeHours = 1;
    public const int LongestName = 128;

    public static readonly TimeSpan PollInterval = TimeSpan.FromSeconds(5);
}
