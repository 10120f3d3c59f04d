using System.Text.Json.Serialization;

namespace Prefect.Databricks;

/// <summary>Where a repository is. Values that this version does not know are kept as they are.</summary>
/// <param name="Value">The service's name of it.</param>
[JsonConverter(typeof(NamedValueConverter<GitProvider>))]
public readonly record struct GitProvider(string Value) : INamedValue<GitProvider>
{
    /// <summary>GitHub.</summary>
    public static GitProvider GitHub { get; } = new("gitHub");

    /// <summary>Bitbucket Cloud.</summary>
    public static GitProvider BitbucketCloud { get; } = new("bitbucketCloud");

    /// <summary>Azure DevOps.</summary>
    public static GitProvider AzureDevOpsServices { get; } = new("azureDevOpsServices");

    /// <summary>A GitHub of one's own.</summary>
    public static GitProvider GitHubEnterprise { get; } = new("gitHubEnterprise");

    /// <summary>A Bitbucket of one's own.</summary>
    public static GitProvider BitbucketServer { get; } = new("bitbucketServer");

    /// <summary>GitLab.</summary>
    public static GitProvider GitLab { get; } = new("gitLab");

    /// <summary>A GitLab of one's own.</summary>
    public static GitProvider GitLabEnterpriseEdition { get; } = new("gitLabEnterpriseEdition");

    /// <summary>AWS CodeCommit.</summary>
    public static GitProvider AwsCodeCommit { get; } = new("awsCodeCommit");

    static GitProvider INamedValue<GitProvider>.Of(string value) => new(value);

    /// <summary>Gives the service's name of it.</summary>
    public override string ToString() => Value ?? "";
}
