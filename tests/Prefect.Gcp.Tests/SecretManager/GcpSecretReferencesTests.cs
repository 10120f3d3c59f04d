using System.Text.Json.Nodes;
using Prefect.Blocks;
using Prefect.Testing;

namespace Prefect.Gcp.Tests.SecretManager;

public sealed class GcpSecretReferencesTests : SecretManagerTest
{
    private GcpSecretReferences References => new(Credentials);

    private string Target => $"{Peer.Account.Project}/{Name}";

    private async Task KeepAsync(string value)
    {
        GcpSecret secret = new() { GcpCredentials = Credentials, SecretName = Name };
        await secret.WriteSecretAsync(System.Text.Encoding.UTF8.GetBytes(value), Token);
    }

    [Fact]
    public async Task A_secret_field_may_hold_a_reference()
    {
        using IDisposable scope = Open();
        string first = Unique("first");
        string second = Unique("second");
        await KeepAsync(first);
        await KeepAsync(second);

        (await References.ResolveAsync(Target, Token)).ShouldBe(second);
        (await References.ResolveAsync(Target + "@1", Token)).ShouldBe(first);
        (await References.ResolveAsync(Target + "@latest", Token)).ShouldBe(second);
        SecretReferences.IsReference("gcp-sm:" + Target).ShouldBeTrue();
    }

    [Fact]
    public async Task A_member_is_given_as_text()
    {
        using IDisposable scope = Open();
        string password = Unique("pässword");
        await KeepAsync(new JsonObject { ["password"] = password, ["port"] = 54_321, ["none"] = null }.ToJsonString());

        (await References.ResolveAsync(Target + "#password", Token)).ShouldBe(password);
        (await References.ResolveAsync(Target + "@1#port", Token)).ShouldBe("54321");
        (await Should.ThrowAsync<SecretReferenceException>(References.ResolveAsync(Target + "#none", Token).AsTask())).Message.ShouldContain("is null");
        SecretReferenceException missing = await Should.ThrowAsync<SecretReferenceException>(References.ResolveAsync(Target + "#Password", Token).AsTask());
        missing.Message.ShouldContain("no such member");
        missing.ToString().ShouldNotContain(password);
    }

    [Fact]
    public async Task Many_at_once_send_one_request()
    {
        using IDisposable scope = Open();
        TaskCompletionSource asked = new();
        Peer.On("secretmanager.projects.secrets.versions.access", GoogleReply.Json("""{"payload":{"data":"aGVsZCBmb3IgdHdlbnR5"}}""") with { Held = asked.Task });
        GcpSecretReferences references = References;

        Task<string>[] all = [.. Enumerable.Range(0, 20).Select(_ => references.ResolveAsync(Target, Token).AsTask())];
        asked.SetResult();

        (await Task.WhenAll(all)).ShouldAllBe(static value => value == "held for twenty");

        Peer.RequestsFor("secretmanager.projects.secrets.versions.access").Count.ShouldBe(1);
    }

    [Theory]
    [InlineData("")]
    [InlineData("name")]
    [InlineData("project/")]
    [InlineData("/name")]
    [InlineData("project/name/3")]
    [InlineData("project/name@")]
    [InlineData("project/na me")]
    [InlineData("../name")]
    public async Task What_names_no_secret_is_told(string target)
    {
        using IDisposable scope = Open();

        await Should.ThrowAsync<SecretReferenceException>(References.ResolveAsync(target, Token).AsTask());
        Peer.Requests.ShouldBeEmpty();
    }

    [Fact]
    public async Task A_secret_that_cannot_be_had_says_why()
    {
        using IDisposable scope = Open();

        SecretReferenceException refused = await Should.ThrowAsync<SecretReferenceException>(References.ResolveAsync(Target, Token).AsTask());

        refused.Message.ShouldStartWith($"A secret refers to 'gcp-sm:{Target}', which cannot be had. Could not read the secret");
        refused.InnerException.ShouldBeOfType<GcpException>();
    }

    [Fact]
    public async Task Credentials_that_hold_such_a_reference_themselves_are_refused()
    {
        using IDisposable scope = Open();
        JsonObject key = Peer.KeyFile();
        key["private_key"] = "gcp-sm:" + Target;
        GcpSecretReferences references = new(GcpCredentials.FromKey(key.ToJsonString()));
        SecretReferences.Register(references);

        SecretReferenceException refused = await Should.ThrowAsync<SecretReferenceException>(references.ResolveAsync(Target, Token).AsTask());

        refused.Message.ShouldContain("hold such a reference themselves");
    }
}
