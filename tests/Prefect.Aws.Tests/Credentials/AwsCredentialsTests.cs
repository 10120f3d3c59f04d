using System.Text.Json.Nodes;
using Amazon.Runtime;
using Amazon.S3;
using Prefect.Blocks;
using Prefect.Testing;

namespace Prefect.Aws.Tests;

public sealed class AwsCredentialsTests(MotoServer moto) : S3Test(moto)
{
    private const string Role = "arn:aws:iam::123456789012:role/reader";

    [Fact]
    public async Task A_role_is_assumed_and_its_temporary_credentials_sign_what_follows()
    {
        await using FaultProxy proxy = await FaultProxy.StartAsync(Moto.Endpoint, Token);
        AwsCredentials credentials = Credentials(proxy.Endpoint) with
        {
            AssumeRoleArn = Role,
            AssumeRoleKwargs = new() { RoleSessionName = "nightly", ExternalId = "partner", DurationSeconds = 900 },
        };

        await credentials.GetS3Client().ListBucketsAsync(Token);
        await credentials.GetS3Client().ListBucketsAsync(Token);
        string identity = (await credentials.GetStsClient().GetCallerIdentityAsync(new(), Token)).Arn;

        identity.ShouldContain("assumed-role/reader/nightly");
        ProxiedRequest[] signed = [.. proxy.Requests.Where(request => request.Headers.ContainsKey("X-Amz-Security-Token"))];
        signed.Length.ShouldBe(3);
        signed.ShouldAllBe(request => !request.Headers["Authorization"].Contains("AKIAIOSFODNN7EXAMPLE", StringComparison.Ordinal));
        proxy.Requests.Count.ShouldBe(4);
    }

    [Fact]
    public async Task All_parameters_of_a_role_reach_the_service()
    {
        await using RecordingSts sts = await RecordingSts.StartAsync();
        AwsCredentials credentials = Credentials(sts.Endpoint) with
        {
            AssumeRoleArn = Role,
            AssumeRoleKwargs = new()
            {
                ExternalId = "partner",
                DurationSeconds = 900,
                Policy = "{}",
                PolicyArns = [new Dictionary<string, string>(StringComparer.Ordinal) { ["arn"] = "arn:aws:iam::aws:policy/ReadOnlyAccess" }],
                Tags = [new Dictionary<string, string>(StringComparer.Ordinal) { ["Key"] = "team", ["Value"] = "data" }],
                TransitiveTagKeys = ["team"],
                SerialNumber = "arn:aws:iam::123456789012:mfa/me",
                TokenCode = "123456",
                SourceIdentity = "me",
                ProvidedContexts = [new Dictionary<string, string>(StringComparer.Ordinal) { ["ProviderArn"] = "arn:p", ["ContextAssertion"] = "a" }],
            },
        };

        await credentials.GetSession().GetCredentialsAsync();

        Dictionary<string, string> form = sts.Forms.Single();
        form["RoleSessionName"].ShouldMatch("^prefect-session-[0-9a-f]{8}$");
        form.ShouldContainKeyAndValue("ExternalId", "partner");
        form.ShouldContainKeyAndValue("DurationSeconds", "900");
        form.ShouldContainKeyAndValue("Policy", "{}");
        form.ShouldContainKeyAndValue("PolicyArns.member.1.arn", "arn:aws:iam::aws:policy/ReadOnlyAccess");
        form.ShouldContainKeyAndValue("Tags.member.1.Key", "team");
        form.ShouldContainKeyAndValue("Tags.member.1.Value", "data");
        form.ShouldContainKeyAndValue("TransitiveTagKeys.member.1", "team");
        form.ShouldContainKeyAndValue("SerialNumber", "arn:aws:iam::123456789012:mfa/me");
        form.ShouldContainKeyAndValue("TokenCode", "123456");
        form.ShouldContainKeyAndValue("SourceIdentity", "me");
        form.ShouldContainKeyAndValue("ProvidedContexts.member.1.ProviderArn", "arn:p");
    }

