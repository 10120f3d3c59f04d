using System.Diagnostics;
using System.Diagnostics.CodeAnalysis;
using System.Text;
using System.Text.Json;
using Prefect.Aws;

namespace Prefect.AwsWorker;

/// <summary>
/// Reads the secret "db/password", several times at once if asked to. Says in JSON what it read or how that failed, and how long it took,
/// in seconds.
/// </summary>
internal static class SecretReading
{
    [SuppressMessage("Design", "CA1031", Justification = "What is thrown is what the test looks at.")]
    public static async Task<int> RunAsync(int times, AwsCredentials credentials)
    {
        long start = Stopwatch.GetTimestamp();
        string? value = null;
        Exception? error = null;
        try
        {
            AwsSecret secret = new() { SecretName = "db/password", AwsCredentials = credentials };
            byte[][] values = await Task.WhenAll(Enumerable.Range(0, times).Select(_ => secret.ReadSecretAsync()));
            value = Encoding.UTF8.GetString(values[0]);
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
