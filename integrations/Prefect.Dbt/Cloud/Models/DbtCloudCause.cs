using System.Security.Cryptography;
using System.Text;
using Prefect.Flows;

namespace Prefect.Dbt;

/// <summary>Why runs are started, and by what they are found again.</summary>
internal static class DbtCloudCause
{
    private const int MarkBytes = 16;

    public static ReadOnlySpan<char> Default() => RunContext.Current switch
    {
        TaskRunContext task => $"Triggered via Prefect in task run {task.TaskRun.Name}",
        FlowRunContext flow => $"Triggered via Prefect in flow run {flow.FlowRun.Name}",
        _ => "Triggered via Prefect",
    };

    /// <summary>The mark of a key: the same each time, and no other key's.</summary>
    public static string Mark(string key) => Mark(SHA256.HashData(Encoding.UTF8.GetBytes(key)).AsSpan(0, MarkBytes));

    /// <summary>A mark that there was never before.</summary>
    public static string NewMark() => Mark(RandomNumberGenerator.GetBytes(MarkBytes));

    private static string Mark(ReadOnlySpan<byte> bytes) => $"[prefect-submission:{Convert.ToHexStringLower(bytes)}]";
}