    [Fact]
    public async Task Temporary_credentials_are_renewed_before_they_run_out()
    {
        await using RecordingSts sts = await RecordingSts.StartAsync(lifetime: TimeSpan.FromMinutes(4));
        AWSCredentials session = (Credentials(sts.Endpoint) with { AssumeRoleArn = Role }).GetSession();

        ImmutableCredentials first = await session.GetCredentialsAsync();
        await session.GetCredentialsAsync();
        await sts.AskedAsync(2);

        first.AccessKey.ShouldStartWith("ASIA");
        sts.Forms.Count.ShouldBe(2);
    }

    [Fact]
    public async Task A_role_that_cannot_be_assumed_is_named()
    {
        await using FaultProxy proxy = await FaultProxy.StartAsync(Moto.Endpoint, Token);
        proxy.Inject(Fault.Answer(
            System.Net.HttpStatusCode.Forbidden,
            "<ErrorResponse><Error><Type>Sender</Type><Code>AccessDenied</Code><Message>Not allowed.</Message></Error><RequestId>r</RequestId></ErrorResponse>",
            "text/xml"), times: int.MaxValue);
        S3Bucket bucket = Bucket() with { Credentials = Credentials(proxy.Endpoint) with { AssumeRoleArn = Role } };

        AwsException exception = await Should.ThrowAsync<AwsException>(() => bucket.ReadPathAsync("k", Token));

        exception.ErrorCode.ShouldBe("AccessDenied");
        exception.Message.ShouldContain(Role);
    }

    [Fact]
    public void Equal_credentials_share_a_client_and_changed_ones_do_not()
    {
        IAmazonS3 client = Credentials().GetS3Client();

        Credentials().GetClient().ShouldBeSameAs(client);
        (Credentials() with { RegionName = "eu-west-1" }).GetClient().ShouldNotBeSameAs(client);
        (Credentials() with { AwsSecretAccessKey = "another-secret" }).GetClient().ShouldNotBeSameAs(client);
        Credentials(config: new JsonObject { ["max_pool_connections"] = 3 }).GetClient().ShouldNotBeSameAs(client);
    }

    [Fact]
    public async Task One_client_is_built_however_many_ask_at_once()
    {
        ClientCache<object> cache = new(2);
        int built = 0;

        object[] clients = await Task.WhenAll(Enumerable.Range(0, 50).Select(_ => Task.Run(() => cache.Get("k", () =>
        {
            Interlocked.Increment(ref built);
            return new object();
        }))));

        built.ShouldBe(1);
        clients.Distinct().Count().ShouldBe(1);
        Should.Throw<InvalidOperationException>(() => cache.Get("bad", () => throw new InvalidOperationException("no")));
        cache.Get("bad", () => "good").ShouldBe("good");
        cache.Get("third", () => "third");
        cache.Count.ShouldBe(2);
    }

    [Theory]
    [InlineData("AKIA", null, null)]
    [InlineData(null, "secret", null)]
    [InlineData(null, null, "token")]
    public void Parts_of_a_key_are_refused(string? id, string? secret, string? token)
    {
        AwsCredentials credentials = new()
        {
            AwsAccessKeyId = id,
            AwsSecretAccessKey = secret is null ? null : new SecretString(secret),
            AwsSessionToken = token is null ? null : new SecretString(token),
        };

        Should.Throw<AwsConfigurationException>(() => credentials.GetS3Client()).Message.ShouldContain("belong together");
    }

    [Fact]
    public void A_profile_that_is_not_there_is_named() =>
        Should.Throw<AwsConfigurationException>(() => new AwsCredentials { ProfileName = "no-such-profile" }.GetS3Client())
            .ShouldSatisfyAllConditions(
                exception => exception.Field.ShouldBe("profile_name"),
                exception => exception.Message.ShouldContain("no-such-profile"));

    [Fact]
    public async Task A_saved_document_keeps_the_session_token_readable_and_the_secret_not()
    {
        await using TemporaryStore store = new();
        AwsCredentials credentials = Credentials() with { AwsSessionToken = "readable-token" };
        await credentials.SaveAsync("prod", store: store.Store, cancellationToken: Token);

        BlockDocument document = (await store.Store.FindAsync("aws-credentials", "prod", SecretHandling.Mask, Token))!;

        JsonNode data = JsonNode.Parse(document.Data.Span)!;
        ((string?)data["aws_session_token"]).ShouldBe("readable-token");
        ((string?)data["aws_secret_access_key"]).ShouldBe(SecretMask.Wire);
        credentials.ToString().ShouldNotContain("readable-token");
    }
}
