using System.Net;

namespace Prefect.Http;

/// <summary>What is peculiar to a service: how it complains, which exception of its package says so, and what to do. A package has one of each.</summary>
public abstract class RestDialect
{
    /// <summary>Keeps the package's telemetry.</summary>
    /// <param name="telemetry">Traces and measures the requests.</param>
    /// <exception cref="ArgumentNullException"><paramref name="telemetry"/> is null.</exception>
    protected RestDialect(ServiceTelemetry telemetry)
    {
        ArgumentNullException.ThrowIfNull(telemetry);
        Telemetry = telemetry;
    }

    /// <summary>Traces and measures the requests.</summary>
    public ServiceTelemetry Telemetry { get; }

    /// <summary>Makes the package's exception.</summary>
    /// <param name="message">What was tried, on what, what came back and what to do.</param>
    /// <param name="fault">What is known of it.</param>
    /// <param name="innerException">What was thrown below; null when an answer refused.</param>
    public abstract ServiceException Error(string message, ServiceFault fault, Exception? innerException);

    /// <summary>Makes the package's exception of an answer that refused. Default: without the answer, as <see cref="Error"/>.</summary>
    /// <param name="message">What was tried, on what, what came back and what to do.</param>
    /// <param name="fault">What is known of it.</param>
    /// <param name="answer">The answer.</param>
    public virtual ServiceException Refused(string message, ServiceFault fault, RestAnswer answer) => Error(message, fault, null);

    /// <summary>Reads an answer that refuses. Default: as <see cref="RestComplaint.Of"/>.</summary>
    /// <param name="answer">The answer.</param>
    public virtual RestComplaint Read(RestAnswer answer) => RestComplaint.Of(answer);

    /// <summary>Whether the same request may succeed later. Default: by the status, 501 apart.</summary>
    /// <param name="answer">The answer that refused it.</param>
    /// <param name="complaint">What that says.</param>
    public virtual bool IsTransient(RestAnswer answer, RestComplaint complaint)
    {
        ArgumentNullException.ThrowIfNull(answer);
        return answer.StatusCode != HttpStatusCode.NotImplemented && ServiceFault.IsTransientStatus(answer.StatusCode);
    }

    /// <summary>Says in a sentence what to do about the failure of an operation. Default: as <see cref="Advise(ServiceFault)"/>.</summary>
    /// <param name="fault">What is known of it.</param>
    /// <param name="operation">What was tried.</param>
    public virtual string Advise(ServiceFault fault, ServiceOperation operation) => Advise(fault);

    /// <summary>Says in a sentence what to do about a failure. Default: something for each kind of it.</summary>
    /// <param name="fault">What is known of it.</param>
    public virtual string Advise(ServiceFault fault)
    {
        ArgumentNullException.ThrowIfNull(fault);
        return fault switch
        {
            { StatusCode: null } => "Check the address of the service, and that this machine reaches it.",
            { StatusCode: HttpStatusCode.Unauthorized } => "The credentials are not accepted: save them again.",
            { StatusCode: HttpStatusCode.Forbidden } => "The credentials are known but may not do this: give them the permission.",
            { StatusCode: HttpStatusCode.NotFound } => "Check the names and ids, and that the credentials may see what they name.",
            { StatusCode: HttpStatusCode.TooManyRequests } => "There are too many requests: try again later, or send fewer at once.",
            { StatusCode: >= HttpStatusCode.Ambiguous and < HttpStatusCode.BadRequest } => "Check the address of the service: what answers there sends elsewhere.",
            { IsTransient: true } => "The service is busy or broken: try again later.",
            _ => "See the service's documentation of this code.",
        };
    }
}
