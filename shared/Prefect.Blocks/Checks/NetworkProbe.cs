using System.Diagnostics;
using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Authentication;

namespace Prefect.Blocks;

/// <summary>Finds out how far a connection to a service comes: address, connection, encryption. Sends no request.</summary>
public static class NetworkProbe
{
    /// <summary>How long a probe may take: 10 seconds.</summary>
    public static TimeSpan Timeout { get; } = TimeSpan.FromSeconds(10);

    /// <summary>
    /// Tells whether requests to an address go by a proxy of the machine: the way that a probe would take is not theirs then. Heeds
    /// <c>HTTPS_PROXY</c>, <c>HTTP_PROXY</c>, <c>ALL_PROXY</c> and <c>NO_PROXY</c>, or the settings of the system.
    /// </summary>
    /// <param name="address">An absolute address.</param>
    /// <exception cref="ArgumentNullException"><paramref name="address"/> is null.</exception>
    public static bool IsProxied(Uri address)
    {
        ArgumentNullException.ThrowIfNull(address);
        IWebProxy proxies = HttpClient.DefaultProxy;
        return !proxies.IsBypassed(address) && proxies.GetProxy(address) is { } proxy && proxy != address;
    }

    /// <summary>Probes the host of an address.</summary>
    /// <param name="address">An absolute address; TLS is tried when its scheme is <c>https</c>.</param>
    /// <param name="verifyCertificate">Whether the server's certificate is checked.</param>
    /// <param name="cancellationToken">Ends the probe.</param>
    /// <exception cref="ArgumentNullException"><paramref name="address"/> is null.</exception>
    /// <exception cref="OperationCanceledException">The caller ended the probe.</exception>
    public static Task<BlockCheckResult> CheckAsync(
        Uri address, bool verifyCertificate = true, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(address);
        return CheckAsync(address.IdnHost, address.Port, address.Scheme == Uri.UriSchemeHttps, verifyCertificate, cancellationToken);
    }

    /// <summary>Probes the host of an address, whose certificate is checked in a way of its own.</summary>
    /// <param name="address">An absolute address; TLS is tried when its scheme is <c>https</c>.</param>
    /// <param name="trust">Decides about the server's certificate; null leaves that to the system.</param>
    /// <param name="cancellationToken">Ends the probe.</param>
    /// <exception cref="ArgumentNullException"><paramref name="address"/> is null.</exception>
    /// <exception cref="OperationCanceledException">The caller ended the probe.</exception>
    public static Task<BlockCheckResult> CheckAsync(
        Uri address, RemoteCertificateValidationCallback? trust, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(address);
        return CheckAsync(address.IdnHost, address.Port, address.Scheme == Uri.UriSchemeHttps, trust, cancellationToken);
    }

    /// <summary>Probes a host.</summary>
    /// <param name="host">Its name or address.</param>
    /// <param name="port">The port, 1 to 65535.</param>
    /// <param name="encrypted">Whether TLS is tried.</param>
    /// <param name="verifyCertificate">Whether the server's certificate is checked.</param>
    /// <param name="cancellationToken">Ends the probe.</param>
    /// <exception cref="ArgumentException"><paramref name="host"/> is null or empty, or the port out of range.</exception>
    /// <exception cref="OperationCanceledException">The caller ended the probe.</exception>
    public static Task<BlockCheckResult> CheckAsync(
        string host, int port, bool encrypted, bool verifyCertificate = true, CancellationToken cancellationToken = default)
    {
        ArgumentException.ThrowIfNullOrEmpty(host);
        ArgumentOutOfRangeException.ThrowIfLessThan(port, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(port, 65535);
#pragma warning disable CA5359 // The block's own setting says so.
        return CheckAsync(host, port, encrypted, verifyCertificate ? null : static (_, _, _, _) => true, cancellationToken);
#pragma warning restore CA5359
    }

    private static async Task<BlockCheckResult> CheckAsync(
        string host, int port, bool encrypted, RemoteCertificateValidationCallback? trust, CancellationToken cancellationToken)
    {
        long start = Stopwatch.GetTimestamp();
        BlockCheckStage stage = BlockCheckStage.NameResolution;
        using CancellationTokenSource deadline = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        deadline.CancelAfter(Timeout);
        try
        {
            IPAddress[] addresses = await Dns.GetHostAddressesAsync(host, deadline.Token).ConfigureAwait(false);
            stage = BlockCheckStage.Connection;
            using Socket socket = new(SocketType.Stream, ProtocolType.Tcp);
            await socket.ConnectAsync(addresses, port, deadline.Token).ConfigureAwait(false);
            if (encrypted)
            {
                stage = BlockCheckStage.Encryption;
                await EncryptAsync(socket, host, trust, deadline.Token).ConfigureAwait(false);
            }

            return Result(true, stage, $"{host}:{port} answers.", start);
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            return Result(false, stage, $"{host}:{port} did not answer within {Timeout.TotalSeconds:0} seconds. Check the address and the firewall.", start);
        }
        catch (Exception exception) when (exception is SocketException or IOException or AuthenticationException)
        {
            return Result(false, stage, $"{host}:{port}: {exception.Message.TrimEnd('.')}. {Advice(stage)}", start);
        }
    }

    private static async Task EncryptAsync(Socket socket, string host, RemoteCertificateValidationCallback? trust, CancellationToken cancellationToken)
    {
        SslStream encrypted = new(new NetworkStream(socket, ownsSocket: false));
        await using (encrypted.ConfigureAwait(false))
        {
            SslClientAuthenticationOptions options = new() { TargetHost = host, RemoteCertificateValidationCallback = trust };
            await encrypted.AuthenticateAsClientAsync(options, cancellationToken).ConfigureAwait(false);
        }
    }

    private static string Advice(BlockCheckStage stage) => stage switch
    {
        BlockCheckStage.NameResolution => "Check the spelling of the host's name, and that this machine can look it up.",
        BlockCheckStage.Connection => "Check the port, that the service runs, and the firewall.",
        _ => "Check that the port speaks TLS, and that its certificate is trusted and names the host.",
    };

    private static BlockCheckResult Result(bool succeeded, BlockCheckStage stage, string message, long start) =>
        new(succeeded, stage, message, Stopwatch.GetElapsedTime(start));
}
