using Prefect.Http;

namespace Prefect.Gcp;

/// <summary>A service of Google Cloud refused a request, or could not be reached.</summary>
public sealed class GcpException : ServiceException
{
    internal GcpException(string message, ServiceFault fault, Exception? innerException)
        : base(message, fault, innerException)
    {
    }
}
