using System.Text.Json;
using System.Text.Json.Nodes;

namespace Prefect.DbtScript;

/// <summary>dbt's log on its output: an event a line, or a text for people.</summary>
internal sealed class EventLog(CommandLine command, string invocationId)
{
    private static readonly string[] s_levels = ["debug", "info", "warn", "error"];

    public string InvocationId => invocationId;

    public void Write(string level, string name, string code, string message, JsonObject? data = null)
    {
        if (Array.IndexOf(s_levels, level) < Array.IndexOf(s_levels, command.Level) || command.Level == "none")
        {
            return;
        }

        DateTimeOffset now = TimeProvider.System.GetUtcNow();
        if (!command.IsJson)
        {
            Print($"{now:HH:mm:ss}  {message}");
            return;
        }

        Print(new JsonObject
        {
            ["data"] = data?.DeepClone() ?? new JsonObject(),
            ["info"] = new JsonObject
            {
                ["category"] = "",
                ["code"] = code,
                ["extra"] = new JsonObject(),
                ["invocation_id"] = invocationId,
                ["level"] = level,
                ["msg"] = message,
                ["name"] = name,
                ["pid"] = Environment.ProcessId,
                ["thread"] = "Thread-1 (worker)",
                ["ts"] = now.ToString("yyyy-MM-ddTHH:mm:ss.ffffffZ"),
            },
        }.ToJsonString(new JsonSerializerOptions { Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping }));
    }

    public static void Print(string line)
    {
        Console.Out.WriteLine(line);
        Console.Out.Flush();
    }
}
