using System.Globalization;
using System.Text.Json.Nodes;

namespace Prefect.Testing;

/// <summary>What a server makes of a proposed state.</summary>
/// <param name="Status">ACCEPT, REJECT, ABORT or WAIT.</param>
/// <param name="Entered">The state that the run enters; null if it stays in its own.</param>
internal sealed record ServerVerdict(string Status, ServerState? Entered)
{
    public string? Reason { get; init; }

    public int Delay { get; init; }

    public static ServerVerdict Accept(ServerState state) => new("ACCEPT", state);

    public static ServerVerdict Replace(ServerState state, string reason) => new("REJECT", state) { Reason = reason };

    public static ServerVerdict Keep(string reason) => new("REJECT", null) { Reason = reason };

    public static ServerVerdict Abort(string reason) => new("ABORT", null) { Reason = reason };

    public static ServerVerdict Wait(TimeSpan time) => new("WAIT", null) { Delay = (int)Math.Ceiling(time.TotalSeconds), Reason = "Scheduled time is in the future" };

    public ServerReply Reply(ServerState current)
    {
        JsonObject details = new() { ["type"] = Status.ToLower(CultureInfo.InvariantCulture) + "_details" };
        if (Status == "WAIT")
        {
            details["delay_seconds"] = Delay;
        }

        if (Status != "ACCEPT")
        {
            details["reason"] = Reason;
        }

        JsonObject body = new()
        {
            ["state"] = Status is "ABORT" or "WAIT" ? null : (Entered ?? current).Json.DeepClone(),
            ["status"] = Status,
            ["details"] = details,
        };
        return ServerReply.Json(body, Entered is null ? 200 : 201);
    }
}
