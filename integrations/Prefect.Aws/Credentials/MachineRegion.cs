using System.Net.Sockets;
using Amazon;
using Amazon.Runtime;
using Amazon.Util;
using Prefect.Blocks;

namespace Prefect.Aws;

/// <summary>
/// The region that this machine is set up for or, where it is an instance, stands in. The SDK looks for an instance's metadata for half a
/// minute, each time anew, where there are none: it is let look where something listens, and given more time there.
/// </summary>
internal static class MachineRegion
{
    private static readonly TimeSpan s_patienceForListener = TimeSpan.FromSeconds(2);
    private static readonly TimeSpan s_patienceForAnswer = TimeSpan.FromSeconds(15);
    private static readonly Lazy<Task<string?>> s_ofInstance = new(static () => Task.Run(ReadOfInstanceAsync));

    /// <summary>Gives its name; null when nothing says it.</summary>
    public static string? Find() =>
        FallbackRegionFactory.GetRegionEndpoint(includeInstanceMetadata: false)?.SystemName
        ?? (EC2InstanceMetadata.IsIMDSEnabled ? Sync.Run(static () => s_ofInstance.Value) : null);

    private static async Task<string?> ReadOfInstanceAsync()
    {
        if (!await IsInstanceAsync().ConfigureAwait(false))
        {
            return null;
        }

        Task<string?> region = Task.Run(static () => EC2InstanceMetadata.Region?.SystemName);
        await Task.WhenAny(region, Task.Delay(s_patienceForAnswer)).ConfigureAwait(false);
        return region.IsCompletedSuccessfully ? await region.ConfigureAwait(false) : null;
    }

    // The system answers to a connection, however busy the program behind it is.
    private static async Task<bool> IsInstanceAsync()
    {
        if (!Uri.TryCreate(EC2InstanceMetadata.ServiceEndpoint, UriKind.Absolute, out Uri? metadata))
        {
            return false;
        }

        using Socket socket = new(SocketType.Stream, ProtocolType.Tcp);
        using CancellationTokenSource patience = new(s_patienceForListener);
        await socket.ConnectAsync(metadata.Host, metadata.Port, patience.Token).AsTask().ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        return socket.Connected;
    }
}
