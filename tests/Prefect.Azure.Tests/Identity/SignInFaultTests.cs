using Azure.Core.Pipeline;
using Prefect.Testing;

namespace Prefect.Azure.Tests;

/// <summary>A sign-in that refuses, is broken, or does not answer.</summary>
public sealed class SignInFaultTests : IAsyncLifetime
{
    private ArmPeer _peer = null!;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    private AzureBlobStorageCredentials Principal => PrincipalFor(fault: "");

    public async ValueTask InitializeAsync()
    {
        _peer = await ArmPeer.StartAsync(Token);
        _ = new BlobPeer(_peer);
    }

    public ValueTask DisposeAsync() => _peer.DisposeAsync();

    [Fact]
    public async Task A_token_that_has_run_out_is_renewed_once_for_all_that_ask_at_the_same_time()
    {
        _peer.TokensLast(TimeSpan.Zero);
        AzureBlobClient blob = Principal.GetBlobClient("landing", "report");
        await blob.UploadAsync("content"u8.ToArray(), Token);
        _peer.SignIns.ShouldBe(1);

        byte[][] contents = await Task.WhenAll(Enumerable.Range(0, 16).Select(_ => blob.DownloadAsync(Token)));

        contents.ShouldAllBe(content => content.Length == 7);
        _peer.SignIns.ShouldBe(2);
        _peer.RequestsFor("GET /landing/report").ShouldAllBe(request => request.Headers["Authorization"] == "Bearer " + _peer.Tokens[1]);
    }

    [Fact]
    public async Task A_wrong_secret_is_told_once_and_not_shown()
    {
        Canary wrong = Canary.Generate("client secret");

        AzureException exception = await FailureAsync(Principal with { ClientSecret = wrong.Value });

        exception.Message.ShouldContain("AADSTS7000215");
        exception.Message.ShouldContain("Check tenant_id, client_id and client_secret");
        (exception.IsTransient, exception.StatusCode).ShouldBe((false, null));
        new LeakSweep(wrong).FindIn(exception).ShouldBeEmpty();
        _peer.SignIns.ShouldBe(1);
    }

    [Fact]
    public async Task An_unknown_application_and_an_unknown_tenant_are_told()
    {
        (await FailureAsync(Principal with { ClientId = Guid.NewGuid().ToString() })).Message.ShouldContain("AADSTS700016");
        (await FailureAsync(Principal with { TenantId = Guid.NewGuid().ToString() })).Message.ShouldContain("AADSTS90002");
    }

    [Fact]
    public void A_tenant_that_cannot_be_one_is_named_before_any_request()
    {
        Should.Throw<AzureConfigurationException>(() => (Principal with { TenantId = "a/b" }).GetClient()).Field.ShouldBe("tenant_id");
        _peer.SignIns.ShouldBe(0);
    }

    [Fact]
    public async Task A_token_that_was_taken_back_is_told_as_such()
    {
        AzureBlobClient blob = Principal.GetBlobClient("landing", "report");
        await blob.UploadAsync("content"u8.ToArray(), Token);
        _peer.RevokeTokens();

        AzureException exception = await Should.ThrowAsync<AzureException>(() => blob.DownloadAsync(Token));

        exception.Message.ShouldContain("InvalidAuthenticationInfo (401)");
        exception.ToString().ShouldNotContain(_peer.Tokens[0]);
    }

    [Theory]
    [InlineData("500")]
    [InlineData("429")]
    [InlineData("throttled for a day")]
    [InlineData("html")]
    [InlineData("reset")]
    [InlineData("half")]
    [InlineData("never")]
    public async Task What_fails_for_the_time_being_is_asked_for_again(string fault)
    {
        int asked = 0;
        _peer.OnSignIn(_ => Interlocked.Increment(ref asked) <= 2 ? Fault(fault) : null);

        await PrincipalFor(fault).GetBlobClient("landing", "report").UploadAsync("content"u8.ToArray(), Token);

        // Where silence is what is tried, a slow machine is taken for it too.
        _peer.SignIns.ShouldBeInRange(3, fault == "never" ? 8 : 3);
    }

    [Theory]
    [InlineData("500")]
    [InlineData("429")]
    [InlineData("throttled for a day")]
    [InlineData("html")]
    [InlineData("reset")]
    [InlineData("half")]
    [InlineData("never")]
    public async Task What_fails_for_good_is_told_as_what_may_pass_and_nobody_is_sent_to_look_at_the_secret(string fault)
    {
        _peer.OnSignIn(_ => Fault(fault));

        AzureException exception = await FailureAsync(PrincipalFor(fault));

        exception.IsTransient.ShouldBeTrue(exception.ToString());
        exception.Message.ShouldStartWith("Could not upload 'landing/report': ");
        exception.Message.ShouldContain("try again later");
        exception.Message.ShouldNotContain("client_secret");
        exception.ToString().ShouldNotContain(_peer.ClientSecret);
        exception.ToString().ShouldNotContain("half-a-token");
        _peer.SignIns.ShouldBeInRange(3, 8);
    }

