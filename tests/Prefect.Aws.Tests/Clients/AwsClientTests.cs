using System.Text.Json.Nodes;
using Prefect.Testing;

namespace Prefect.Aws.Tests.Clients;

public sealed class AwsClientTests(MotoServer moto) : IAsyncLifetime
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync() => await moto.StartAsync(Token);

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    [Fact]
    public async Task Json_goes_out_and_comes_back()
    {
        string name = "untyped/" + Guid.NewGuid().ToString("N");
        AwsClient client = AwsClient.For(Credentials(), AwsService.SecretsManager);
        JsonNode created = await client.SendAsync(
            "CreateSecret", null, new JsonObject { ["Name"] = name, ["SecretString"] = "value", ["ClientRequestToken"] = Guid.NewGuid().ToString() }, "create a secret", Token);
        JsonNode read = await client.SendAsync("GetSecretValue", null, new JsonObject { ["SecretId"] = (string?)created["ARN"] }, "read a secret", Token);
        ((string?)read["SecretString"]).ShouldBe("value");
    }

    [Fact]
    public async Task Refusal_has_the_services_code_status_and_request_id()
    {
        AwsClient client = AwsClient.For(Credentials(), AwsService.SecretsManager);
        AwsException exception = await Should.ThrowAsync<AwsException>(
            () => client.SendAsync("GetSecretValue", null, new JsonObject { ["SecretId"] = "no/such" }, "read secret 'no/such'", Token));
        exception.ErrorCode.ShouldBe("ResourceNotFoundException");
        exception.StatusCode.ShouldNotBeNull();
        exception.Message.ShouldStartWith("Could not read secret 'no/such': ResourceNotFoundException (");
    }

    [Fact]
    public async Task Refusal_in_xml_is_understood()
    {
        AwsClient client = AwsClient.For(Credentials(), AwsService.Ec2);
        AwsRequest request = new()
        {
            Operation = "DescribeVpcs",
            Body = "Action=DescribeVpcs&Version=2016-11-15&VpcId.1=vpc-00000000"u8.ToArray(),
            ContentType = "application/x-www-form-urlencoded; charset=utf-8",
        };
        AwsException exception = await Should.ThrowAsync<AwsException>(() => client.SendRawAsync(request, "look at networks", Token));
        exception.ErrorCode.ShouldBe("InvalidVpcID.NotFound");
    }

    [Fact]
    public async Task Body_can_be_a_stream()
    {
        AwsClient client = AwsClient.For(Credentials(), AwsService.Lambda);
        AwsRequest request = new() { Operation = "ListFunctions", Route = new AwsRoute("GET", "/2015-03-31/functions/"), IsStreaming = true };
        using AwsAnswer answer = await client.SendRawAsync(request, "list functions", Token);
        using StreamReader reader = new(answer.Body);
        JsonNode.Parse(await reader.ReadToEndAsync(Token))!["Functions"].ShouldNotBeNull();
    }

    [Fact]
    public async Task Escaped_path_reaches_the_service_as_it_is()
    {
        AwsClient client = AwsClient.For(Credentials(), AwsService.Lambda);
        const string Arn = "arn:aws:lambda:us-east-1:123456789012:function:none";
        AwsRoute route = new("GET", $"/2015-03-31/functions/{AwsRoute.Escape(Arn)}") { Query = new Dictionary<string, string> { ["Qualifier"] = "live one" } };
        AwsException exception = await Should.ThrowAsync<AwsException>(
            () => client.SendRawAsync(new AwsRequest { Operation = "GetFunction", Route = route }, "find a function", Token));
        exception.ErrorCode.ShouldBe("ResourceNotFoundException");
    }

    [Fact]
    public void Clients_of_equal_credentials_are_one() =>
        AwsClient.For(Credentials(), AwsService.Glue).ShouldBeSameAs(AwsClient.For(Credentials(), AwsService.Glue));

    private AwsCredentials Credentials() => new()
    {
        AwsAccessKeyId = "AKIAIOSFODNN7EXAMPLE",
        AwsSecretAccessKey = "a-secret-of-client-tests",
        RegionName = "us-east-1",
        AwsClientParameters = new() { EndpointUrl = moto.Endpoint.AbsoluteUri },
    };
}
