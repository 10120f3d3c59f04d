using System.Text.Json.Nodes;
using Amazon.Runtime.Endpoints;

namespace Prefect.Aws.Tests.Clients;

public sealed class AwsEndpointsTests
{
    private static readonly Dictionary<string, AwsService> s_services = new[]
    {
        AwsService.SecretsManager, AwsService.Lambda, AwsService.Glue, AwsService.Batch, AwsService.Ecs, AwsService.CloudWatchLogs, AwsService.Ec2,
    }.ToDictionary(service => service.EndpointPrefix, StringComparer.Ordinal);

    [Theory]
    [InlineData("secretsmanager", "eu-central-1", "secretsmanager.eu-central-1.amazonaws.com")]
    [InlineData("lambda", "cn-north-1", "lambda.cn-north-1.amazonaws.com.cn")]
    [InlineData("glue", "us-gov-west-1", "glue.us-gov-west-1.amazonaws.com")]
    [InlineData("batch", "us-iso-east-1", "batch.us-iso-east-1.c2s.ic.gov")]
    [InlineData("ecs", "us-isob-east-1", "ecs.us-isob-east-1.sc2s.sgov.gov")]
    [InlineData("logs", "eu-isoe-west-1", "logs.eu-isoe-west-1.cloud.adc-e.uk")]
    [InlineData("ec2", "us-isof-south-1", "ec2.us-isof-south-1.csp.hci.ic.gov")]
    [InlineData("ecs", "eusc-de-east-1", "ecs.eusc-de-east-1.amazonaws.eu")]
    [InlineData("ecs", "mars-north-1", "ecs.mars-north-1.amazonaws.com")]
    public void Region_says_the_partition(string service, string region, string host) => Host(service, region).ShouldBe(host);

    [Theory]
    [InlineData("secretsmanager", "us-east-1", "secretsmanager-fips.us-east-1.amazonaws.com")]
    [InlineData("secretsmanager", "us-gov-west-1", "secretsmanager-fips.us-gov-west-1.amazonaws.com")]
    [InlineData("batch", "us-east-1", "fips.batch.us-east-1.amazonaws.com")]
    [InlineData("batch", "us-gov-east-1", "batch.us-gov-east-1.amazonaws.com")]
    [InlineData("batch", "us-iso-east-1", "batch-fips.us-iso-east-1.c2s.ic.gov")]
    [InlineData("logs", "us-gov-west-1", "logs.us-gov-west-1.amazonaws.com")]
    [InlineData("logs", "us-east-2", "logs-fips.us-east-2.amazonaws.com")]
    [InlineData("ec2", "us-gov-west-1", "ec2.us-gov-west-1.amazonaws.com")]
    [InlineData("ec2", "ca-central-1", "ec2-fips.ca-central-1.amazonaws.com")]
    [InlineData("lambda", "us-gov-west-1", "lambda-fips.us-gov-west-1.amazonaws.com")]
    [InlineData("glue", "us-west-1", "glue-fips.us-west-1.amazonaws.com")]
    [InlineData("ecs", "us-gov-west-1", "ecs-fips.us-gov-west-1.amazonaws.com")]
    public void Fips_endpoints_follow_the_vendors_rules(string service, string region, string host) =>
        Host(service, region, """{"use_fips_endpoint": true}""").ShouldBe(host);

    [Theory]
    [InlineData("secretsmanager", "eu-west-1", "secretsmanager.eu-west-1.api.aws")]
    [InlineData("lambda", "cn-north-1", "lambda.cn-north-1.api.amazonwebservices.com.cn")]
    [InlineData("ecs", "us-iso-east-1", "ecs.us-iso-east-1.api.aws.ic.gov")]
    public void Dual_stack_endpoints_have_their_own_suffix(string service, string region, string host) =>
        Host(service, region, """{"use_dualstack_endpoint": true}""").ShouldBe(host);

    [Fact]
    public void Fips_and_dual_stack_go_together() =>
        Host("batch", "us-east-1", """{"use_dualstack_endpoint": true, "use_fips_endpoint": true}""").ShouldBe("batch-fips.us-east-1.api.aws");

    [Theory]
    [InlineData("eu central")]
    [InlineData("../evil")]
    [InlineData("evil.example/x?")]
    [InlineData("ü")]
    public void Region_that_is_no_host_name_is_refused_before_any_request(string region) =>
        Should.Throw<AwsConfigurationException>(() => Client("ecs", region)).Field.ShouldBe("region_name");

    [Fact]
    public void Fips_beside_an_address_is_refused() =>
        Should.Throw<AwsConfigurationException>(() => Client("ecs", "us-east-1", """{"use_fips_endpoint": true}""", "http://localhost:1"))
            .Field.ShouldBe("endpoint_url");

    [Theory]
    [InlineData("http://localhost:4566", "http://localhost:4566/")]
    [InlineData("https://vpce-1.ecs.eu-west-1.vpce.amazonaws.com", "https://vpce-1.ecs.eu-west-1.vpce.amazonaws.com/")]
    [InlineData("https://bucket.vpce-1.s3.eu-west-1.vpce.amazonaws.com", "https://ecs.eu-west-1.amazonaws.com/")]
    public void Address_of_another_service_of_the_vendor_is_not_used(string endpoint, string expected) =>
        Endpoint(Client("ecs", "eu-west-1", endpoint: endpoint)).URL.ShouldBe(expected);

    private static string Host(string service, string region, string? config = null) =>
        new Uri(Endpoint(Client(service, region, config)).URL).Host;

    private static Endpoint Endpoint(AwsClient client) => client.Config.DetermineServiceOperationEndpoint(null);

    private static AwsClient Client(string service, string region, string? config = null, string? endpoint = null) => AwsClient.For(
        new AwsCredentials
        {
            AwsAccessKeyId = "AKIAIOSFODNN7EXAMPLE",
            AwsSecretAccessKey = "endpoint-test-secret",
            RegionName = region,
            AwsClientParameters = new() { Config = config is null ? null : JsonNode.Parse(config)!.AsObject(), EndpointUrl = endpoint },
        },
        s_services[service]);
}
