using System.Net;
using System.Text.Json.Nodes;
using Amazon.Runtime;
using Amazon.S3;
using Microsoft.Extensions.Logging;
using Prefect.Testing;

namespace Prefect.Aws.Tests;

public sealed class AwsClientParametersTests
{
    private static readonly AwsCredentials s_credentials = new() { AwsAccessKeyId = "AKIA", AwsSecretAccessKey = "secret-key", RegionName = "eu-central-1" };

    [Fact]
    public void Settings_of_botocore_reach_the_client()
    {
        AmazonS3Config config = Config(new()
        {
            Config = JsonNode.Parse(
                """
                {"retries":{"max_attempts":7,"mode":"adaptive"},"connect_timeout":2.5,"read_timeout":30,"max_pool_connections":12,
                 "proxies":{"https":"http://user:p%40ss@proxy:3128"},"s3":{"use_accelerate_endpoint":true},"use_dualstack_endpoint":true,
                 "user_agent_extra":"nightly","request_checksum_calculation":"when_required","response_checksum_validation":"when_required"}
                """)!.AsObject(),
        });

        config.MaxErrorRetry.ShouldBe(7);
        config.RetryMode.ShouldBe(RequestRetryMode.Adaptive);
        config.ConnectTimeout.ShouldBe(TimeSpan.FromSeconds(2.5));
        config.Timeout.ShouldBe(TimeSpan.FromSeconds(30));
        config.MaxConnectionsPerServer.ShouldBe(12);
        config.UseAccelerateEndpoint.ShouldBeTrue();
        config.UseDualstackEndpoint.ShouldBeTrue();
        config.ClientAppId.ShouldBe("nightly");
        config.RequestChecksumCalculation.ShouldBe(RequestChecksumCalculation.WHEN_REQUIRED);
        config.ResponseChecksumValidation.ShouldBe(ResponseChecksumValidation.WHEN_REQUIRED);
        WebProxy proxy = config.GetWebProxy().ShouldBeOfType<WebProxy>();
        proxy.Address.ShouldBe(new Uri("http://proxy:3128"));
        proxy.Credentials!.GetCredential(new Uri("http://x"), "Basic")!.Password.ShouldBe("p@ss");
    }

    [Theory]
    [InlineData(null, null, false)]
    [InlineData("http://localhost:9000", null, true)]
    [InlineData("http://localhost:9000", "auto", true)]
    [InlineData("http://localhost:9000", "virtual", false)]
    [InlineData(null, "path", true)]
    public void Other_stores_are_addressed_by_path_unless_said_otherwise(string? endpoint, string? style, bool isPath) =>
        Config(new()
        {
            EndpointUrl = endpoint,
            Config = style is null ? null : new JsonObject { ["s3"] = new JsonObject { ["addressing_style"] = style } },
        }).ForcePathStyle.ShouldBe(isPath);

    [Fact]
    public void Encryption_can_be_switched_off_where_the_address_does_not_decide()
    {
        Config(new() { UseSsl = false }).UseHttp.ShouldBeTrue();
        Config(new()).UseHttp.ShouldBeFalse();
        Config(new() { UseSsl = false, EndpointUrl = "https://store.example" }).ServiceURL.ShouldBe("https://store.example/");
    }

    [Theory]
    [InlineData("localhost:9000")]
    [InlineData("ftp://store")]
    [InlineData("not an address")]
    [InlineData("/path")]
    public void Endpoints_that_are_no_address_are_refused(string endpoint) =>
        Should.Throw<AwsConfigurationException>(() => Config(new() { EndpointUrl = endpoint })).Field.ShouldBe("endpoint_url");

    [Theory]
    [InlineData("{\"retries\":5}")]
    [InlineData("{\"retries\":{\"max_attempts\":\"many\"}}")]
    [InlineData("{\"connect_timeout\":-1}")]
    [InlineData("{\"use_dualstack_endpoint\":\"yes\"}")]
    [InlineData("{\"proxies\":{\"https\":[]}}")]
    [InlineData("{\"connect_timeout\":0}")]
    [InlineData("{\"read_timeout\":0}")]
    [InlineData("{\"read_timeout\":1e-9}")]
    [InlineData("{\"connect_timeout\":2073601}")]
    [InlineData("{\"read_timeout\":2147483647}")]
    [InlineData("{\"max_pool_connections\":0}")]
    [InlineData("{\"max_pool_connections\":1.5}")]
    public void Settings_of_another_kind_are_refused(string config) =>
        Should.Throw<AwsConfigurationException>(() => Config(new() { Config = JsonNode.Parse(config)!.AsObject() })).Field.ShouldBe("config");

