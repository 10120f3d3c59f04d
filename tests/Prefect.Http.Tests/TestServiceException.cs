namespace Prefect.Http.Tests;

/// <summary>The exception of a package that there is not.</summary>
internal sealed class TestServiceException(string message, ServiceFault fault, Exception? innerException = null)
    : ServiceException(message, fault, innerException);
