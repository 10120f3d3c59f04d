using System.Globalization;
using System.Net;
using System.Net.Http.Headers;

namespace Prefect.Client;

/// <summary>Sends a request once: over redirects, within its time, and with the whole body of the answer.</summary>
internal sealed partial class ApiTransport
{
    private const int MostRedirects = 10;
    private const int LargestBody = 256 * 1024 * 1024;

    private async Task<ApiAttempt> TryAsync(ApiRequest request, string? token, CancellationToken cancellationToken)
    {
        // The network keeps real time, whatever clock the waits between tries go by.
        using CancellationTokenSource late = new(_timeout);
        using CancellationTokenSource ended = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, late.Token);
        try
        {
            return ApiAttempt.Answered(await FollowAsync(request, token, ended.Token).ConfigureAwait(false));
        }
        catch (OperationCanceledException error) when (!cancellationToken.IsCancellationRequested)
        {
            string seconds = _timeout.TotalSeconds.ToString("0.###", CultureInfo.InvariantCulture);
            return ApiAttempt.Failed(new TimeoutException($"no whole answer came within {seconds} s.", error));
        }
        catch (Exception error) when (error is HttpRequestException or IOException && !cancellationToken.IsCancellationRequested)
        {
            return ApiAttempt.Failed(error);
        }
    }

    private async Task<ApiResponse> FollowAsync(ApiRequest request, string? token, CancellationToken cancellationToken)
    {
        Uri home = Address.Of(request);
        Uri target = home;
        for (int redirects = 0; ; redirects++)
        {
            using HttpRequestMessage message = Message(request, target, token, !IsSameServer(home, target));
            using HttpResponseMessage answer = await _client.SendAsync(message, HttpCompletionOption.ResponseHeadersRead, cancellationToken).ConfigureAwait(false);
            ApiResponse response = await WholeAsync(answer, cancellationToken).ConfigureAwait(false);
            if ((int)response.Status is not (301 or 302 or 303 or 307 or 308) || answer.Headers.Location is not { } location)
            {
                return response;
            }

            target = Redirected(request, response, new Uri(target, location), target, redirects);
        }
    }

    private static Uri Redirected(ApiRequest request, ApiResponse response, Uri to, Uri from, int redirects)
    {
        string? problem = to switch
        {
            _ when redirects >= MostRedirects => "ever more redirects",
            { Scheme: not ("http" or "https") } => "an address that is none of HTTP",
            { Scheme: "http" } when from.Scheme == "https" => "an address without encryption",
            _ when request.ChangesSomething && (int)response.Status is not (307 or 308) =>
                to.GetComponents(UriComponents.SchemeAndServer | UriComponents.Path, UriFormat.UriEscaped) + ", where the body of the request would be lost",
            _ => null,
        };
        return problem is null ? to : throw ApiErrors.Misled(request, response, problem);
    }

    private HttpRequestMessage Message(ApiRequest request, Uri target, string? token, bool isElsewhere)
    {
        HttpRequestMessage message = new(request.Method, target)
        {
            Version = _client.DefaultRequestVersion,
            VersionPolicy = _client.DefaultVersionPolicy,
        };
        if (request.Body is { } body)
        {
            message.Content = new ByteArrayContent(body);
            message.Content.Headers.ContentType = new MediaTypeHeaderValue("application/json");
        }

        _headers.AddTo(message, isElsewhere);
        if (token is not null && !isElsewhere)
        {
            message.Headers.TryAddWithoutValidation("Prefect-Csrf-Token", token);
            message.Headers.TryAddWithoutValidation("Prefect-Csrf-Client", _csrf.Client);
        }

        return message;
    }

    private async Task<ApiResponse> WholeAsync(HttpResponseMessage answer, CancellationToken cancellationToken)
    {
        await answer.Content.LoadIntoBufferAsync(LargestBody, cancellationToken).ConfigureAwait(false);
        return new ApiResponse(answer.StatusCode, await answer.Content.ReadAsByteArrayAsync(cancellationToken).ConfigureAwait(false))
        {
            ContentType = answer.Content.Headers.ContentType?.MediaType,
            RequestId = Header(answer, "X-Request-Id") ?? Header(answer, "CF-Ray"),
            RetryAfter = RetryAfterOf(answer),
            Mask = _headers.Mask,
            IsMaintenance = Header(answer, "Prefect-Maintenance") == "true",
        };
    }

    /// <summary>A number of seconds, which Prefect's servers give with a fraction, or a date.</summary>
    private TimeSpan? RetryAfterOf(HttpResponseMessage answer)
    {
        string? text = Header(answer, "Retry-After");
        if (double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out double seconds))
        {
            return double.IsNaN(seconds) ? null : TimeSpan.FromSeconds(Math.Clamp(seconds, 0, TimeSpan.MaxValue.TotalSeconds / 2));
        }

        return answer.Headers.RetryAfter?.Date is { } date
            ? TimeSpan.FromTicks(Math.Max((date - _options.Clock.GetUtcNow()).Ticks, 0))
            : null;
    }

    private static string? Header(HttpResponseMessage answer, string name) =>
        answer.Headers.TryGetValues(name, out IEnumerable<string>? values) ? values.FirstOrDefault() : null;

    /// <summary>Whether secrets may go along: the same host and port, or the step from http to https on one host.</summary>
    private static bool IsSameServer(Uri home, Uri target) =>
        string.Equals(home.IdnHost, target.IdnHost, StringComparison.OrdinalIgnoreCase)
        && ((home.Scheme == target.Scheme && home.Port == target.Port)
            || (home is { Scheme: "http", IsDefaultPort: true } && target is { Scheme: "https", IsDefaultPort: true }));
}
