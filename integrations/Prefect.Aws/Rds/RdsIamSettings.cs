namespace Prefect.Aws;

/// <summary>Whether PostgreSQL databases are signed in to by identity instead of by a password, and in which region.</summary>
public sealed record RdsIamSettings
{
    internal const string EnabledVariable = "PREFECT_INTEGRATIONS_AWS_RDS_IAM_ENABLED";
    internal const string RegionVariable = "PREFECT_INTEGRATIONS_AWS_RDS_IAM_REGION_NAME";

    /// <summary>Whether databases are signed in to by identity. Default: false.</summary>
    public bool Enabled { get; init; }

    /// <summary>Region of the databases, such as <c>eu-central-1</c>. Default: what their addresses say, then that of the credentials.</summary>
    public string? RegionName { get; init; }

    /// <summary>
    /// Reads the settings of this process: <c>PREFECT_INTEGRATIONS_AWS_RDS_IAM_ENABLED</c> and
    /// <c>PREFECT_INTEGRATIONS_AWS_RDS_IAM_REGION_NAME</c>.
    /// </summary>
    /// <exception cref="AwsConfigurationException">The first one is no truth value.</exception>
    public static RdsIamSettings FromEnvironment() => From(Environment.GetEnvironmentVariable);

    /// <summary>Gives what makes passwords for connections, or null where it is not to be used.</summary>
    /// <param name="credentials">How to sign in to Amazon Web Services. Default: as the machine says.</param>
    public RdsIamPasswordProvider? CreatePasswordProvider(AwsCredentials? credentials = null) =>
        Enabled ? new RdsIamPasswordProvider(credentials ?? new AwsCredentials(), RegionName) : null;

    internal static RdsIamSettings From(Func<string, string?> environment)
    {
        AwsVariables variables = new(environment);
        return new RdsIamSettings { Enabled = variables.Truth(EnabledVariable) ?? false, RegionName = variables.Text(RegionVariable) };
    }
}
