using Azure;
using Prefect.Http;

namespace Prefect.Azure;

/// <summary>Repeats requests that may succeed later, three times at most and after 1, 2 and 4 seconds, or as long as the service says.</summary>
internal static class ArmRetry
{
    private const int Repetitions = 3;

    private static readonly TimeSpan s_first = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan s_longest = TimeSpan.FromMinutes(1);

    public static async Task<T> RunAsync<T>(Func<Task<T>> send, TimeProvider clock, CancellationToken cancellationToken)
    {
        for (int failed = 0; ; failed++)
        {
            TimeSpan wait = s_first * Math.Pow(2, failed);
            try
            {
                return await send().ConfigureAwait(false);
            }
            catch (Exception exception) when (failed < Repetitions && !cancellationToken.IsCancellationRequested && MayHelp(exception))
            {
                TimeSpan asked = AskedFor(exception, clock);
                wait = asked > wait ? asked : wait;
            }

            await Task.Delay(wait, clock, cancellationToken).ConfigureAwait(false);
        }
    }

    private static bool MayHelp(Exception exception) => AzureCall.IsOfService(exception) && AzureFault.Of(exception).IsTransient;

    private static TimeSpan AskedFor(Exception exception, TimeProvider clock)
    {
        string? text = null;
        (AzureCall.Root(exception) as RequestFailedException)?.GetRawResponse()?.Headers.TryGetValue(RetryAfter.Name, out text);
        TimeSpan asked = RetryAfter.Parse(text, clock) ?? TimeSpan.Zero;
        return asked < s_longest ? asked : s_longest;
    }
}
