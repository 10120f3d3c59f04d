using System.Diagnostics.CodeAnalysis;

namespace Prefect.Testing;

/// <summary>Leaves the handling of a request with a refusal.</summary>
[SuppressMessage("Design", "CA1064", Justification = "It never leaves the server.")]
internal sealed class ServerRefusal(ServerReply reply) : Exception("Refused.")
{
    public ServerReply Reply { get; } = reply;
}
