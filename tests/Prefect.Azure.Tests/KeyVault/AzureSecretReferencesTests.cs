using System.Text.Json.Nodes;
using Azure.Core.Pipeline;
using Azure.Identity;
using Prefect.Blocks;
using Prefect.Testing;

namespace Prefect.Azure.Tests;

public sealed class AzureSecretReferencesTests : IAsyncLifetime
{
    // The vendor's client remembers for the whole process which tenant a vault is in.
    private readonly string _vault = "v" + Guid.NewGuid().ToString("N")[..20];
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
        Keep("database", Secret(value));
        SecretReferences.Register(References);
        try
        {
            string reference = $"azure-kv:{_vault}/database";
            SecretReferences.IsReference(reference).ShouldBeTrue();
            (await new SecretString(reference).RevealAsync(Token)).ShouldBe(value);
            new SecretString(reference).Reveal().ShouldBe(value);
            SecretMasker.Mask($"say {value}").ShouldBe("say " + SecretMask.Display);
            _peer.Requests.ShouldAllBe(request => request.Host == _vault + ".vault.azure.net");
        }
        finally
        {
            SecretReferences.ClearCache();
            SecretReferences.Register(new AzureSecretReferences());
        }
    }

    [Theory]
    [InlineData("{0}/name", "name")]
    [InlineData("{0}A-b/name", "name")]
    [InlineData("{0}/name/4387e9f3d6e14c459867679a90fd0f79", "name/4387e9f3d6e14c459867679a90fd0f79")]
    [InlineData("{0}.vault.azure.net/name", "name")]
    public async Task Vault_name_and_version_are_those_of_the_reference(string target, string path)
    {
        Keep(path, Secret("value"));
        target = string.Format(target, _vault);
        (await References.ResolveAsync(target, Token)).ShouldBe("value");
        _peer.Requests[^1].Host.ShouldBe(target.Split('/')[0].Split('.')[0].ToLowerInvariant() + ".vault.azure.net");
        _peer.Requests[^1].Path.TrimEnd('/').ShouldBe("/secrets/" + path);
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
        Keep("name", Secret(stored));
        (await References.ResolveAsync(_vault + "/name" + key, Token)).ShouldBe(expected);
    }

    [Theory]
    [InlineData("#missing", "no such member")]
    [InlineData("#Password", "no such member")]
    [InlineData("#empty", "is null")]
    public async Task Missing_member_is_named_and_the_others_are_not(string key, string reason)
    {
        Canary canary = Canary.Generate("member");
        Keep("name", Secret(new JsonObject { ["password"] = canary.Value, ["empty"] = null }.ToJsonString()));
        SecretReferenceException exception = await Should.ThrowAsync<SecretReferenceException>(() => References.ResolveAsync(_vault + "/name" + key, Token).AsTask());
        exception.Message.ShouldContain(reason);
        exception.Message.ShouldContain($"azure-kv:{_vault}/name{key}");
        new LeakSweep(canary).FindIn(exception).ShouldBeEmpty();
    }

    [Fact]
    public async Task Secret_that_names_a_member_twice_is_given_whole_and_has_no_members()
    {
        const string stored = """{"canary": "one-and-only", "canary": "second-of-the-two"}""";
        Keep("name", Secret(stored));
        (await References.ResolveAsync(_vault + "/name", Token)).ShouldBe(stored);
        SecretReferenceException exception = await Should.ThrowAsync<SecretReferenceException>(() => References.ResolveAsync(_vault + "/name#canary", Token).AsTask());
        exception.ToString().ShouldNotContain("second-of-the-two");
    }

    [Theory]
    [InlineData("<html>sign in to the network</html>")]
    [InlineData("{}")]
    [InlineData("[]")]
    [InlineData("")]
    [InlineData("""{"value":"val""")]
    [InlineData("""{"value":null}""")]
    public async Task Answer_that_is_none_of_a_vault_is_no_secret(string answer)
    {
        Keep("name", ArmReply.Json(answer));
        SecretReferenceException exception = await Should.ThrowAsync<SecretReferenceException>(() => References.ResolveAsync(_vault + "/name", Token).AsTask());
        exception.Message.ShouldContain($"azure-kv:{_vault}/name");
    }

    [Theory]
    [InlineData("broken {\"canary")]
    [InlineData("[\"canary\"]")]
    public async Task Secret_that_is_no_object_has_no_members_and_shows_nothing(string stored)
    {
        Keep("name", Secret(stored));
        SecretReferenceException exception = await Should.ThrowAsync<SecretReferenceException>(() => References.ResolveAsync(_vault + "/name#k", Token).AsTask());
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
        Keep("none", ArmReply.Error("SecretNotFound", "A secret with (name/id) none was not found in this key vault.", 404));
        SecretReferenceException exception = await Should.ThrowAsync<SecretReferenceException>(() => References.ResolveAsync(_vault + "/none", Token).AsTask());
        exception.Message.ShouldContain($"azure-kv:{_vault}/none");
        exception.InnerException.ShouldBeOfType<AzureException>().ErrorCode.ShouldBe("SecretNotFound");
    }

    [Fact]
    public async Task Wrong_sign_in_is_told_and_not_shown()
    {
        Canary wrong = Canary.Generate("client secret");
        SecretReferenceException exception = await Should.ThrowAsync<SecretReferenceException>(
            () => WithSecret(wrong.Value).ResolveAsync(_vault + "/name", Token).AsTask());
        exception.InnerException.ShouldBeOfType<AzureException>();
        new LeakSweep(wrong).FindIn(exception).ShouldBeEmpty();
    }

    [Fact]
    public async Task Throttled_and_broken_answers_are_asked_for_again()
    {
        Queue<ArmReply> replies = new([ArmReply.Throttled(0), ArmReply.InternalError(), Secret("value")]);
        Keep("name", () => replies.Dequeue());
        (await References.ResolveAsync(_vault + "/name", Token)).ShouldBe("value");
    }

    [Fact]
    public async Task Caller_may_stop_waiting()
    {
        using CancellationTokenSource cancelled = CancellationTokenSource.CreateLinkedTokenSource(Token);
        Keep("name", () =>
        {
            cancelled.Cancel();
            return ArmReply.Never();
        });
        await Should.ThrowAsync<OperationCanceledException>(() => References.ResolveAsync(_vault + "/name", cancelled.Token).AsTask());
    }

    [Fact]
    public async Task Look_ups_that_begin_together_are_one()
    {
        TaskCompletionSource held = new();
        Keep("name", Secret("value") with { Held = held.Task });
        AzureSecretReferences references = References;
        Task<string>[] values = [.. Enumerable.Range(0, 50).Select(_ => references.ResolveAsync(_vault + "/name", Token).AsTask())];
        held.SetResult();
        (await Task.WhenAll(values)).ShouldAllBe(value => value == "value");
        _peer.Requests.Count(request => request.Headers.ContainsKey("Authorization")).ShouldBe(1);
    }

    private static ArmReply Secret(string value) => ArmReply.Json(new JsonObject { ["value"] = value, ["id"] = "https://v.vault.azure.net/secrets/name/1", ["attributes"] = new JsonObject() });

    private void Keep(string path, ArmReply reply) => Keep(path, () => reply);

    private void Keep(string path, Func<ArmReply> reply)
    {
        _peer.On("GET /secrets/" + path, _ => reply());
        _peer.On($"GET /secrets/{path}/", _ => reply());
    }

    private AzureSecretReferences WithSecret(string secret)
    {
        HttpClientTransport transport = new(_way);
        return new AzureSecretReferences(
            new ClientSecretCredential(_peer.TenantId, _peer.ClientId, secret, new ClientSecretCredentialOptions { Transport = transport }), transport);
    }
}
