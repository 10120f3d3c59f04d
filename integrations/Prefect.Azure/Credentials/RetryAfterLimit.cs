using System.Globalization;
using Azure.Core;
using Azure.Core.Pipeline;

namespace Prefect.Azure;

/// <summary>
/// Keeps services from making clients wait for as long as they like between two attempts: the vendor's pipeline would wait for a day.
/// </summary>
internal sealed class RetryAfterLimit(TimeSpan longest) : HttpPipelineSynchronousPolicy
{
    /// <summary>The most that is waited because an answer asks for it: a minute.</summary>
    public static readonly TimeSpan Default = TimeSpan.FromMinutes(1);

    public override void OnReceivedResponse(HttpMessage message)
    {
        if (message.HasResponse && HastyResponse.Names.Any(name => Asked(message.Response.Headers, name) > longest))
        {
            message.Response = new HastyResponse(message.Response, longest);
        }
    }

    private static TimeSpan Asked(ResponseHeaders headers, string name)
    {
        if (!headers.TryGetValue(name, out string? text))
        {
            return TimeSpan.Zero;
        }

        if (double.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out double number))
        {
            double seconds = name == HastyResponse.Seconds ? number : number / 1000;
            return TimeSpan.FromSeconds(Math.Min(seconds, TimeSpan.SecondsPerDay));
        }

        return DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out DateTimeOffset time)
            ? time - TimeProvider.System.GetUtcNow()
            : TimeSpan.Zero;
    }
}
