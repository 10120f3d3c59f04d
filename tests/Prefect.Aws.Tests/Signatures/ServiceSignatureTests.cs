using System.Text;
using System.Text.Json.Nodes;
using Amazon.S3.Model;
using Amazon.SecurityToken.Model;
using Prefect.Testing;

namespace Prefect.Aws.Tests;

/// <summary>The signature of each service's requests, verified by code that has no line in common with what signs them.</summary>
public sealed class ServiceSignatureTests : IAsyncLifetime
{
    private const string Odd = "a b  c+d=e&f/g?h#i%20j%2Fk~l*m'n(o)!$,;:@[]{}\\\"<>^`|ü\u1234\U0001F600.-_";

    private AwsPeer _peer = null!;

    public static TheoryData<string, bool> JsonServices => Matrix("secretsmanager", "glue", "ecs", "logs");

    public static TheoryData<string, bool> RestServices => Matrix("lambda", "batch");

    public static TheoryData<bool> Keys => [false, true];

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync() => _peer = await AwsPeer.StartAsync(Token);

    public ValueTask DisposeAsync() => _peer.DisposeAsync();

    [Theory]
    [MemberData(nameof(JsonServices))]
    public async Task JSON_is_signed(string service, bool isTemporary)
    {
        _peer.On($"{service}.Anything", request => AwsReply.Json(request.Json));

        JsonNode answer = await Client(service, isTemporary).SendAsync("Anything", null, new JsonObject { [Odd] = Odd }, "try", Token);

        ((string?)answer[Odd]).ShouldBe(Odd);
        ShouldBeGood(service, isTemporary);
    }

    [Theory]
    [MemberData(nameof(RestServices))]
    public async Task REST_with_odd_characters_in_path_query_header_and_body_is_signed(string service, bool isTemporary)
    {
        AwsRequest request = new()
        {
            Operation = "Anything",
            Body = Encoding.UTF8.GetBytes(Odd),
            Route = new AwsRoute("PUT", $"/v1/{AwsRoute.Escape(Odd)}/tags/{AwsRoute.Escape("arn:aws:x:::a/b")}")
            {
                Query = new Dictionary<string, string> { ["odd"] = Odd, ["empty"] = "", ["A"] = "2", ["a"] = "1" },
                Headers = new Dictionary<string, string> { ["X-Amz-Odd"] = "a  b   c;d=\"e\",f" },
            },
        };

        AwsException refusal = await Should.ThrowAsync<AwsException>(() => Client(service, isTemporary).SendRawAsync(request, "try", Token));

        refusal.ErrorCode.ShouldBe("UnknownOperationException");

        AwsExchange sent = ShouldBeGood(service, isTemporary);
        PercentCoding.DecodeText(sent.Path.Split('/')[2]).ShouldBe(Odd);
        sent.Query["odd"].ShouldBe(Odd);
        sent.Text.ShouldBe(Odd);
    }

    [Theory]
    [MemberData(nameof(Keys))]
    public async Task The_query_protocol_of_EC2_is_signed(bool isTemporary)
    {
        _peer.On("ec2.DescribeVpcs", AwsReply.Xml("<DescribeVpcsResponse><vpcSet/></DescribeVpcsResponse>"));
        AwsRequest request = new()
        {
            Operation = "DescribeVpcs",
            Body = Encoding.UTF8.GetBytes($"Action=DescribeVpcs&Version=2016-11-15&Filter.1.Name={Uri.EscapeDataString(Odd)}"),
            ContentType = "application/x-www-form-urlencoded; charset=utf-8",
        };

        using AwsAnswer answer = await Client("ec2", isTemporary).SendRawAsync(request, "try", Token);

        ShouldBeGood("ec2", isTemporary).Form["Filter.1.Name"].ShouldBe(Odd);
    }

    [Theory]
    [MemberData(nameof(Keys))]
    public async Task The_Security_Token_Service_is_signed(bool isTemporary)
    {
        _peer.On("sts.AssumeRole", AwsReply.Xml(
            """
            <AssumeRoleResponse xmlns="https://sts.amazonaws.com/doc/2011-06-15/"><AssumeRoleResult><Credentials><AccessKeyId>ASIA</AccessKeyId>
            <SecretAccessKey>temporary-secret</SecretAccessKey><SessionToken>temporary-token</SessionToken><Expiration>2036-11-20T00:00:00Z</Expiration>
            </Credentials></AssumeRoleResult></AssumeRoleResponse>
            """));

        // No constant: the SDK's analyzer knows that the service itself would refuse this one.
        string externalId = string.Concat(Odd, "");
        await Credentials(isTemporary).GetStsClient().AssumeRoleAsync(
            new AssumeRoleRequest { RoleArn = "arn:aws:iam::123456789012:role/reader", RoleSessionName = "nightly", ExternalId = externalId }, Token);

        ShouldBeGood("sts", isTemporary).Form["ExternalId"].ShouldBe(Odd);
    }

    [Theory]
    [MemberData(nameof(Keys))]
    public async Task Amazon_S3_is_signed(bool isTemporary)
    {
        string path = "/bucket/" + PercentCoding.Encode(Odd, keepSlash: true);
        _peer.On($"s3.PUT {path}", AwsReply.Bytes(ReadOnlyMemory<byte>.Empty));
        _peer.On("s3.GET /bucket/", AwsReply.Xml("<ListBucketResult/>"));
        Amazon.S3.IAmazonS3 client = Credentials(isTemporary).GetS3Client();

        await client.PutObjectAsync(new PutObjectRequest { BucketName = "bucket", Key = Odd, ContentBody = Odd, Metadata = { ["note"] = "a  b" } }, Token);
        await client.ListObjectsV2Async(new ListObjectsV2Request { BucketName = "bucket", Prefix = Odd, Delimiter = "/" }, Token);

        ShouldBeGood("s3", isTemporary).Text.ShouldBe(Odd);
        _peer.Requests[1].Query["prefix"].ShouldBe(Odd);
    }

