using Azure.Core;
using Prefect.Blocks;

namespace Prefect.Azure;

/// <summary>What this process has opened, shared by the content of credentials.</summary>
internal static class ArmConnections
{
    public static ClientCache<ArmConnection> Shared { get; } = new();

    public static ClientCache<TokenCredential> Credentials { get; } = new();
}
