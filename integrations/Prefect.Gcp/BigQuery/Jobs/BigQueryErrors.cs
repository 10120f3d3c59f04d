using Prefect.Http;

namespace Prefect.Gcp;

/// <summary>Exceptions for what no answer of the service says by its status.</summary>
internal static class BigQueryErrors
{
    public static GcpException New(string message, string? code, bool isTransient = false, Exception? innerException = null) =>
        new(message, new ServiceFault(null, code, null, isTransient), innerException);

    /// <summary>The same failure, in other words.</summary>
    public static GcpException Again(string message, GcpException exception) =>
        new(message, exception.Fault, exception);
}
