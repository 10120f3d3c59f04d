using System.Text.Json.Nodes;
using Prefect.Testing;

namespace Prefect.Gcp.Tests.Credentials;

public sealed class GcpTokenTests : GcpTest
{
    private static Task<JsonObject> ReadAsync(GcpCredentials credentials) => credentials.GetCloudStorageClient().GetAsync("storage/v1/b/landing", Token);

    [Fact]
    public async Task Many_requests_at_once_ask_for_one_token()
    {
        using IDisposable scope = Reach();
        Bucket();

        await Task.WhenAll(Enumerable.Range(0, 50).Select(_ => ReadAsync(Credentials)));

        Peer.SignIns.Count.ShouldBe(1);
        Peer.Requests.Count.ShouldBe(50);
    }

    [Fact]
    public async Task A_token_is_renewed_before_it_runs_out()
    {
        using IDisposable scope = Reach();
        Bucket();
        Peer.TokenLifetime = TimeSpan.FromSeconds(30);

        await ReadAsync(Credentials);
        await ReadAsync(Credentials);

        Peer.SignIns.Count.ShouldBe(2);
        Peer.Requests.ShouldAllBe(request => request.Problems.Count == 0);
    }

    [Fact]
    public async Task A_token_that_was_taken_back_is_replaced_once_for_all()
    {
        using IDisposable scope = Reach();
        Bucket();
        await ReadAsync(Credentials);
        Peer.RevokeTokens();

        await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => ReadAsync(Credentials)));

        Peer.SignIns.Count.ShouldBe(2);
    }

    [Fact]
    public async Task Signing_in_is_tried_again_while_that_may_help()
    {
        using IDisposable scope = Reach();
        Bucket();
        Peer.OnSignIn(GoogleReply.InternalError(), GoogleReply.Throttled(), GoogleReply.Reset(), GoogleReply.Html(502));

        await ReadAsync(Credentials);

        Peer.Requests.Count.ShouldBe(1);
    }

    [Fact]
    public async Task A_request_that_may_not_be_repeated_is_sent_after_signing_in_was_tried_again()
    {
        using IDisposable scope = Reach();
        Peer.OnSignIn(GoogleReply.InternalError());
        Peer.On("storage.buckets.insert", GoogleReply.Json("""{"name":"landing"}"""));

        await Credentials.GetCloudStorageClient().SendAsync(HttpMethod.Post, "storage/v1/b?project=p", new JsonObject { ["name"] = "landing" }, Token);

        Peer.Requests.Count.ShouldBe(1);
        Peer.ShouldHaveKeptTheRules();
    }

    [Fact]
    public async Task Who_is_cancelled_does_not_take_the_token_from_others()
    {
        using IDisposable scope = Reach();
        Bucket();
        TaskCompletionSource held = new();
        Peer.OnSignIn(GoogleReply.InternalError() with { Held = held.Task });
        using CancellationTokenSource ended = new();

        Task<JsonObject> cancelled = Credentials.GetCloudStorageClient().GetAsync("storage/v1/b/landing", ended.Token);
        Task<JsonObject> other = ReadAsync(Credentials);
        await ended.CancelAsync();
        await Should.ThrowAsync<OperationCanceledException>(cancelled);
        held.SetResult();

        await other;
    }

    [Fact]
    public async Task Refusals_of_signing_in_say_so_and_hold_no_secret()
    {
        using IDisposable scope = Reach();
        JsonObject key = Peer.KeyFile();
        key["client_email"] = "nobody@example.com";

        GcpException refused = await Should.ThrowAsync<GcpException>(ReadAsync(GcpCredentials.FromKey(key.ToJsonString())));

        refused.ErrorCode.ShouldBe("invalid_grant");
        refused.Message.ShouldStartWith("Could not send GET 'storage/v1/b/landing': invalid_grant (400). Signing in failed: ");
        refused.ToString().ShouldNotContain((string)key["private_key"]!);
        Peer.SignIns.Count.ShouldBe(1);
    }

    private void Bucket() => Peer.On("storage.buckets.get", GoogleReply.Json("""{"name":"landing"}"""));
}
