using Prefect.Testing;

namespace Prefect.Aws.Tests;

/// <summary>Credentials of an assumed role, over time.</summary>
public sealed class RoleRenewalTests
{
    private const string Role = "arn:aws:iam::123456789012:role/reader";

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Keys_that_expire_soon_are_renewed_once_while_they_still_sign()
    {
        await using AwsMachine machine = await AwsMachine.StartAsync();
        AwsKey soon = machine.Temporary("soon");
        AwsKey later = machine.Temporary("later");
        TaskCompletionSource renewal = new(TaskCreationOptions.RunContinuationsAsynchronously);
        machine.Peer.On(
            "sts.AssumeRole",
            AwsGifts.Assumed("AssumeRole", soon, TimeSpan.FromMinutes(4)),
            AwsGifts.Assumed("AssumeRole", later, TimeSpan.FromHours(1)) with { Held = renewal.Task });
        AwsSecret secret = Secret(machine.Peer);

        await secret.ReadSecretAsync(Token);
        await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => secret.ReadSecretAsync(Token)));

        Signers(machine).ShouldAllBe(signer => signer == soon.AccessKeyId);
        renewal.SetResult();
        while (Signers(machine)[^1] != later.AccessKeyId)
        {
            await secret.ReadSecretAsync(Token);
        }

        machine.Peer.RequestsFor("sts.AssumeRole").Count.ShouldBe(2);
        machine.Peer.ShouldHaveGoodSignatures();
    }

    [Fact]
    public async Task Who_come_at_once_assume_the_role_once()
    {
        await using AwsMachine machine = await AwsMachine.StartAsync();
        AwsKey key = machine.Temporary("role");
        machine.Peer.On("sts.AssumeRole", AwsGifts.Assumed("AssumeRole", key, TimeSpan.FromHours(1)));
        AwsSecret secret = Secret(machine.Peer);

        await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => secret.ReadSecretAsync(Token)));

        machine.Peer.RequestsFor("sts.AssumeRole").ShouldHaveSingleItem();
        Signers(machine).ShouldAllBe(signer => signer == key.AccessKeyId);
        machine.Peer.ShouldHaveGoodSignatures();
    }

    [Fact]
    public async Task A_role_is_assumed_with_what_the_chain_found()
    {
        await using AwsMachine machine = await AwsMachine.StartAsync();
        AwsKey key = machine.Temporary("role");
        AwsKey agent = machine.Temporary("agent");
        machine.Environment["AWS_CONTAINER_CREDENTIALS_FULL_URI"] = new Uri(machine.Peer.Address, "/agent").AbsoluteUri;
        machine.Peer.OnUnsigned("GET /agent", _ => AwsReply.Json(AwsGifts.Keys(agent)));
        machine.Peer.On("sts.AssumeRole", AwsGifts.Assumed("AssumeRole", key, TimeSpan.FromHours(1)));

        SecretReadingOutcome outcome = await machine.ReadAsync(role: Role, times: 5);

        machine.ShouldHaveRead(outcome, key);
        machine.Peer.RequestsFor("sts.AssumeRole").ShouldHaveSingleItem().Signature.AccessKeyId.ShouldBe(agent.AccessKeyId);
    }

    [Theory]
    [InlineData("broken")]
    [InlineData("a page")]
    [InlineData("half")]
    [InlineData("reset")]
    [InlineData("expired")]
    public async Task A_role_that_cannot_be_assumed_is_what_the_error_names(string how)
    {
        await using AwsMachine machine = await AwsMachine.StartAsync();
        machine.Peer.On("sts.AssumeRole", how switch
        {
            "broken" => AwsReply.InternalError(),
            "a page" => AwsReply.Html(200),
            "half" => AwsReply.Half("<AssumeRoleResponse><AssumeRoleResult>"),
            "reset" => AwsReply.Reset(),
            _ => AwsGifts.Assumed("AssumeRole", machine.Peer.TemporaryKey, TimeSpan.FromMinutes(-1)),
        });

        AwsException exception = await Should.ThrowAsync<AwsException>(() => Secret(machine.Peer).ReadSecretAsync(Token));

        exception.Message.ShouldContain(Role);
        machine.Peer.RequestsFor("secretsmanager.GetSecretValue").ShouldBeEmpty();
    }

    [Fact]
    public async Task A_request_that_is_made_once_only_was_surely_not_made_without_credentials()
    {
        await using AwsMachine machine = await AwsMachine.StartAsync();
        machine.Peer.On("sts.AssumeRole", AwsReply.InternalError());
        LambdaFunction function = new() { FunctionName = "f", AwsCredentials = Secret(machine.Peer).AwsCredentials };

        AwsException exception = await Should.ThrowAsync<AwsException>(() => function.InvokeAsync(cancellationToken: Token));

        exception.Message.ShouldNotContain("not known");
        machine.Peer.RequestsFor("sts.AssumeRole").ShouldHaveSingleItem();
    }

    [Fact]
    public async Task A_link_that_never_answers_is_given_up()
    {
        AwsLink link = new("nowhere", "Look elsewhere.", TimeSpan.FromMilliseconds(20));
        using ManualResetEventSlim end = new();
        LinkCredentials credentials = new(link, () =>
        {
            end.Wait(Token);
            return new Amazon.Runtime.BasicAWSCredentials("AKIA", "secret");
        });

        AwsException exception = await Should.ThrowAsync<AwsException>(credentials.GetCredentialsAsync);

        exception.Message.ShouldBe("Could not get credentials from nowhere: there was no answer in time. Look elsewhere.");
        exception.IsTransient.ShouldBeTrue();
        end.Set();
    }

    private static AwsSecret Secret(AwsPeer peer) =>
        new() { SecretName = "db/password", AwsCredentials = peer.Credentials() with { AssumeRoleArn = Role } };

    private static string?[] Signers(AwsMachine machine) =>
        [.. machine.Peer.RequestsFor("secretsmanager.GetSecretValue").Select(request => request.Signature.AccessKeyId)];
}
