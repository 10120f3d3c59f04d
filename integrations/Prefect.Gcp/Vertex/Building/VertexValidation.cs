namespace Prefect.Gcp;

/// <summary>Finds out that a job of Vertex AI cannot work before anything is asked of the service.</summary>
internal static class VertexValidation
{
    private const int MostHours = 7 * 24;

    /// <exception cref="GcpConfigurationException">Properties contradict each other, or one has a value that cannot be used.</exception>
    public static void Check(VertexAIJob job)
    {
        JobValidation.CheckNulls((job.Credentials, "credentials"), (job.Env, "env"), (job.Labels, "labels"));
        JobValidation.CheckRegion(job.Region);
        JobValidation.CheckWords(job.Command, "command");
        JobValidation.CheckWords(job.Args, "args");
        JobValidation.CheckWords(job.ReservedIpRanges, "reserved_ip_ranges");
        JobValidation.CheckEnv(job.Env.Keys);
        JobValidation.Refuse(job.AcceleratorCount is <= 0, "accelerator_count", "accelerator_count must be positive.");
        JobValidation.Refuse(
            job.AcceleratorCount is not null && string.IsNullOrEmpty(job.AcceleratorType) && job.JobSpec is null,
            "accelerator_count",
            "accelerator_count needs accelerator_type.");
        JobValidation.Refuse(job.BootDiskSizeGb is <= 0, "boot_disk_size_gb", "boot_disk_size_gb must be positive.");
        JobValidation.Refuse(
            job.MaximumRunTimeHours is <= 0 || CustomJobBuilder.HoursOf(job) > MostHours, "maximum_run_time_hours", $"maximum_run_time_hours is 1 to {MostHours}.");
        JobValidation.Refuse(
            job.JobWatchPollInterval <= TimeSpan.Zero || job.JobWatchPollInterval > TimeSpan.FromDays(1),
            "job_watch_poll_interval",
            "job_watch_poll_interval must be positive, and a day at most.");
    }
}
