namespace Prefect.Http;

/// <summary>An answer that is none of the service's: a page of a gateway for one, which may not stand in the way of the next try.</summary>
internal sealed class RestNonsense(string message, Exception? innerException = null) : IOException(message, innerException);
