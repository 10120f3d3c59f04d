using System.Net;
using System.Text.Json.Nodes;
using Prefect.Http;

namespace Prefect.Azure;

/// <summary>Answers that arrived whole and cannot be used.</summary>
internal static class ArmAnswers
{
    public static AzureException Empty(AzureOperation operation) => new(
        $"Could not {operation}: the answer does not tell. The service is busy or broken: try again later.",
        new ServiceFault(HttpStatusCode.OK, null, null, IsTransient: true),
        null);

    public static AzureException Circle(AzureOperation operation) => new(
        $"Could not {operation}: the pages of the answer lead in a circle. Check what stands between this machine and the service.",
        new ServiceFault(HttpStatusCode.OK, null, null, IsTransient: false),
        null);

    /// <summary>A token is given to no host but the service's own, whatever an answer says.</summary>
    public static AzureException Elsewhere(AzureOperation operation, Uri address) => new(
        $"Could not {operation}: the service goes on at the host '{address.Host}', which is none of its own. Check what stands between this machine and the service.",
        new ServiceFault(HttpStatusCode.OK, null, null, IsTransient: false),
        null);

    /// <summary>Where a list goes on after a page; null where it ends.</summary>
    /// <exception cref="AzureException">It goes on where it is.</exception>
    public static string? Next(AzureOperation operation, JsonObject? page, string current)
    {
        string? next = page?.Text("nextLink");
        return next != current ? next : throw Nowhere(operation);
    }

    public static AzureException Nowhere(AzureOperation operation) => new(
        $"Could not {operation}: the list does not go on from a page to another. The service, or what stands between this machine and it, is broken: try again later.",
        new ServiceFault(HttpStatusCode.OK, null, null, IsTransient: true),
        null);
}
