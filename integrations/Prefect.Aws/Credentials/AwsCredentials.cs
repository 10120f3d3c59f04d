using Amazon.Runtime;
using Amazon.S3;
using Amazon.SecurityToken;
using Prefect.Blocks;

namespace Prefect.Aws;

/// <summary>
/// Signs in to Amazon Web Services: by an access key, a profile, a role, or, when nothing is set, by whatever the AWS command line
/// and the SDKs find on the machine.
/// </summary>
/// <example>
/// <code>
/// AwsCredentials credentials = await AwsCredentials.LoadAsync("production");
/// using GetObjectResponse report = await credentials.GetS3Client().GetObjectAsync("landing", "2026/report.csv");
/// </code>
/// </example>
[Block(
    "AWS Credentials",
    Logo = "https://cdn.sanity.io/images/3ugk85nk/production/d74b16fe84ce626345adf235a47008fea2869a60-225x225.png",
    Documentation = "https://docs.prefect.io/integrations/prefect-aws")]
public sealed partial record AwsCredentials : Block, IS3Credentials, ICheckable
{
    /// <summary>Id of the access key.</summary>
    [BlockField(Title = "AWS Access Key ID")]
    public string? AwsAccessKeyId { get; init; }

    /// <summary>Secret part of the access key.</summary>
    [BlockField(Title = "AWS Access Key Secret")]
    public SecretString? AwsSecretAccessKey { get; init; }

    /// <summary>Token of the session, for access keys that are temporary.</summary>
    [BlockField(Title = "AWS Session Token", PlainOnWire = true)]
    public SecretString? AwsSessionToken { get; init; }

    /// <summary>Name of a profile in the AWS configuration files of the machine.</summary>
    public string? ProfileName { get; init; }

    /// <summary>Region that requests go to, such as <c>eu-central-1</c>. Default: the profile's, then the machine's, then us-east-1.</summary>
    public string? RegionName { get; init; }

    /// <summary>How clients are set up.</summary>
    [BlockField(Title = "AWS Client Parameters")]
    public AwsClientParameters AwsClientParameters { get; init; } = new();

    /// <summary>ARN of a role to assume. Its credentials are temporary and renew themselves before they run out.</summary>
    [BlockField(Title = "Assume Role ARN")]
    public string? AssumeRoleArn { get; init; }

    /// <summary>How the role is assumed.</summary>
    [BlockField(Title = "Assume Role Parameters")]
    public AssumeRoleParameters AssumeRoleKwargs { get; init; } = new();

    /// <inheritdoc/>
    /// <exception cref="AwsConfigurationException">The properties contradict each other, or one has a value that cannot be used.</exception>
    public IAmazonS3 GetClient() => GetS3Client();

    /// <summary>Gives a client of Amazon S3. It is shared: thread-safe, and not to be disposed.</summary>
    /// <exception cref="AwsConfigurationException">The properties contradict each other, or one has a value that cannot be used.</exception>
    public IAmazonS3 GetS3Client() => AwsClients.S3.Get(this, "s3", () => AwsClients.BuildS3(Session(), AwsClientParameters, RegionName, Logger));

    /// <summary>Gives a client of the Security Token Service. It is shared: thread-safe, and not to be disposed.</summary>
    /// <exception cref="AwsConfigurationException">The properties contradict each other, or one has a value that cannot be used.</exception>
    public IAmazonSecurityTokenService GetStsClient() =>
        AwsClients.Sts.Get(this, "sts", () => AwsClients.BuildSts(Session(), AwsClientParameters, RegionName, Logger));

    /// <summary>
    /// Gives the SDK's form of these credentials, to make clients of other services with. They renew themselves where they are
    /// temporary.
    /// </summary>
    /// <exception cref="AwsConfigurationException">The properties contradict each other, or one has a value that cannot be used.</exception>
    public AWSCredentials GetSession() => Session().Credentials;

    /// <summary>Signs in, and asks the service who it was that did.</summary>
    /// <param name="cancellationToken">Ends the probe.</param>
    public Task<BlockCheckResult> CheckAsync(CancellationToken cancellationToken = default) =>
        AwsCheck.SignInAsync(GetStsClient, cancellationToken);

    internal AwsSession Session() => AwsClients.Sessions.Get(this, "session", () => AwsSession.Open(this, Logger));

    /// <summary>The region that requests go to.</summary>
    internal string Region() => new AwsClientSetup(AwsClientParameters, session: null, Logger).RegionOr(RegionName ?? Session().Region);

    internal AwsClient Client(AwsService service) =>
        AwsClients.Services.Get(
            this, service.EndpointPrefix, () => AwsClient.Build(service, Session(), AwsClientParameters, RegionName, Logger));

    /// <summary>The client for requests that must not be carried out twice: see <see cref="AwsOnce"/>.</summary>
    internal AwsClient ClientForOnce(AwsService service) =>
        AwsClients.Services.Get(
            this,
            service.EndpointPrefix + ":once",
            () => AwsClient.Build(service, Session(), AwsClientParameters, RegionName, Logger, AwsOnce.SetUp));

    /// <summary>The client for questions that the service takes its time to answer.</summary>
    /// <param name="service">The service.</param>
    /// <param name="patience">How long an answer is waited for at least.</param>
    internal AwsClient ClientForWaiting(AwsService service, TimeSpan patience) =>
        AwsClients.Services.Get(
            this,
            service.EndpointPrefix + ":waiting",
            () => AwsClient.Build(
                service,
                Session(),
                AwsClientParameters,
                RegionName,
                Logger,
                config =>
                {
                    if (config.Timeout < patience)
                    {
                        config.Timeout = patience;
                    }
                }));
}