    [Fact]
    public void Settings_without_a_counterpart_are_named_in_warnings()
    {
        using CapturedLog log = new();
        AwsClientParameters parameters = new()
        {
            Config = JsonNode.Parse("""{"tcp_keepalive":true,"s3":{"us_east_1_regional_endpoint":"legacy"},"signature_version":"s3"}""")!.AsObject(),
            Verify = "/no/such.pem",
        };

        new AwsClientSetup(parameters with { Verify = null }, session: null, log.CreateLogger("aws")).Apply(new AmazonS3Config(), "us-east-1", null);
        AwsTrust.Of(parameters, bundle: null, log.CreateLogger("aws")).ShouldBe(new AwsTrust(true, "/no/such.pem"));
        AwsTrust.Of(parameters with { VerifyCertPath = "/own.pem" }, bundle: null, log.CreateLogger("aws")).ShouldBe(new AwsTrust(true, "/own.pem"));
        AwsTrust.Of(new() { Verify = false, VerifyCertPath = "/own.pem" }, bundle: null, log.CreateLogger("aws")).ShouldBe(new AwsTrust(false, null));
        AwsTrust.Of(new() { Verify = true }, bundle: null, log.CreateLogger("aws")).ShouldBe(AwsTrust.OfSystem);

        string[] warnings = [.. log.Entries.Where(entry => entry.Level == LogLevel.Warning).Select(entry => entry.Message)];
        warnings.ShouldContain(message => message.Contains("'tcp_keepalive'", StringComparison.Ordinal));
        warnings.ShouldContain(message => message.Contains("'s3.us_east_1_regional_endpoint'", StringComparison.Ordinal));
        warnings.ShouldContain(message => message.Contains("signature_version", StringComparison.Ordinal));
        warnings.ShouldContain(message => message.Contains("deprecated", StringComparison.Ordinal));
        warnings.ShouldContain(message => message.Contains("verify_cert_path is ignored", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("read_timeout", "2073600")]
    [InlineData("connect_timeout", "0.001")]
    [InlineData("max_pool_connections", "2147483647")]
    public void Settings_at_their_limits_make_a_client_that_can_be_used(string name, string value) =>
        new AwsHttpClientFactory(new AwsTrust(false, null))
            .CreateHttpClient(Config(new() { Config = JsonNode.Parse($"{{\"{name}\":{value}}}")!.AsObject() }))
            .ShouldNotBeNull();

    [Theory]
    [InlineData("max_attempts")]
    [InlineData("total_max_attempts")]
    public void The_most_retries_are_no_negative_number(string name)
    {
        AwsClient client = AwsClient.For(
            s_credentials with { AwsClientParameters = new() { Config = new JsonObject { ["retries"] = new JsonObject { [name] = int.MaxValue } } } },
            AwsService.Glue);

        client.Attempts.ShouldBeGreaterThan(1);
    }

    [Theory]
    [InlineData("")]
    [InlineData(" ")]
    public void An_empty_path_in_verify_is_refused(string path) =>
        Should.Throw<AwsConfigurationException>(() => Config(new() { Verify = path })).Field.ShouldBe("verify");

    [Fact]
    public void A_path_that_no_file_can_have_is_named() =>
        Should.Throw<AwsConfigurationException>(() => Config(new() { VerifyCertPath = "a\0b" })).Field.ShouldBe("verify_cert_path");

    [Fact]
    public void What_the_machine_is_set_up_with_counts_where_the_user_said_nothing()
    {
        using CapturedLog log = new();
        AwsBundle bundle = new("/machine.pem", "AWS_CA_BUNDLE");

        AwsTrust.Of(new(), bundle, log.CreateLogger("aws")).AuthoritiesPath.ShouldBe("/machine.pem");
        AwsTrust.Of(new() { VerifyCertPath = "/own.pem" }, bundle, log.CreateLogger("aws")).AuthoritiesPath.ShouldBe("/own.pem");
        AwsTrust.Of(new() { Verify = true }, bundle, log.CreateLogger("aws")).ShouldBe(AwsTrust.OfSystem);
        AwsTrust.Of(new() { Verify = false }, bundle, log.CreateLogger("aws")).IsChecked.ShouldBeFalse();
        Should.Throw<AwsConfigurationException>(() => AwsTrust.Of(new(), bundle, log.CreateLogger("aws")).Callback()).Message.ShouldContain("AWS_CA_BUNDLE");
    }

    [Fact]
    public void A_file_of_authorities_that_cannot_be_read_is_named() =>
        Should.Throw<AwsConfigurationException>(() => Config(new() { VerifyCertPath = "/no/such.pem" })).Message.ShouldContain("/no/such.pem");

    private static AmazonS3Config Config(AwsClientParameters parameters) =>
        (AmazonS3Config)(s_credentials with { AwsClientParameters = parameters }).GetS3Client().Config;
}
