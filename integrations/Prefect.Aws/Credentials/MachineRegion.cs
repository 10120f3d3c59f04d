using Amazon;
using Amazon.Runtime;
using Amazon.Util;
using Prefect.Blocks;

namespace Prefect.Aws;

/// <summary>
/// The region that this machine is set up for or, where it is an instance, stands in. The SDK looks for an instance's metadata for half a
/// minute, each time anew, where there are none.
/// </summary>
internal static class MachineRegion
{
    private static readonly TimeSpan s_patience = TimeSpan.FromSeconds(2);
    private static readonly Lazy<Task<string?>> s_ofInstance = new(static () => Task.Run(static () => EC2InstanceMetadata.Region?.SystemName));

    /// <summary>Gives its name; null when nothing says it.</summary>
    public static string? Find() =>
        FallbackRegionFactory.GetRegionEndpoint(includeInstanceMetadata: false)?.SystemName
        ?? (EC2InstanceMetadata.IsIMDSEnabled ? Sync.Run(FindOfInstanceAsync) : null);

    private static async Task<string?> FindOfInstanceAsync()
    {
        bool isFirst = !s_ofInstance.IsValueCreated;
        Task<string?> region = s_ofInstance.Value;
        if (isFirst)
        {
            await Task.WhenAny(region, Task.Delay(s_patience)).ConfigureAwait(false);
        }

        return region.IsCompletedSuccessfully ? await region.ConfigureAwait(false) : null;
    }
}
