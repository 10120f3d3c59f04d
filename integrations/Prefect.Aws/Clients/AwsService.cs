namespace Prefect.Aws;

/// <summary>A service that is spoken to over HTTP, without a package of the vendor's.</summary>
internal sealed record AwsService
{
    public static readonly AwsService SecretsManager = new()
    {
        Id = "Secrets Manager",
        EndpointPrefix = "secretsmanager",
        Version = "2017-10-17",
        TargetPrefix = "secretsmanager",
    };

    public static readonly AwsService Lambda = new()
    {
        Id = "Lambda",
        EndpointPrefix = "lambda",
        Version = "2015-03-31",
    };

    public static readonly AwsService Glue = new()
    {
        Id = "Glue",
        EndpointPrefix = "glue",
        Version = "2017-03-31",
        TargetPrefix = "AWSGlue",
    };

    public static readonly AwsService Batch = new()
    {
        Id = "Batch",
        EndpointPrefix = "batch",
        Version = "2016-08-10",
        CommercialFipsPrefix = "fips.batch",
        GovernmentFipsPrefix = "batch",
    };

    public static readonly AwsService Ecs = new()
    {
        Id = "ECS",
        EndpointPrefix = "ecs",
        Version = "2014-11-13",
        TargetPrefix = "AmazonEC2ContainerServiceV20141113",
    };

    public static readonly AwsService CloudWatchLogs = new()
    {
        Id = "CloudWatch Logs",
        EndpointPrefix = "logs",
        Version = "2014-03-28",
        TargetPrefix = "Logs_20140328",
        GovernmentFipsPrefix = "logs",
    };

    public static readonly AwsService Ec2 = new()
    {
        Id = "EC2",
        EndpointPrefix = "ec2",
        Version = "2016-11-15",
        GovernmentFipsPrefix = "ec2",
    };

    public static readonly AwsService Sqs = new()
    {
        Id = "SQS",
        EndpointPrefix = "sqs",
        Version = "2012-11-05",
        TargetPrefix = "AmazonSQS",
        JsonVersion = "1.0",
        GovernmentFipsPrefix = "sqs",
    };

    /// <summary>Name of the service in traces, and in settings of the machine that name a service (<c>AWS_ENDPOINT_URL_SECRETS_MANAGER</c>).</summary>
    public required string Id { get; init; }

    /// <summary>Name of the service in errors.</summary>
    public string Name => Id;

    /// <summary>First part of host names.</summary>
    public required string EndpointPrefix { get; init; }

    /// <summary>Name of the service in signatures.</summary>
    public string SigningName => EndpointPrefix;

    /// <summary>Version of the interface that is spoken.</summary>
    public required string Version { get; init; }

    /// <summary>What stands before the operation in <c>X-Amz-Target</c>; null where the route says it all.</summary>
    public string? TargetPrefix { get; init; }

    /// <summary>Version of the protocol of services that have targets.</summary>
    public string JsonVersion { get; init; } = "1.1";

    /// <summary>First part of FIPS host names in the commercial partition, where it breaks the pattern.</summary>
    public string? CommercialFipsPrefix { get; init; }

    /// <summary>First part of FIPS host names in the government partition, where it breaks the pattern.</summary>
    public string? GovernmentFipsPrefix { get; init; }
}
