using System.Text.Json.Nodes;
using Azure.Core.Pipeline;
using Azure.Identity;
using Prefect.Blocks;
using Prefect.Testing;

namespace Prefect.Azure.Tests;

public sealed class AzureSecretReferencesTests : IAsyncLifetime
{
    private ArmPeer _peer = null!;
    private HttpMessageHandler _way = null!;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    private AzureSecretReferences References => WithSecret(_peer.ClientSecret);

    public async ValueTask InitializeAsync()
    {
        _peer = await ArmPeer.StartAsync(Token);
        _way = _peer.CreateHandler();
    }

    public async ValueTask DisposeAsync()
    {
        _way.Dispose();
        await _peer.DisposeAsync();
    }

    [Fact]
    public async Task Secret_field_may_hold_a_reference()
    {
        string value = "pässword: #1 " + Guid.NewGuid();
        Keep("GET /secrets/database/", value);
        SecretReferences.Register(References);
        try
        {
            string reference = "azure-kv:my-vault/database";
            SecretReferences.IsReference(reference).ShouldBeTrue();
            (await new SecretString(reference).RevealAsync(Token)).ShouldBe(value);
            new SecretString(reference).Reveal().ShouldBe(value);
            SecretMasker.Mask($"say {value}").ShouldBe("say " + SecretMask.Display);
            _peer.RequestsFor("GET /secrets/database/").ShouldAllBe(request => request.Host == "my-vault.vault.azure.net");
        }
        finally
        {
            SecretReferences.ClearCache();
            AzureSecretReferences.Register();
        }
    }

    [Theory]
    [InlineData("v/name", "v.vault.azure.net", "/secrets/name/")]
    [InlineData("My-Vault/name", "my-vault.vault.azure.net", "/secrets/name/")]
    [InlineData("v/name/4387e9f3d6e14c459867679a90fd0f79", "v.vault.azure.net", "/secrets/name/4387e9f3d6e14c459867679a90fd0f79")]
    [InlineData("v.vault.azure.net/name", "v.vault.azure.net", "/secrets/name/")]
    public async Task Vault_name_and_version_are_those_of_the_reference(string target, string host, string path)
    {
        Keep("GET " + path, "value");;
        (await References.ResolveAsync(target, Token)).ShouldBe("value");
        _peer.Requests[^1].Host.ShouldBe(host);
        _peer.Requests[^1].Path.ShouldBe(path);
    }

    [Theory]
    [InlineData("""{"password": "p#1", "port": 5432, "on": true, "inner": {"b": [1, 2]}, "a#b": "sharp", "": "nameless"}""", "#password", "p#1")]
    [InlineData("""{"port": 5432}""", "#port", "5432")]
    [InlineData("""{"on": true}""", "#on", "true")]
    [InlineData("""{"inner": {"b": [1, 2]}}""", "#inner", """{"b":[1,2]}""")]
    [InlineData("""{"a#b": "sharp", "a": "no"}""", "#a#b", "sharp")]
    [InlineData("""{"": "nameless"}""", "#", "nameless")]
    public async Task Member_is_given_as_text(string stored, string key, string expected)
    {
        Keep("GET /secrets/name/", stored);
        (await References.ResolveAsync("v/name" + key, Token)).ShouldBe(expected);
    }

    [Theory]
    [InlineData("#missing", "no such member")]
    [InlineData("#Password", "no such member")]
    [InlineData("#empty", "is null")]
    public async Task Missing_member_is_named_and_the_others_are_not(string key, string reason)
    {
        Canary canary = Canary.Generate("member");
        Keep("GET /secrets/name/", new JsonObject { ["password"] = canary.Value, ["empty"] = null }.ToJsonString());
        SecretReferenceException exception = await Should.ThrowAsync<SecretReferenceException>(() => References.ResolveAsync("v/name" + key, Token).AsTask());
        exception.Message.ShouldContain(reason);
        exception.Message.ShouldContain("azure-kv:v/name" + key);
        new LeakSweep(canary).FindIn(exception).ShouldBeEmpty();
    }

