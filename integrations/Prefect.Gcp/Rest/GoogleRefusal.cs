using System.Net;
using Google;

namespace Prefect.Gcp;

/// <summary>An answer with which a service refused a request.</summary>
internal sealed class GoogleRefusal : GoogleApiException
{
    public GoogleRefusal(string service, HttpStatusCode status, GoogleErrorDocument document)
        : base(service, document.Text)
    {
        HttpStatusCode = status;
        Code = document.Code;
    }

    /// <summary>The service's reason or state; null when it gave none.</summary>
    public string? Code { get; }

    public string? RequestId { get; init; }

    /// <summary>How long the service asks to wait; null when it asks for nothing.</summary>
    public TimeSpan? RetryAfter { get; init; }

    // The base type's goes on with the document.
    public override string ToString() => $"{GetType().FullName}: {Message}";
}
