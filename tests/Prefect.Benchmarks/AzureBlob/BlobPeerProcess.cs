using System.Diagnostics;
using System.Globalization;
using Prefect.Azure;

namespace Prefect.Benchmarks;

/// <summary>A running <see cref="BlobPeer"/>, with a container block and a plain client to talk to it.</summary>
internal sealed class BlobPeerProcess : IAsyncDisposable
{
    private const string Key = "bm90LWEtcmVhbC1rZXktb25seS1hcy1sb25nLWFzLW9uZS1pcy1ub3QtYS1yZWFsLWtleS1vbmx5LWFzLWxvbmc=";

    private readonly Process _process;
    private readonly HttpClient _http = new();

    private BlobPeerProcess(Process process, string address)
    {
        _process = process;
        Address = new Uri(address);
        Container = new AzureBlobStorageContainer
        {
            ContainerName = "landing",
            Credentials = new AzureBlobStorageCredentials { ConnectionString = $"AccountName=account;AccountKey={Key};BlobEndpoint={address}" },
        }.WithTransfer(BlobTransferOptions.Default with { Overwrite = true });
        Raw = new RawBlobs(new Uri(Address, "landing/"), "account", Convert.FromBase64String(Key));
    }

    public Uri Address { get; }

    public AzureBlobStorageContainer Container { get; }

    public RawBlobs Raw { get; }

    public static async Task<BlobPeerProcess> StartAsync(long blobBytes = 0, int delay = 0)
    {
        ProcessStartInfo start = ThisProgram.Start(BlobPeer.Role, $"{blobBytes}", $"{delay}");
        start.RedirectStandardInput = true;
        start.RedirectStandardOutput = true;
        Process process = Process.Start(start)!;
        string address = await process.StandardOutput.ReadLineAsync()
            ?? throw new InvalidOperationException("The peer ended before it said where it listens.");
        return new BlobPeerProcess(process, address);
    }

    public async Task ThrowUnlessReceivedAsync(long expected)
    {
        long received = long.Parse(await _http.GetStringAsync(new Uri(Address, BlobPeer.ReceivedPath)), CultureInfo.InvariantCulture);
        if (received != expected)
        {
            throw new InvalidOperationException($"The peer was sent {received} bytes instead of {expected}.");
        }
    }

    public async ValueTask DisposeAsync()
    {
        Raw.Dispose();
        _http.Dispose();
        _process.StandardInput.Close();
        await _process.WaitForExitAsync();
        _process.Dispose();
    }
}
