using Azure.Core.Pipeline;
using Azure.Identity;
using Prefect.Testing;

namespace Prefect.Azure.Tests;

/// <summary>Services that want to be left alone for longer than anybody would wait.</summary>
public sealed class RetryAfterTests : IAsyncLifetime
{
    private const string Day = "86400";

    private ArmPeer _peer = null!;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    private static string InAWeek => TimeProvider.System.GetUtcNow().AddDays(7).ToString("R", System.Globalization.CultureInfo.InvariantCulture);

    public static TheoryData<string, string> Headers => new()
    {
        { "Retry-After", Day },
        { "Retry-After", "99999999999999999999" },
        { "Retry-After", InAWeek },
        { "retry-after-ms", "86400000" },
        { "x-ms-retry-after-ms", "86400000" },
    };

    public async ValueTask InitializeAsync() => _peer = await ArmPeer.StartAsync(Token);

    public ValueTask DisposeAsync() => _peer.DisposeAsync();

    [Theory]
    [MemberData(nameof(Headers))]
    public async Task Blobs_are_asked_for_again_when_we_like(string header, string value)
    {
        _ = new BlobPeer(_peer);
        int asked = 0;
        _peer.On("PUT /landing/report", _ => ++asked == 1 ? Busy(header, value) : ArmReply.Status(201));
        HttpClientTransport transport = new(_peer.CreateHandler());
        AzureBlobStorageContainer container = new AzureBlobStorageContainer
        {
            ContainerName = "landing",
            Credentials = new AzureBlobStorageCredentials
            {
                AccountUrl = AzureMachine.Account, TenantId = _peer.TenantId, ClientId = _peer.ClientId, ClientSecret = _peer.ClientSecret,
            }.WithTransport(transport),
        }.WithTransfer(new BlobTransferOptions { RetryDelay = TimeSpan.FromMilliseconds(1), LongestPause = TimeSpan.FromMilliseconds(20) });

        await container.WritePathAsync("report", "content"u8.ToArray(), Token).WaitAsync(TimeSpan.FromMinutes(5), Token);

        asked.ShouldBe(2);
    }

    [Fact]
    public async Task Blobs_that_stay_busy_are_told_as_before()
    {
        _peer.On("PUT /landing/report", _ => Busy("Retry-After", Day));
        HttpClientTransport transport = new(_peer.CreateHandler());
        AzureBlobStorageContainer container = new AzureBlobStorageContainer
        {
            ContainerName = "landing",
            Credentials = new AzureBlobStorageCredentials
            {
                AccountUrl = AzureMachine.Account, TenantId = _peer.TenantId, ClientId = _peer.ClientId, ClientSecret = _peer.ClientSecret,
            }.WithTransport(transport),
        }.WithTransfer(new BlobTransferOptions { Retries = 2, RetryDelay = TimeSpan.FromMilliseconds(1), LongestPause = TimeSpan.FromMilliseconds(20) });

        AzureException exception = await Should.ThrowAsync<AzureException>(() => container.WritePathAsync("report", "content"u8.ToArray(), Token));

        (exception.ErrorCode, exception.IsTransient, exception.RequestId is null).ShouldBe(("ServerBusy", true, false));
        _peer.RequestsFor("PUT /landing/report").Count.ShouldBe(3);
    }

    [Theory]
    [MemberData(nameof(Headers))]
    public async Task Vaults_are_asked_again_when_we_like(string header, string value)
    {
        int asked = 0;
        _peer.On("GET /secrets/name", _ => ++asked == 1
            ? ArmReply.Throttled() with { Headers = new Dictionary<string, string>(StringComparer.Ordinal) { [header] = value } }
            : ArmReply.Json("""{"value":"kept-in-the-vault","id":"https://v.vault.azure.net/secrets/name/1","attributes":{}}"""));
        HttpClientTransport transport = new(_peer.CreateHandler());
        AzureSecretReferences references = new(
            new ClientSecretCredential(_peer.TenantId, _peer.ClientId, _peer.ClientSecret, new ClientSecretCredentialOptions { Transport = transport }), transport)
        {
            LongestPause = TimeSpan.FromMilliseconds(20),
        };

        string secret = await references.ResolveAsync($"v{Guid.NewGuid().ToString("N")[..20]}/name", Token).AsTask().WaitAsync(TimeSpan.FromMinutes(5), Token);

        (secret, asked).ShouldBe(("kept-in-the-vault", 2));
    }

    private static ArmReply Busy(string header, string value)
    {
        ArmReply reply = ArmReply.BlobError("ServerBusy", "The server is busy.", 503);
        return reply with { Headers = new Dictionary<string, string>(reply.Headers, StringComparer.Ordinal) { [header] = value } };
    }
}
