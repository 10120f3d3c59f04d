using System.Text.Json.Nodes;

namespace Prefect.Gcp;

/// <summary>Makes jobs of the job variables of Prefect's workers.</summary>
internal static class CloudRunJobVariables
{
    public static CloudRunJobV2 ToJobV2(JsonObject document, GcpCredentials credentials)
    {
        JobVariables variables = new(document);
        return new CloudRunJobV2
        {
            Credentials = credentials,
            Region = variables.Text("region") ?? CloudRunDefaults.Region,
            Name = variables.Text("name"),
            Command = variables.Words("command"),
            Args = variables.Words("args"),
            Env = variables.Map("env"),
            EnvFromSecrets = variables.Secrets("env_from_secrets"),
            PrefectApiKeySecret = variables.Secret("prefect_api_key_secret"),
            PrefectApiAuthStringSecret = variables.Secret("prefect_api_auth_string_secret"),
            Labels = variables.Map("labels"),
            Image = variables.Text("image"),
            CloudsqlInstances = variables.Texts("cloudsql_instances") ?? [],
            KeepJob = variables.Truth("keep_job") ?? false,
            LaunchStage = variables.Stage("launch_stage"),
            MaxRetries = variables.Whole("max_retries"),
            Cpu = variables.Text("cpu"),
            Memory = variables.Text("memory"),
            Timeout = variables.Seconds("timeout"),
            VpcConnectorName = variables.Text("vpc_connector_name"),
            ServiceAccountName = variables.Text("service_account_name"),
            JobBody = variables.Copy("job_body"),
        };
    }

    public static CloudRunJob ToJobV1(JsonObject document, GcpCredentials credentials)
    {
        JobVariables variables = new(document);
        return new CloudRunJob
        {
            Credentials = credentials,
            Region = variables.Text("region") ?? CloudRunDefaults.Region,
            Name = variables.Text("name"),
            Command = variables.Words("command"),
            Args = variables.Words("args"),
            Env = variables.Map("env"),
            EnvFromSecrets = variables.Secrets("env_from_secrets"),
            PrefectApiKeySecret = variables.Secret("prefect_api_key_secret"),
            PrefectApiAuthStringSecret = variables.Secret("prefect_api_auth_string_secret"),
            Labels = variables.Map("labels"),
            Image = variables.Text("image"),
            Cpu = variables.Text("cpu"),
            Memory = variables.Text("memory"),
            VpcConnectorName = variables.Text("vpc_connector_name"),
            ServiceAccountName = variables.Text("service_account_name"),
            KeepJob = variables.Truth("keep_job") ?? false,
            Timeout = variables.Seconds("timeout"),
            JobBody = variables.Copy("job_body"),
        };
    }
}
