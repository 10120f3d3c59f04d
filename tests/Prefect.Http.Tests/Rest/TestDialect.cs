namespace Prefect.Http.Tests.Rest;

/// <summary>The dialect of a service that there is not.</summary>
internal sealed class TestDialect() : RestDialect(new ServiceTelemetry("Prefect.Test", "test", "test.request_id"))
{
    public static TestDialect Instance { get; } = new();

    public override ServiceException Error(string message, ServiceFault fault, Exception? innerException) => new TestServiceException(message, fault, innerException);
}
