using System.Net;

namespace Prefect.Client;

/// <summary>
/// Says that the API of a Prefect server refused a request, answered something that cannot be used, or could not be reached. Never
/// holds a secret.
/// </summary>
public sealed class PrefectApiException : Exception
{
    internal PrefectApiException(string message, Exception? innerException = null)
        : base(message, innerException)
    {
    }

    /// <summary>Status of the answer, or <see langword="null"/> where none came.</summary>
    public HttpStatusCode? StatusCode { get; internal init; }

    /// <summary>Method of the request, such as <c>POST</c>.</summary>
    public string Method { get; internal init; } = "";

    /// <summary>Path of the request below the API's address, such as <c>/flow_runs/</c>.</summary>
    public string Path { get; internal init; } = "";

    /// <summary>The server's id of the request, to look for in its logs, or <see langword="null"/> where it gave none.</summary>
    public string? RequestId { get; internal init; }

    /// <summary>The server's own words, shortened, or <see langword="null"/> where it had none.</summary>
    public string? Detail { get; internal init; }

    /// <summary>How long the server asked to wait before the next try, or <see langword="null"/> where it did not say.</summary>
    public TimeSpan? RetryAfter { get; internal init; }

    /// <summary>How many times the request was sent: 1 or more.</summary>
    public int Attempts { get; internal init; } = 1;

    /// <summary>Whether the same request may well succeed later.</summary>
    public bool IsTransient { get; internal init; }

    /// <summary>Whether what the request is about does not exist.</summary>
    public bool IsNotFound => StatusCode is HttpStatusCode.NotFound;

    /// <summary>Whether something of that name exists already, or the request does not go with what the server holds.</summary>
    public bool IsConflict => StatusCode is HttpStatusCode.Conflict;
}
