using System.Net;
using Prefect.Http;

namespace Prefect.Gcp;

/// <summary>What is made of answers about jobs.</summary>
internal static class JobAnswers
{
    /// <summary>An answer of the right form that tells nothing: what stands between may have broken it.</summary>
    public static GcpException Empty(GcpOperation operation) => new(
        $"Could not {operation}: the answer is none that this service gives. Try again later.", ServiceFault.Unanswered, null);

    /// <summary>Whether there is no such job or execution. An identity that is not found is no such answer.</summary>
    public static bool IsNotFound(GcpException exception) => exception is { StatusCode: HttpStatusCode.NotFound, InnerException: GoogleRefusal };

    public static bool IsConflict(GcpException exception) => exception is { StatusCode: HttpStatusCode.Conflict, InnerException: GoogleRefusal };
}
