using System.Text;
using System.Text.Json.Nodes;
using Prefect.Blocks;
using Prefect.Testing;

namespace Prefect.Aws.Tests;

/// <summary>Texts that look like JSON, or like texts, and are not quite.</summary>
public sealed class SecretTextTests : IAsyncLifetime
{
    private AwsPeer _peer = null!;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync() => _peer = await AwsPeer.StartAsync(Token);

    public ValueTask DisposeAsync() => _peer.DisposeAsync();

    [Theory]
    [InlineData("""{"k":"first-of-two","k":"second-of-two"}""", "second-of-two")]
    [InlineData("""{"\ud800":"a","k":"beside a broken name"}""", "beside a broken name")]
    [InlineData("""{"other":"\ud800","k":"beside a broken text"}""", "beside a broken text")]
    public async Task Secret_of_odd_json_is_read_and_its_members_are_masked(string stored, string member)
    {
        _peer.On("secretsmanager.GetSecretValue", AwsReply.Json(new JsonObject { ["SecretString"] = stored }));

        (await Secret().ReadSecretAsync(Token)).ShouldBe(Encoding.UTF8.GetBytes(stored));
        (await new AwsSecretReferences(_peer.Credentials()).ResolveAsync("db#k", Token)).ShouldBe(member);

        SecretMasker.Mask($"<{member}>").ShouldBe($"<{SecretMask.Display}>");
    }

    [Fact]
    public async Task Reference_to_half_of_a_surrogate_pair_is_refused()
    {
        _peer.On("secretsmanager.GetSecretValue", AwsReply.Json(new JsonObject { ["SecretString"] = """{"k":"\ud800"}""" }));

        (await Should.ThrowAsync<SecretReferenceException>(
            () => new AwsSecretReferences(_peer.Credentials()).ResolveAsync("db#k", Token).AsTask())).Message.ShouldContain("aws-sm:db#k");
    }

    [Fact]
    public async Task Text_that_would_be_stored_as_another_is_refused_and_nothing_is_sent()
    {
        ArgumentException exception = await Should.ThrowAsync<ArgumentException>(
            () => SecretsManagerTasks.UpdateSecretAsync("db", "half-a-\ud800-pair", _peer.Credentials(), cancellationToken: Token));

        exception.ParamName.ShouldBe("secretValue");
        _peer.Requests.ShouldBeEmpty();
    }

    [Theory]
    [InlineData("""{"__type":"\ud800","message":"x"}""")]
    [InlineData("""{"message":"\udfff"}""")]
    [InlineData("""{"__type":"A","resourceIds":["\ud800"]}""")]
    public async Task Refusal_that_holds_no_valid_text_is_a_refusal(string body)
    {
        _peer.On("secretsmanager.GetSecretValue", AwsReply.Json(body, 400));

        (await Should.ThrowAsync<AwsException>(() => Secret().ReadSecretAsync(Token))).StatusCode.ShouldBe(System.Net.HttpStatusCode.BadRequest);
    }

    private AwsSecret Secret() => new() { AwsCredentials = _peer.Credentials(), SecretName = "db" };
}
