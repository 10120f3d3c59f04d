using Prefect.Blocks;
using Prefect.Testing;

namespace Prefect.Aws.Tests;

public sealed class AwsSecretTests(MotoServer moto) : SecretsManagerTest(moto)
{
    [Fact]
    public async Task Writing_creates_the_secret_and_then_a_new_version_of_it()
    {
        string first = await Secret.WriteSecretAsync(Bytes("one"), Token);
        string second = await Secret.WriteSecretAsync(Bytes("two"), Token);

        first.ShouldStartWith("arn:aws:secretsmanager:us-east-1:");
        second.ShouldBe(first);
        (await Secret.ReadSecretAsync(Token)).ShouldBe(Bytes("two"));
        (await Secret.ReadSecretAsync(null, "AWSPREVIOUS", Token)).ShouldBe(Bytes("one"));
        (await (Secret with { SecretName = first }).ReadSecretAsync(Token)).ShouldBe(Bytes("two"));
    }

    [Fact]
    public async Task Text_is_read_as_utf8()
    {
        await SecretsManagerTasks.CreateSecretAsync(Name, "pässwörd 密码", Credentials(), cancellationToken: Token);
        (await Secret.ReadSecretAsync(Token)).ShouldBe(Bytes("pässwörd 密码"));
    }

    [Fact]
    public async Task Sync_twins_do_the_same()
    {
        string arn = Secret.WriteSecret(Bytes("one"), Token);
        Secret.ReadSecret(Token).ShouldBe(Bytes("one"));
        (await ReadAsync(Secret)).ShouldBe(Bytes("one"));
        Secret.DeleteSecret(forceDeleteWithoutRecovery: true, cancellationToken: Token).ShouldBe(arn);

        static Task<byte[]> ReadAsync<TStore>(TStore store)
            where TStore : ISecretStore => store.ReadSecretAsync(Token);
    }

    [Fact]
    public async Task Forced_deletion_is_at_once()
    {
        await Secret.WriteSecretAsync(Bytes("one"), Token);
        await Secret.DeleteSecretAsync(forceDeleteWithoutRecovery: true, cancellationToken: Token);
        AwsException exception = await Should.ThrowAsync<AwsException>(() => Secret.ReadSecretAsync(Token));
        exception.ErrorCode.ShouldBe("ResourceNotFoundException");
        exception.Message.ShouldContain($"'{Name}'");
        await Secret.WriteSecretAsync(Bytes("two"), Token);
    }

    [Fact]
    public async Task Deleted_secret_is_neither_read_nor_written_while_it_can_be_restored()
    {
        await Secret.WriteSecretAsync(Bytes("one"), Token);
        await Secret.DeleteSecretAsync(7, cancellationToken: Token);
        (await Should.ThrowAsync<AwsException>(() => Secret.ReadSecretAsync(Token))).ErrorCode.ShouldBe("InvalidRequestException");
    }

    [Theory]
    [InlineData(6)]
    [InlineData(31)]
    [InlineData(0)]
    [InlineData(-1)]
    public async Task Recovery_window_is_checked_before_any_request(int days) =>
        await Should.ThrowAsync<ArgumentOutOfRangeException>(
            () => (Secret with { AwsCredentials = Credentials(new Uri("http://127.0.0.1:1")) }).DeleteSecretAsync(days, cancellationToken: Token));

    [Fact]
    public async Task Missing_version_is_said_to_be_missing()
    {
        await Secret.WriteSecretAsync(Bytes("one"), Token);
        (await Should.ThrowAsync<AwsException>(() => Secret.ReadSecretAsync(Guid.NewGuid().ToString(), cancellationToken: Token)))
            .ErrorCode.ShouldBe("ResourceNotFoundException");
    }

    [Fact]
    public async Task Secret_that_is_named_by_its_arn_is_not_created()
    {
        AwsSecret named = Secret with { SecretName = "arn:aws:secretsmanager:us-east-1:123456789012:secret:none-AbCdEf" };
        (await Should.ThrowAsync<AwsException>(() => named.WriteSecretAsync(Bytes("one"), Token))).ErrorCode.ShouldBe("ResourceNotFoundException");
    }

    [Theory]
    [InlineData(0)]
    [InlineData(65_537)]
    public async Task Value_of_an_impossible_length_is_refused_before_any_request(int length) =>
        (await Should.ThrowAsync<ArgumentException>(() => Secret.WriteSecretAsync(new byte[length], Token))).ParamName.ShouldBe("value");

    [Fact]
    public async Task Bytes_that_are_no_text_come_back_as_they_were()
    {
        byte[] bytes = Enumerable.Range(0, 256).Select(value => (byte)value).ToArray();
        await Secret.WriteSecretAsync(bytes, Token);
        (await Secret.ReadSecretAsync(Token)).ShouldBe(bytes);
    }

    [Fact]
    public async Task Value_that_was_read_is_masked_from_then_on()
    {
        string member = "member-" + Guid.NewGuid().ToString("N");
        await SecretsManagerTasks.CreateSecretAsync(Name, $$"""{"password": "{{member}}"}""", Credentials(), cancellationToken: Token);
        await Secret.ReadSecretAsync(Token);
        SecretMasker.Mask($"x {member} y").ShouldBe($"x {SecretMask.Display} y");
    }

    [Fact]
    public async Task Check_tells_whether_the_secret_can_be_read()
    {
        (await Secret.CheckAsync(Token)).Succeeded.ShouldBeFalse();
        await Secret.WriteSecretAsync(Bytes("one"), Token);
        BlockCheckResult result = await Secret.CheckAsync(Token);
        result.Succeeded.ShouldBeTrue();
        result.Message.ShouldContain(Name);
        BlockCheckResult nowhere = await (Secret with { AwsCredentials = Credentials(new Uri("http://127.0.0.1:1")) }).CheckAsync(Token);
        nowhere.Stage.ShouldBe(BlockCheckStage.Connection);
    }

    [Theory]
    [InlineData("")]
    [InlineData("  ")]
    [InlineData(null)]
    public async Task Secret_without_a_name_is_refused_before_any_request(string? name) =>
        (await Should.ThrowAsync<AwsConfigurationException>(() => (Secret with { SecretName = name! }).ReadSecretAsync(Token))).Field.ShouldBe("secret_name");

    [Fact]
    public async Task Secret_without_credentials_is_refused_before_any_request() =>
        (await Should.ThrowAsync<AwsConfigurationException>(() => (Secret with { AwsCredentials = null! }).ReadSecretAsync(Token))).Field.ShouldBe("aws_credentials");

    [Fact]
    public async Task Strange_names_are_refused_by_the_service_and_not_by_accident()
    {
        foreach (string name in new[] { "..", @"C:\x\y", "密码", new string('x', 5000) })
        {
            await Should.ThrowAsync<AwsException>(() => (Secret with { SecretName = name }).ReadSecretAsync(Token));
        }
    }
}
