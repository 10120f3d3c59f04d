namespace Prefect.Benchmarks;

/// <summary>What this program does when a benchmark starts it again as a peer or as a victim.</summary>
internal static class ChildRoles
{
    public static IReadOnlyDictionary<string, Func<string[], Task<int>>> All { get; } =
        new Dictionary<string, Func<string[], Task<int>>>(StringComparer.Ordinal)
        {
            [S3Peer.Role] = S3Peer.RunAsync,
            [BlobPeer.Role] = BlobPeer.RunAsync,
            [GcsPeer.Role] = GcsPeer.RunAsync,
            [SavingProcess.Role] = SavingProcess.RunAsync,
            [KillVictim.Role] = KillVictim.RunAsync,
            [FlowVictim.Role] = FlowVictim.RunAsync,
            [ShellWriter.Role] = ShellWriter.RunAsync,
        };
}
