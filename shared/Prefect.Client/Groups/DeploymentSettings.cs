namespace Prefect.Client;

/// <summary>What deployments start with.</summary>
public sealed class DeploymentSettings
{
    internal DeploymentSettings(SettingReader read)
    {
        DefaultWorkPoolName = read.Text("deployments.default_work_pool_name");
        DefaultDockerBuildNamespace = read.Text("deployments.default_docker_build_namespace");
    }

    /// <summary>Work pool of deployments that name none.</summary>
    public string? DefaultWorkPoolName { get; }

    /// <summary>Registry namespace of images that name none.</summary>
    public string? DefaultDockerBuildNamespace { get; }
}
