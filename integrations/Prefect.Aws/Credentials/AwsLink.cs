using Amazon.Runtime;

namespace Prefect.Aws;

/// <summary>A place that this machine gets credentials from.</summary>
/// <param name="Name">What it is called, to follow "credentials from".</param>
/// <param name="Advice">What to do when it gives none.</param>
/// <param name="Limit">How long one wait for it lasts.</param>
internal sealed record AwsLink(string Name, string Advice, TimeSpan Limit)
{
    private static readonly TimeSpan s_patience = TimeSpan.FromSeconds(30);

    public static readonly AwsLink Instance = new(
        "the metadata of an instance",
        "Set aws_access_key_id and aws_secret_access_key, or profile_name, or what the AWS command line reads; on an instance, give it a role.",
        TimeSpan.FromSeconds(10))
    {
        Failure = "nothing else on this machine is set up, and there is no instance, or it has no role.",
    };

    public static readonly AwsLink Container = new(
        "the container's agent",
        "Check AWS_CONTAINER_CREDENTIALS_FULL_URI or AWS_CONTAINER_CREDENTIALS_RELATIVE_URI, the authorization token beside it, and that the agent runs.",
        s_patience);

    public static readonly AwsLink WebIdentity = new(
        "a web identity",
        "Check that AWS_WEB_IDENTITY_TOKEN_FILE holds a valid token, and that the role in AWS_ROLE_ARN trusts who issued it.",
        s_patience);

    /// <summary>What is said of a failure; null for what came back.</summary>
    public string? Failure { get; private init; }

    /// <summary>A role, which is as patient as its client, and words its own errors.</summary>
    public static AwsLink Role(string arn) => new($"the role '{arn}'", "See the role's trust policy.", Timeout.InfiniteTimeSpan);

    public static AwsLink Profile(string name, AWSCredentials? credentials = null) => credentials switch
    {
        SSOAWSCredentials => new(
            $"single sign-on, for the profile '{name}'", $"Sign in again, by: aws sso login --profile {name}", s_patience),
        ProcessAWSCredentials => new(
            $"the process that the profile '{name}' names", "Run the profile's credential_process by hand, and see what it says.", s_patience),
        _ => new($"the profile '{name}'", "Check its lines in ~/.aws/config and ~/.aws/credentials: role_arn and source_profile for ones.", s_patience),
    };
}
