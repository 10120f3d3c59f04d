using Prefect.Http;

namespace Prefect.Aws;

/// <summary>Amazon Web Services, or a store that speaks its protocol, refused a request or could not be reached.</summary>
public sealed class AwsException : ServiceException
{
    internal AwsException(string message, ServiceFault fault, Exception? innerException)
        : base(message, fault, innerException)
    {
    }

    /// <summary>Whether it is the service's that was asked, and not already that of the credentials which the request was to be signed with.</summary>
    internal bool WasSigned { get; init; } = true;
}
