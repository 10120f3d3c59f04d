using System.Diagnostics;
using System.Globalization;
using Prefect.Gcp;

namespace Prefect.Benchmarks;

/// <summary>A running <see cref="GcsPeer"/>, with a bucket block and a plain client to talk to it.</summary>
internal sealed class GcsPeerProcess : IAsyncDisposable
{
    private readonly Process _process;
    private readonly HttpClient _http = new();
    private readonly Uri _address;

    private GcsPeerProcess(Process process, string address)
    {
        _process = process;
        _address = new Uri(address);
        GcpAccess access = new() { Variable = name => name == "STORAGE_EMULATOR_HOST" ? address : null };
        Bucket = new GcsBucket { Bucket = "landing" }.WithTransfer(new GcsTransferOptions { Access = access });
        Raw = new RawObjects(_address);
    }

    public GcsBucket Bucket { get; }

    public RawObjects Raw { get; }

    public static async Task<GcsPeerProcess> StartAsync(long objectBytes = 0, int delay = 0)
    {
        ProcessStartInfo start = ThisProgram.Start(GcsPeer.Role, $"{objectBytes}", $"{delay}");
        start.RedirectStandardInput = true;
        start.RedirectStandardOutput = true;
        Process process = Process.Start(start)!;
        string address = await process.StandardOutput.ReadLineAsync()
            ?? throw new InvalidOperationException("The peer ended before it said where it listens.");
        return new GcsPeerProcess(process, address);
    }

    /// <summary>Demands that the peer was sent at least so many bytes, and little more.</summary>
    public async Task ThrowUnlessReceivedAsync(long expected, long more)
    {
        long received = long.Parse(await _http.GetStringAsync(new Uri(_address, GcsPeer.ReceivedPath)), CultureInfo.InvariantCulture);
        if (received < expected || received > expected + more)
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
