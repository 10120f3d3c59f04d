using System.Globalization;
using System.Net;
using System.Text.Json;

namespace Prefect.Client;

/// <summary>Words what went wrong: what was tried, on what, what came back, and what to do.</summary>
internal static class ApiErrors
{
    public static PrefectApiException Refused(ApiRequest request, ApiResponse response, int attempts = 1, bool isTransient = false)
    {
        string? detail = ApiText.DetailOf(response);
        string answer = ApiText.IsPage(response) ? "a web page" : detail is null ? "no reason" : $"“{detail}”";
        return new PrefectApiException(
            $"Could not {request.What}: {request.Method} {request.Path} was answered {Name(response.Status)} with {answer}"
            + $"{Times(attempts)}. {AdviceOn(response)}")
        {
            StatusCode = response.Status,
            Method = request.Method.Method,
            Path = request.Path,
            RequestId = response.RequestId,
            Detail = detail,
            RetryAfter = response.RetryAfter,
            Attempts = attempts,
            IsTransient = isTransient || (int)response.Status >= 500,
        };
    }

    public static PrefectApiException Unreadable(ApiRequest request, ApiResponse response, Exception error)
    {
        string what = ApiText.IsPage(response) ? "a web page" : response.Body.Length == 0 ? "nothing" : "something else than the JSON expected";
        string place = error is JsonException { Path: { Length: > 0 } path } && !ApiText.IsPage(response) ? $" (at {path})" : "";
        return new PrefectApiException(
            $"Could not {request.What}: {request.Method} {request.Path} was answered {Name(response.Status)}, but with {what}{place}. "
            + "Check that PREFECT_API_URL names the API, which usually ends in /api, and that no proxy answers in its place.", Quiet(error))
        {
            StatusCode = response.Status,
            Method = request.Method.Method,
            Path = request.Path,
            RequestId = response.RequestId,
        };
    }

    public static PrefectApiException Unreachable(ApiRequest request, ApiAddress address, Exception failure, int attempts)
    {
        (string problem, string advice) = failure switch
        {
            TimeoutException => (failure.Message, "Check that the server is not overloaded, or raise PREFECT_API_REQUEST_TIMEOUT."),
            HttpRequestException { HttpRequestError: HttpRequestError.NameResolutionError } =>
                ("its name is not known.", "Check the host in PREFECT_API_URL."),
            HttpRequestException { HttpRequestError: HttpRequestError.SecureConnectionError } =>
                ("no encrypted connection came about.", "Check its certificate; PREFECT_API_SSL_CERT_FILE names authorities of your own."),
            HttpRequestException { HttpRequestError: HttpRequestError.ConnectionError } =>
                ("no connection came about.", "Check that the server runs and that PREFECT_API_URL is its address."),
            HttpRequestException { HttpRequestError: HttpRequestError.ProxyTunnelError } =>
                ("the proxy does not let the connection through.", "Check HTTPS_PROXY and NO_PROXY."),
            _ => ("the connection broke before the answer was whole.", "Check the server's logs and any proxy on the way, and try again."),
        };
        return new PrefectApiException($"Could not {request.What}: {request.Method} {address.Shown}{request.Path}: {problem}{Tries(attempts)} {advice}", failure)
        {
            Method = request.Method.Method,
            Path = request.Path,
            Attempts = attempts,
            IsTransient = true,
        };
    }

    public static PrefectApiException Misled(ApiRequest request, ApiResponse response, string where) => new(
        $"Could not {request.What}: {request.Method} {request.Path} was answered {Name(response.Status)}, which leads to {where}. "
        + "Set PREFECT_API_URL to the address that the server wants to be called at.")
    {
        StatusCode = response.Status,
        Method = request.Method.Method,
        Path = request.Path,
        RequestId = response.RequestId,
    };

    public static PrefectApiException Unwell(ApiRequest request, ApiResponse response) => new(
        $"Could not {request.What}: it says itself that it is not well. Look into its logs.")
    {
        StatusCode = response.Status,
        Method = request.Method.Method,
        Path = request.Path,
        RequestId = response.RequestId,
        IsTransient = true,
    };

    public static PrefectApiException OtherGeneration(Version server, ApiAddress address) => new(
        $"The server at {address.Shown} is Prefect {server}, and this client speaks the protocol of Prefect {ApiProtocol.Client.Major}. "
        + "Use a server of that generation, or switch the check off with PREFECT_CLIENT_SERVER_VERSION_CHECK_ENABLED=false.")
    {
        StatusCode = HttpStatusCode.OK,
        Method = "GET",
        Path = "/admin/version",
    };

    private static string AdviceOn(ApiResponse response) => response.Status switch
    {
        HttpStatusCode.Unauthorized => "Check PREFECT_API_AUTH_STRING (a server of your own) or PREFECT_API_KEY (Prefect Cloud).",
        HttpStatusCode.Forbidden => "The server knows who asks and does not allow it.",
        HttpStatusCode.NotFound => "Check the name or id, and that PREFECT_API_URL names the right server or workspace.",
        HttpStatusCode.Conflict => "It goes against what the server holds already.",
        HttpStatusCode.MethodNotAllowed => "Check that PREFECT_API_URL names the API and that the server is not too old.",
        HttpStatusCode.UnprocessableEntity or HttpStatusCode.BadRequest => "Correct what the server names.",
        HttpStatusCode.TooManyRequests => "Ask less often, or raise PREFECT_CLIENT_MAX_RETRIES.",
        >= HttpStatusCode.InternalServerError => "Look into the server's logs, and try again.",
        _ => "Check that PREFECT_API_URL names the API of a Prefect server.",
    };

    /// <summary>The text of a serializer's error may repeat what was read, which may be secret: only its type is kept.</summary>
    private static JsonException Quiet(Exception error) => new(
        error is JsonException json && json.LineNumber is { } line
            ? string.Create(CultureInfo.InvariantCulture, $"The body cannot be read at line {line + 1}, byte {json.BytePositionInLine}.")
            : "The body cannot be read.");

    private static string Name(HttpStatusCode status) => string.Create(CultureInfo.InvariantCulture, $"{(int)status} ({status})");

    private static string Times(int attempts) => attempts > 1 ? $", {attempts} times" : "";

    private static string Tries(int attempts) => attempts > 1 ? $" It was tried {attempts} times." : "";
}
