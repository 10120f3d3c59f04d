using System.Net;
using Prefect.Blocks;

namespace Prefect.Gcp;

/// <summary>A service of Google Cloud refused a request, or could not be reached.</summary>
public sealed class GcpException : BlockException
{
    internal GcpException(string message, GcpFault fault, Exception? innerException)
        : base(message, innerException)
    {
        StatusCode = fault.StatusCode;
        ErrorCode = fault.ErrorCode;
        RequestId = fault.RequestId;
        IsTransient = fault.IsTransient;
    }

    /// <summary>Status of the answer; null when there was none.</summary>
    public HttpStatusCode? StatusCode { get; }

    /// <summary>The service's own code, such as <c>notFound</c> or <c>PERMISSION_DENIED</c>; null when it gave none.</summary>
    public string? ErrorCode { get; }

    /// <summary>The service's id of the request, which its support asks for; null when it gave none.</summary>
    public string? RequestId { get; }

    /// <summary>Whether the same request may succeed later: the service was busy or broken, or the connection was.</summary>
    public bool IsTransient { get; }
}
