using System.Net;
using Prefect.Blocks;

namespace Prefect.Http;

/// <summary>
/// A service refused a request, or could not be reached. Each package for a service has one kind of it, which is what its members throw.
/// </summary>
public abstract class ServiceException : BlockException
{
    /// <summary>Keeps what is known.</summary>
    /// <param name="message">What was tried, on what, what came back and what to do. Known secrets in it are masked.</param>
    /// <param name="fault">What the answer said.</param>
    /// <param name="innerException">The vendor's exception, or that of the connection.</param>
    /// <exception cref="ArgumentNullException"><paramref name="fault"/> is null.</exception>
    protected ServiceException(string message, ServiceFault fault, Exception? innerException = null)
        : base(message, innerException)
    {
        ArgumentNullException.ThrowIfNull(fault);
        Fault = fault;
    }

    /// <summary>Status of the answer; null when there was none.</summary>
    public HttpStatusCode? StatusCode => Fault.StatusCode;

    /// <summary>The service's own code, such as <c>NoSuchKey</c>; null when it gave none.</summary>
    public string? ErrorCode => Fault.ErrorCode;

    /// <summary>The service's id of the request, which its support asks for; null when it gave none.</summary>
    public string? RequestId => Fault.RequestId;

    /// <summary>Whether the same request may succeed later: the service was busy or broken, or the connection was.</summary>
    public bool IsTransient => Fault.IsTransient;

    /// <summary>How long the service asks to be left alone; null when it does not.</summary>
    public TimeSpan? RetryAfter => Fault.RetryAfter;

    /// <summary>All of that in one, to make another exception of.</summary>
    public ServiceFault Fault { get; }
}