    [Theory]
    [InlineData("page")]
    [InlineData("empty")]
    [InlineData("list")]
    [InlineData("no token")]
    public async Task An_answer_that_is_none_of_a_sign_in_is_told(string answer)
    {
        _peer.OnSignIn(_ => answer switch
        {
            "page" => ArmReply.Html(200),
            "empty" => ArmReply.Json("{}"),
            "list" => ArmReply.Json("[\"half-a-token\"]"),
            _ => ArmReply.Json("""{"token_type":"Bearer","expires_in":3599}"""),
        });

        AzureException exception = await FailureAsync(Principal);

        exception.Message.ShouldStartWith("Could not upload 'landing/report': ");
        exception.ToString().ShouldNotContain("half-a-token");
        exception.ToString().ShouldNotContain(_peer.ClientSecret);
    }

    [Fact]
    public async Task Whoever_waits_for_a_sign_in_may_stop_waiting()
    {
        using CancellationTokenSource cancelled = CancellationTokenSource.CreateLinkedTokenSource(Token);
        _peer.OnSignIn(_ =>
        {
            cancelled.Cancel();
            return ArmReply.Never();
        });
        AzureBlobStorageCredentials patient = Principal.WithTransport(new HttpClientTransport(_peer.CreateHandler()));

        OperationCanceledException exception = await Should.ThrowAsync<OperationCanceledException>(
            () => patient.GetBlobClient("landing", "report").UploadAsync("content"u8.ToArray(), cancelled.Token));

        exception.CancellationToken.ShouldBe(cancelled.Token);
    }

    [Fact]
    public async Task One_who_stops_waiting_takes_the_token_from_nobody_else()
    {
        using CancellationTokenSource cancelled = CancellationTokenSource.CreateLinkedTokenSource(Token);
        TaskCompletionSource asked = new(TaskCreationOptions.RunContinuationsAsynchronously);
        TaskCompletionSource held = new(TaskCreationOptions.RunContinuationsAsynchronously);
        _peer.OnSignIn(_ =>
        {
            asked.TrySetResult();
            return held.Task.IsCompleted ? null : ArmReply.InternalError() with { Held = held.Task };
        });
        AzureBlobClient blob = Principal.WithTransport(new HttpClientTransport(_peer.CreateHandler())).GetBlobClient("landing", "report");
        Task first = blob.UploadAsync("content"u8.ToArray(), cancelled.Token);
        await asked.Task.WaitAsync(Token);
        Task second = blob.UploadAsync("content"u8.ToArray(), Token);

        await cancelled.CancelAsync();
        await Should.ThrowAsync<OperationCanceledException>(first);
        held.SetResult();

        await second;
    }

    private static ArmReply Fault(string kind) => kind switch
    {
        "500" => ArmReply.InternalError(),
        "429" => ArmReply.Throttled(),
        "throttled for a day" => ArmReply.Throttled(86_400),
        "html" => ArmReply.Html(),
        "reset" => ArmReply.Reset(),
        "half" => ArmReply.Half("""{"token_type":"Bearer","expires_in":3599,"access_token":"half-a-token"""),
        _ => ArmReply.Never(),
    };

    private static Task<AzureException> FailureAsync(AzureBlobStorageCredentials credentials) =>
        Should.ThrowAsync<AzureException>(() => credentials.GetBlobClient("landing", "report").UploadAsync("content"u8.ToArray(), Token));

    private AzureBlobStorageCredentials PrincipalFor(string fault)
    {
        HttpClientTransport transport = new(_peer.CreateHandler());
        AzureBlobStorageCredentials credentials = new()
        {
            AccountUrl = AzureMachine.Account,
            TenantId = _peer.TenantId,
            ClientId = _peer.ClientId,
            ClientSecret = _peer.ClientSecret,
        };
        return credentials.WithTransport(transport, new SignInWay
        {
            Transport = transport,
            Timeout = fault == "never" ? TimeSpan.FromSeconds(3) : TimeSpan.FromMinutes(1),
            RetryDelay = TimeSpan.FromMilliseconds(1),
            LongestPause = TimeSpan.FromMilliseconds(5),
        });
    }
}
