using System.Diagnostics;
using System.Diagnostics.CodeAnalysis;
using System.Text.Json;

namespace Prefect.AzureWorker;

/// <summary>Does something, and says in JSON what came of it or how it failed, and how long it took, in seconds.</summary>
internal static class Attempt
{
    [SuppressMessage("Design", "CA1031", Justification = "What is thrown is what the test looks at.")]
    public static async Task<int> RunAsync(Func<Task<string>> attempt)
    {
        long start = Stopwatch.GetTimestamp();
        string? value = null;
        Exception? error = null;
        try
        {
            value = await attempt();
        }
        catch (Exception exception)
        {
            error = exception;
        }

        Console.WriteLine(JsonSerializer.Serialize(new
        {
            Value = value,
            Error = error?.GetType().Name,
            error?.Message,
            Text = error?.ToString(),
            Seconds = Stopwatch.GetElapsedTime(start).TotalSeconds,
        }));
        return 0;
    }
}
