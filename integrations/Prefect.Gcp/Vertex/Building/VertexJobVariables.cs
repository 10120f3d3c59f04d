using System.Text.Json.Nodes;

namespace Prefect.Gcp;

/// <summary>Makes jobs of the job variables of Prefect's worker.</summary>
internal static class VertexJobVariables
{
    public static VertexAIJob ToJob(JsonObject document, GcpCredentials credentials)
    {
        JobVariables variables = new(document);
        return new VertexAIJob
        {
            Credentials = credentials,
            Region = variables.Required("region"),
            Image = variables.Text("image"),
            Name = variables.Text("name"),
            Command = variables.Words("command"),
            Args = variables.Words("args"),
            Env = variables.Map("env"),
            Labels = variables.Map("labels"),
            MachineType = variables.Text("machine_type"),
            AcceleratorType = variables.Text("accelerator_type"),
            AcceleratorCount = variables.Whole("accelerator_count"),
            BootDiskType = variables.Text("boot_disk_type"),
            BootDiskSizeGb = variables.Whole("boot_disk_size_gb"),
            MaximumRunTimeHours = variables.Whole("maximum_run_time_hours"),
            Network = variables.Text("network"),
            ReservedIpRanges = variables.Texts("reserved_ip_ranges"),
            Scheduling = variables.Copy("scheduling"),
            ServiceAccountName = variables.Text("service_account_name"),
            EnableWebAccess = variables.Truth("enable_web_access"),
            EnableDashboardAccess = variables.Truth("enable_dashboard_access"),
            JobWatchPollInterval = variables.Seconds("job_watch_poll_interval") ?? VertexDefaults.PollInterval,
            JobSpec = variables.Copy("job_spec"),
        };
    }
}
