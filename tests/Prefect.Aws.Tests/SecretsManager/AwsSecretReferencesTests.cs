using System.Text.Json.Nodes;
using Prefect.Blocks;
using Prefect.Testing;

namespace Prefect.Aws.Tests;

public sealed class AwsSecretReferencesTests(MotoServer moto) : SecretsManagerTest(moto)
{
    private AwsSecretReferences References => new(Credentials());

    [Fact]
    public async Task Secret_field_may_hold_a_reference()
    {
        await SecretsManagerTasks.CreateSecretAsync(Name, """{"user": "loader", "password": "pässword: #1"}""", Credentials(), cancellationToken: Token);
        SecretReferences.Register(References);

        new SecretString($"aws-sm:{Name}#password").Reveal().ShouldBe("pässword: #1");
        (await new SecretString($"aws-sm:{Name}#user").RevealAsync(Token)).ShouldBe("loader");
        SecretReferences.IsReference($"aws-sm:{Name}").ShouldBeTrue();
        new SecretString($"aws-sm:{Name}#user").ToString().ShouldBe(SecretMask.Display);
    }

    [Theory]
    [InlineData("plain text", "", "plain text")]
    [InlineData("""{"a": 1}""", "", """{"a": 1}""")]
    [InlineData("""{"port": 5432}""", "#port", "5432")]
    [InlineData("""{"on": true}""", "#on", "true")]
    [InlineData("""{"inner": {"b": [1, 2]}}""", "#inner", """{"b": [1, 2]}""")]
    [InlineData("""{"a#b": "sharp", "a": "no"}""", "#a#b", "sharp")]
    [InlineData("""{"": "nameless"}""", "#", "nameless")]
    public async Task Member_is_given_as_text(string stored, string key, string expected)
    {
        await SecretsManagerTasks.CreateSecretAsync(Name, stored, Credentials(), cancellationToken: Token);
        (await References.ResolveAsync(Name + key, Token)).ShouldBe(expected);
    }

    [Fact]
    public async Task Arn_is_followed_into_its_region()
    {
        AwsCredentials elsewhere = Credentials() with { RegionName = "eu-west-1" };
        AwsSecretVersion created = await SecretsManagerTasks.CreateSecretAsync(Name, """{"k": "v"}""", elsewhere, cancellationToken: Token);
        created.Arn.ShouldContain(":eu-west-1:");
        (await References.ResolveAsync(created.Arn + "#k", Token)).ShouldBe("v");
        await Should.ThrowAsync<SecretReferenceException>(() => References.ResolveAsync(Name, Token).AsTask());
    }

    [Fact]
    public async Task Bytes_are_given_when_they_are_text()
    {
        await SecretsManagerTasks.CreateSecretAsync(Name, Bytes("käse"), Credentials(), cancellationToken: Token);
        (await References.ResolveAsync(Name, Token)).ShouldBe("käse");
        await SecretsManagerTasks.UpdateSecretAsync(Name, new byte[] { 0xC3, 0x28, 0x77 }, Credentials(), cancellationToken: Token);
        SecretReferenceException exception = await Should.ThrowAsync<SecretReferenceException>(() => References.ResolveAsync(Name, Token).AsTask());
        exception.InnerException.ShouldBeNull();
    }

    [Theory]
    [InlineData("#missing", "no such member")]
    [InlineData("#Password", "no such member")]
    [InlineData("#empty", "is null")]
    public async Task Missing_member_is_named_and_the_others_are_not(string key, string reason)
    {
        Canary canary = Canary.Generate("member");
        string stored = new JsonObject { ["password"] = canary.Value, ["empty"] = null }.ToJsonString();
        await SecretsManagerTasks.CreateSecretAsync(Name, stored, Credentials(), cancellationToken: Token);
        SecretReferenceException exception = await Should.ThrowAsync<SecretReferenceException>(() => References.ResolveAsync(Name + key, Token).AsTask());
        exception.Message.ShouldContain(reason);
        exception.Message.ShouldContain($"aws-sm:{Name}{key}");
        exception.ToString().ShouldNotContain(canary.Value);
    }

    [Theory]
    [InlineData("broken {\"canary")]
    [InlineData("[\"canary\"]")]
    public async Task Secret_that_is_no_object_has_no_members_and_shows_nothing(string stored)
    {
        await SecretsManagerTasks.CreateSecretAsync(Name, stored, Credentials(), cancellationToken: Token);
        SecretReferenceException exception = await Should.ThrowAsync<SecretReferenceException>(() => References.ResolveAsync(Name + "#k", Token).AsTask());
        exception.ToString().ShouldNotContain("canary");
    }

    [Theory]
    [InlineData("")]
    [InlineData("#key")]
    [InlineData("   ")]
    public async Task Reference_without_a_name_is_refused_before_any_request(string target) =>
        (await Should.ThrowAsync<SecretReferenceException>(
            () => new AwsSecretReferences(Credentials(new Uri("http://127.0.0.1:1"))).ResolveAsync(target, Token).AsTask())).InnerException.ShouldBeNull();

    [Fact]
    public async Task Unknown_secret_is_named()
    {
        SecretReferenceException exception = await Should.ThrowAsync<SecretReferenceException>(() => References.ResolveAsync(Name, Token).AsTask());
        exception.Message.ShouldContain($"aws-sm:{Name}");
        exception.InnerException.ShouldBeOfType<AwsException>().ErrorCode.ShouldBe("ResourceNotFoundException");
    }

    [Fact]
    public async Task Credentials_that_are_such_a_reference_themselves_are_refused()
    {
        AwsSecretReferences circular = new(Credentials() with { AwsSecretAccessKey = "aws-sm:circle" });
        SecretReferences.Register(circular);
        try
        {
            (await Should.ThrowAsync<SecretReferenceException>(() => circular.ResolveAsync("circle", Token).AsTask())).Message.ShouldContain("aws-sm:circle");
        }
        finally
        {
            SecretReferences.Register(References);
        }
    }

    [Fact]
    public async Task Look_ups_that_begin_together_are_one()
    {
        await SecretsManagerTasks.CreateSecretAsync(Name, "value", Credentials(), cancellationToken: Token);
        AwsSecretReferences references = References;
        string[] values = await Task.WhenAll(Enumerable.Range(0, 50).Select(_ => references.ResolveAsync(Name, Token).AsTask()));
        values.ShouldAllBe(value => value == "value");
    }
}