    [Theory]
    [InlineData("broken {\"canary")]
    [InlineData("[\"canary\"]")]
    public async Task Secret_that_is_no_object_has_no_members_and_shows_nothing(string stored)
    {
        Keep("GET /secrets/name/", stored);
        SecretReferenceException exception = await Should.ThrowAsync<SecretReferenceException>(() => References.ResolveAsync("v/name#k", Token).AsTask());
        exception.ToString().ShouldNotContain("canary");
    }

    [Theory]
    [InlineData("")]
    [InlineData("vault")]
    [InlineData("/name")]
    [InlineData("vault/")]
    [InlineData("vault/a_b")]
    [InlineData("vault/../keys")]
    [InlineData("vault/name/version/more")]
    [InlineData("attacker.example/name")]
    [InlineData("attacker.example#.vault.azure.net/name")]
    [InlineData("a.b.vault.azure.net/name")]
    [InlineData("v@attacker.example/name")]
    [InlineData("väult/name")]
    [InlineData("vault\\name")]
    public async Task Reference_that_names_no_secret_of_a_vault_is_refused_before_any_request(string target)
    {
        SecretReferenceException exception = await Should.ThrowAsync<SecretReferenceException>(() => References.ResolveAsync(target, Token).AsTask());
        exception.InnerException.ShouldBeNull();
        _peer.Requests.ShouldBeEmpty();
    }

    [Fact]
    public async Task Unknown_secret_is_named()
    {
        _peer.On("GET /secrets/none/", ArmReply.Error("SecretNotFound", "A secret with (name/id) none was not found in this key vault.", 404));
        SecretReferenceException exception = await Should.ThrowAsync<SecretReferenceException>(() => References.ResolveAsync("v/none", Token).AsTask());
        exception.Message.ShouldContain("azure-kv:v/none");
        exception.InnerException.ShouldBeOfType<AzureException>().ErrorCode.ShouldBe("SecretNotFound");
    }

    [Fact]
    public async Task Wrong_sign_in_is_told_and_not_shown()
    {
        Canary wrong = Canary.Generate("client secret");
        SecretReferenceException exception = await Should.ThrowAsync<SecretReferenceException>(
            () => WithSecret(wrong.Value).ResolveAsync("v/name", Token).AsTask());
        exception.InnerException.ShouldBeOfType<AzureException>();
        new LeakSweep(wrong).FindIn(exception).ShouldBeEmpty();
    }

    [Fact]
    public async Task Throttled_and_broken_answers_are_asked_for_again()
    {
        _peer.On("GET /secrets/name/", ArmReply.Throttled(0), ArmReply.InternalError(), Secret("value"));
        (await References.ResolveAsync("v/name", Token)).ShouldBe("value");
    }

    [Fact]
    public async Task Caller_may_stop_waiting()
    {
        using CancellationTokenSource cancelled = CancellationTokenSource.CreateLinkedTokenSource(Token);
        _peer.On("GET /secrets/name/", _ =>
        {
            cancelled.Cancel();
            return ArmReply.Never();
        });
        await Should.ThrowAsync<OperationCanceledException>(() => References.ResolveAsync("v/name", cancelled.Token).AsTask());
    }

    [Fact]
    public async Task Look_ups_that_begin_together_are_one()
    {
        TaskCompletionSource held = new();
        _peer.On("GET /secrets/name/", _ => Secret("value") with { Held = held.Task });
        AzureSecretReferences references = References;
        Task<string>[] values = [.. Enumerable.Range(0, 50).Select(_ => references.ResolveAsync("v/name", Token).AsTask())];
        held.SetResult();
        (await Task.WhenAll(values)).ShouldAllBe(value => value == "value");
        _peer.RequestsFor("GET /secrets/name/").Count(request => request.Headers.ContainsKey("Authorization")).ShouldBe(1);
    }

    private static ArmReply Secret(string value) => ArmReply.Json(new JsonObject { ["value"] = value, ["id"] = "https://v.vault.azure.net/secrets/name/1", ["attributes"] = new JsonObject() });

    private void Keep(string operation, string value) => _peer.On(operation, Secret(value));

    private AzureSecretReferences WithSecret(string secret)
    {
        HttpClientTransport transport = new(_way);
        return new AzureSecretReferences(
            new ClientSecretCredential(_peer.TenantId, _peer.ClientId, secret, new ClientSecretCredentialOptions { Transport = transport }), transport);
    }
}
