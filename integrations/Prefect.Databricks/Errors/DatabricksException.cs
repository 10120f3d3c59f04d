using Prefect.Blocks;
using Prefect.Http;

namespace Prefect.Databricks;

/// <summary>Databricks refused a request, or could not be reached.</summary>
public sealed class DatabricksException : ServiceException
{
    internal DatabricksException(string message, ServiceFault fault, Exception? innerException, string? response = null)
        : base(message, fault, innerException) =>
        Response = string.IsNullOrWhiteSpace(response) ? null : SecretMasker.Mask(response);

    /// <summary>The body of the answer, most often a JSON object with <c>error_code</c> and <c>message</c>; null when there was none. Known secrets in it are masked.</summary>
    public string? Response { get; }

    /// <summary>Whether the service knows no such run, or not yet.</summary>
    internal bool IsUnknownRun =>
        ErrorCode == "RESOURCE_DOES_NOT_EXIST"
        || (ErrorCode == "INVALID_PARAMETER_VALUE" && Response?.Contains("does not exist", StringComparison.OrdinalIgnoreCase) == true)
        || (StatusCode == System.Net.HttpStatusCode.NotFound && ErrorCode is "NOT_FOUND");
}
