using System.Security.Cryptography;
using System.Text;
using Prefect.Flows;

namespace Prefect.Dbt;

/// <summary>Why runs are started, and by what they are found again.</summary>
internal static class DbtCloudCause
{
    private const int MarkBytes = 16;

    // dbt Cloud fails on longer ones.
    private const int Longest = 255;

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

    /// <summary>A cause that ends with a mark, cut where it is longer than dbt Cloud takes.</summary>
    public static string Marked(string? cause, string mark)
    {
        string text = cause ?? "";
        int room = Longest - mark.Length - 1;
        if (text.Length > room)
        {
            int kept = room - 1;
            text = text[..(char.IsHighSurrogate(text[kept - 1]) ? kept - 1 : kept)] + "…";
        }

        return $"{text} {mark}".TrimStart();
    }

    private static string Mark(ReadOnlySpan<byte> bytes) => $"[prefect-submission:{Convert.ToHexStringLower(bytes)}]";
}