    [Theory]
    [InlineData("", "/proj/a")]
    [InlineData("", "//a")]
    [InlineData("", "/")]
    [InlineData("gateway/v1", "/proj/a b")]
    [InlineData("gateway/v1", "proj/a")]
    public async Task A_key_of_S3_keeps_the_slash_it_begins_with(string folder, string key)
    {
        string path = $"{(folder.Length == 0 ? "" : "/" + folder)}/bucket/{PercentCoding.Encode(key, keepSlash: true)}";
        _peer.On($"s3.PUT {path}", AwsReply.InternalError(), AwsReply.Bytes(ReadOnlyMemory<byte>.Empty));
        AwsCredentials credentials = _peer.Credentials();
        credentials = credentials with
        {
            AwsClientParameters = credentials.AwsClientParameters with
            {
                EndpointUrl = $"{_peer.Address}{folder}",
                Config = new JsonObject { ["retries"] = new JsonObject { ["max_attempts"] = 1 } },
            },
        };

        await credentials.GetS3Client().PutObjectAsync(new PutObjectRequest { BucketName = "bucket", Key = key, ContentBody = "x" }, Token);

        ShouldBeGood("s3", isTemporary: false);
        _peer.Requests.Select(request => request.Path).ShouldBe([path, path]);
    }

    [Fact]
    public async Task A_project_is_pushed_to_a_folder_that_begins_with_a_slash()
    {
        using TemporaryDirectory local = new();
        local.WriteFile("flow.py", "1");
        _peer.On("s3.PUT /bucket//proj/flow.py", AwsReply.Bytes(ReadOnlyMemory<byte>.Empty));

        await S3Steps.PushToS3Async("bucket", "/proj", _peer.Credentials(), localFolder: local.Path, cancellationToken: Token);

        ShouldBeGood("s3", isTemporary: false);
    }

    [Theory]
    [InlineData("secretsmanager")]
    [InlineData("lambda")]
    [InlineData("glue")]
    [InlineData("batch")]
    [InlineData("ecs")]
    [InlineData("logs")]
    [InlineData("ec2")]
    public async Task A_wrong_secret_and_a_wrong_token_are_refused(string service)
    {
        AwsKey wrong = _peer.TemporaryKey with { SecretAccessKey = Canary.Generate("secret").Value };
        AwsKey stale = _peer.TemporaryKey with { SessionToken = "stale" };

        AwsException first = await Should.ThrowAsync<AwsException>(
            () => AwsClient.For(_peer.Credentials(wrong), Service(service)).SendAsync("Anything", null, [], "try", Token));
        AwsException second = await Should.ThrowAsync<AwsException>(
            () => AwsClient.For(_peer.Credentials(stale), Service(service)).SendAsync("Anything", null, [], "try", Token));

        _peer.Requests[0].Signature.Problem.ShouldBe(SignatureProblem.Mismatch);
        _peer.Requests[^1].Signature.Problem.ShouldBe(SignatureProblem.WrongToken);
        first.StatusCode.ShouldBe(System.Net.HttpStatusCode.Forbidden);
        second.StatusCode.ShouldBe(System.Net.HttpStatusCode.Forbidden);
        first.ToString().ShouldNotContain(wrong.SecretAccessKey);
        first.ToString().ShouldNotContain(wrong.SessionToken!);
    }

    [Fact]
    public async Task An_address_with_a_path_is_signed_with_it()
    {
        _peer.On("glue.Anything", AwsReply.Json("{}"));
        AwsCredentials credentials = _peer.Credentials();
        credentials = credentials with { AwsClientParameters = credentials.AwsClientParameters with { EndpointUrl = $"{_peer.Address}gateway/v1/" } };

        await AwsClient.For(credentials, AwsService.Glue).SendAsync("Anything", null, [], "try", Token);

        ShouldBeGood("glue", isTemporary: false).Path.ShouldStartWith("/gateway/v1/");
    }

    private static TheoryData<string, bool> Matrix(params string[] services)
    {
        TheoryData<string, bool> data = [];
        foreach (string service in services)
        {
            data.Add(service, false);
            data.Add(service, true);
        }

        return data;
    }

    private static AwsService Service(string name) => name switch
    {
        "secretsmanager" => AwsService.SecretsManager,
        "lambda" => AwsService.Lambda,
        "glue" => AwsService.Glue,
        "batch" => AwsService.Batch,
        "ecs" => AwsService.Ecs,
        "logs" => AwsService.CloudWatchLogs,
        _ => AwsService.Ec2,
    };

    private AwsClient Client(string service, bool isTemporary) => AwsClient.For(Credentials(isTemporary), Service(service));

    private AwsCredentials Credentials(bool isTemporary) => _peer.Credentials(isTemporary ? _peer.TemporaryKey : _peer.Key);

    private AwsExchange ShouldBeGood(string service, bool isTemporary)
    {
        _peer.ShouldHaveGoodSignatures();
        AwsExchange request = _peer.Requests[0];
        request.Signature.Service.ShouldBe(service);
        request.Signature.Region.ShouldBe("eu-central-1");
        request.Signature.HasSessionToken.ShouldBe(isTemporary);
        request.Signature.SignedHeaders.ShouldContain("host");
        request.Signature.SignedHeaders.ShouldContain("x-amz-date");
        return request;
    }
}
