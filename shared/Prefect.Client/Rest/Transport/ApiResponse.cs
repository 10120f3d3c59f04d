using System.Net;

namespace Prefect.Client;

/// <summary>An answer that arrived whole.</summary>
internal sealed record ApiResponse(HttpStatusCode Status, byte[] Body)
{
    public string? ContentType { get; init; }

    public string? RequestId { get; init; }

    public TimeSpan? RetryAfter { get; init; }

    /// <summary>Whether the server says that it is being maintained, which no client is to give up for.</summary>
    public bool IsMaintenance { get; init; }

    /// <summary>Masks what is secret about the sign-in, in whatever a server repeats of it.</summary>
    public Func<string, string> Mask { get; init; } = static text => text;

    public bool IsSuccess => (int)Status is >= 200 and < 300;
}
