using Prefect.Http;

namespace Prefect.Azure;

/// <summary>A service of Microsoft Azure refused a request, or could not be reached.</summary>
public sealed class AzureException : ServiceException
{
    internal AzureException(string message, ServiceFault fault, Exception? innerException)
        : base(message, fault, innerException)
    {
    }
}
