using System.Net;
using System.Net.Http.Headers;
using System.Runtime.ExceptionServices;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;

namespace Prefect.Http;

/// <summary>
/// Speaks to a service over HTTP and JSON: signed in, within time limits, again where that may help, traced and measured, and with errors
/// in the words of its package. Safe to use from many threads, and meant to be kept.
/// </summary>
/// <remarks>
/// A request is sent again after a status of 408, 429 or 500 and above, a broken connection, half an answer, none in time, or one that is no
/// JSON, if it may be carried out twice; whatever it is after what it surely was not carried out with: a connection that did not come about,
/// a 429, or a refused token where there is another. Reads are sent on where the service says so, signed in to its own host alone.
/// </remarks>
/// <example>
/// <code>
/// RestClient client = new(new RestOptions { Address = new Uri("https://acme.example/api/"), SignIn = tokens.SignInAsync }, AcmeDialect.Instance);
/// Harbour harbour = await client.SendAsync(
///     new ServiceOperation("Harbours", "Get", "read the harbour", name), RestRequest.Get(RestPath.Of($"harbours/{name}")), AcmeJson.Default.Harbour, token);
/// </code>
/// </example>
public sealed class RestClient
{
    private readonly RestOptions _options;
    private readonly RestDialect _dialect;
    private readonly RestSending _sending;

    /// <summary>Makes a client. Nothing is sent.</summary>
    /// <param name="options">Where the service is, and how patiently it is spoken to.</param>
    /// <param name="dialect">What is peculiar to the service.</param>
    /// <exception cref="ArgumentNullException">An argument is null.</exception>
    public RestClient(RestOptions options, RestDialect dialect)
    {
        ArgumentNullException.ThrowIfNull(options);
        ArgumentNullException.ThrowIfNull(dialect);
        _options = options;
        _dialect = dialect;
        _sending = new RestSending(options);
    }

    /// <summary>The service's address, which ends in a slash.</summary>
    public Uri Address => _options.Address;

    /// <summary>Sends a request and reads the answer's JSON. An answer without a body is read as an empty object.</summary>
    /// <typeparam name="T">The answer.</typeparam>
    /// <param name="operation">What it is, for errors and traces.</param>
    /// <param name="request">What is sent.</param>
    /// <param name="type">How the answer is read.</param>
    /// <param name="cancellationToken">Ends the operation.</param>
    /// <exception cref="ServiceException">The service refused the request or could not be reached: the package's kind of it.</exception>
    public Task<T> SendAsync<T>(ServiceOperation operation, RestRequest request, JsonTypeInfo<T> type, CancellationToken cancellationToken = default) =>
        SendAsync(operation, AsksForJson(request), (answer, token) => ReadJsonAsync(answer, type, token), cancellationToken);

    /// <summary>Sends a request whose answer tells no more than that it was done.</summary>
    /// <param name="operation">What it is, for errors and traces.</param>
    /// <param name="request">What is sent.</param>
    /// <param name="cancellationToken">Ends the operation.</param>
    /// <exception cref="ServiceException">The service refused the request or could not be reached: the package's kind of it.</exception>
    public Task SendAsync(ServiceOperation operation, RestRequest request, CancellationToken cancellationToken = default) =>
        SendAsync(operation, AsksForJson(request), static (_, _) => Task.FromResult(true), cancellationToken);

    /// <summary>Sends a request and gives the answer, with all of its body.</summary>
    /// <param name="operation">What it is, for errors and traces.</param>
    /// <param name="request">What is sent.</param>
    /// <param name="cancellationToken">Ends the operation.</param>
    /// <exception cref="ServiceException">The service refused the request or could not be reached: the package's kind of it.</exception>
    public Task<RestAnswer> ReadAsync(ServiceOperation operation, RestRequest request, CancellationToken cancellationToken = default) =>
        SendAsync(
            operation,
            request,
            static async (answer, token) => new RestAnswer(answer, await answer.Content.ReadAsByteArrayAsync(token).ConfigureAwait(false)),
            cancellationToken);

    /// <summary>Sends a request and has the answer read by its own code, as part of the try: what that throws of the connection or of JSON may be repeated.</summary>
    /// <typeparam name="T">What is made of the answer.</typeparam>
    /// <param name="operation">What it is, for errors and traces.</param>
    /// <param name="request">What is sent.</param>
    /// <param name="read">Reads the answer, whose head is there. It may be called again for the next try.</param>
    /// <param name="cancellationToken">Ends the operation.</param>
    /// <exception cref="ServiceException">The service refused the request or could not be reached: the package's kind of it.</exception>
    public Task<T> SendAsync<T>(
        ServiceOperation operation, RestRequest request, Func<HttpResponseMessage, CancellationToken, Task<T>> read, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(request);
        ArgumentNullException.ThrowIfNull(read);
        return RunAsync(operation, request, (attempt, limit, token) => TryAsync(attempt, read, limit, token), cancellationToken);
    }

    /// <summary>
    /// Sends a request and gives the answer once its head is there: to be read, and disposed of. Nothing of its body is repeated or timed.
    /// </summary>
    /// <param name="operation">What it is, for errors and traces.</param>
    /// <param name="request">What is sent.</param>
    /// <param name="cancellationToken">Ends the operation.</param>
    /// <exception cref="ServiceException">The service refused the request or could not be reached: the package's kind of it.</exception>
    public Task<HttpResponseMessage> OpenAsync(ServiceOperation operation, RestRequest request, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(request);
        return RunAsync(operation, request, OpenAsync, cancellationToken);
    }

    private Task<T> RunAsync<T>(
        ServiceOperation operation, RestRequest request, Func<RestRequest, TimeSpan, CancellationToken, Task<T>> send, CancellationToken cancellationToken) =>
        _dialect.Telemetry.RunAsync(
            operation,
            token => RepeatAsync(operation, request, send, token),
            exception => RestFailure.IsOfService(exception) ? RestFailure.Describe(exception, operation, _dialect, _options.TimeProvider) : null,
            cancellationToken);

    private async Task<T> RepeatAsync<T>(
        ServiceOperation operation, RestRequest request, Func<RestRequest, TimeSpan, CancellationToken, Task<T>> send, CancellationToken cancellationToken)
    {
        long began = _options.TimeProvider.GetTimestamp();
        HttpStatusCode? status = null;
        for (int tries = 1; ; tries++)
        {
            TimeSpan left = Left(request, began);
            TimeSpan limit = request.Timeout ?? _options.RequestTimeout;
            TimeSpan pause;
            Exception failure;
            try
            {
                RestRequest attempt = request.ForTry?.Invoke(request, new RestTry(tries, status)) ?? request;
                return await send(attempt, limit < left ? limit : left, cancellationToken).ConfigureAwait(false);
            }
            catch (Exception exception) when (cancellationToken.IsCancellationRequested && RestFailure.IsOfService(exception))
            {
                throw new OperationCanceledException(null, exception, cancellationToken);
            }
            catch (Exception exception) when (
                tries < (request.Attempts ?? _options.Attempts)
                && RestFailure.IsOfService(exception)
                && PauseAfter(request, exception, tries) is { } wait
                && wait < Left(request, began))
            {
                pause = wait;
                failure = exception;
                status = (exception as RestRefusal)?.StatusCode;
                RestLog.Repeated(_options.Logger, tries, operation, pause.TotalSeconds, exception.Message);
            }

            await Task.Delay(pause, _options.TimeProvider, cancellationToken).ConfigureAwait(false);
            if (Left(request, began) <= TimeSpan.Zero)
            {
                // A machine that slept: what the last try ended with is what there is to tell.
                ExceptionDispatchInfo.Throw(failure);
            }
        }
    }

    private TimeSpan Left(RestRequest request, long began)
    {
        TimeSpan total = request.Timeout > _options.TotalTimeout ? request.Timeout.Value : _options.TotalTimeout;
        return total - _options.TimeProvider.GetElapsedTime(began);
    }

    private TimeSpan? PauseAfter(RestRequest request, Exception exception, int tries)
    {
        ServiceFault fault = RestFailure.FaultOf(exception, _dialect, _options.TimeProvider);
        if (exception is RestSignInFailure || !fault.IsTransient || !(request.MayRepeat || fault.WasNotCarriedOut))
        {
            return null;
        }

        TimeSpan own = _options.Backoff.Pause(tries);
        TimeSpan asked = fault.RetryAfter ?? TimeSpan.Zero;
        asked = asked < _options.LongestAskedPause ? asked : _options.LongestAskedPause;
        return asked > own ? asked : own;
    }

    private async Task<T> TryAsync<T>(
        RestRequest request, Func<HttpResponseMessage, CancellationToken, Task<T>> read, TimeSpan time, CancellationToken cancellationToken)
    {
        using HttpResponseMessage answer = await OpenAsync(request, time, cancellationToken).ConfigureAwait(false);
        using CancellationTokenSource limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        limit.CancelAfter(time);
        try
        {
            return await read(answer, limit.Token).ConfigureAwait(false);
        }
        catch (Exception exception) when (exception is JsonException or InvalidDataException)
        {
            throw new RestNonsense($"The answer ({answer.Content.Headers.ContentType?.MediaType ?? "of no kind"}) is none that this service gives.", exception);
        }
    }

    private async Task<HttpResponseMessage> OpenAsync(RestRequest request, TimeSpan time, CancellationToken cancellationToken)
    {
        AuthenticationHeaderValue? signedIn = await SignInAsync(request, null, cancellationToken).ConfigureAwait(false);
        try
        {
            return await AskAsync(request, signedIn, time, cancellationToken).ConfigureAwait(false);
        }
        catch (RestRefusal refusal) when (refusal.Answer.StatusCode == HttpStatusCode.Unauthorized && signedIn is not null)
        {
            // A token may be taken back before its time: that is tried once with another.
            AuthenticationHeaderValue? other = await SignInAsync(request, signedIn, cancellationToken).ConfigureAwait(false);
            if (other is null || other.Equals(signedIn))
            {
                throw;
            }

            return await AskAsync(request, other, time, cancellationToken).ConfigureAwait(false);
        }
    }

    private async Task<HttpResponseMessage> AskAsync(RestRequest request, AuthenticationHeaderValue? signedIn, TimeSpan time, CancellationToken cancellationToken)
    {
        using CancellationTokenSource limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        limit.CancelAfter(time);
        return await _sending.SendAsync(request, signedIn, limit.Token).ConfigureAwait(false);
    }

    private async Task<AuthenticationHeaderValue?> SignInAsync(RestRequest request, AuthenticationHeaderValue? refused, CancellationToken cancellationToken)
    {
        if (_options.SignIn is null || !request.SignsIn || !_sending.IsOwn(request.AddressBelow(_options.Address)))
        {
            return null;
        }

        try
        {
            return await _options.SignIn(refused, cancellationToken).ConfigureAwait(false);
        }
        catch (Exception exception) when (!cancellationToken.IsCancellationRequested && (exception is ServiceException || ServiceFault.IsTransport(exception)))
        {
            throw new RestSignInFailure(exception);
        }
    }

    private static RestRequest AsksForJson(RestRequest request)
    {
        ArgumentNullException.ThrowIfNull(request);
        return request.Headers.Any(static header => header.Key.Equals("Accept", StringComparison.OrdinalIgnoreCase))
            ? request
            : request.WithHeader("Accept", "application/json");
    }

    private static async Task<T> ReadJsonAsync<T>(HttpResponseMessage answer, JsonTypeInfo<T> type, CancellationToken cancellationToken)
    {
        Stream body = answer.StatusCode == HttpStatusCode.NoContent || answer.Content.Headers.ContentLength == 0
            ? new MemoryStream("{}"u8.ToArray(), writable: false)
            : await answer.Content.ReadAsStreamAsync(cancellationToken).ConfigureAwait(false);
        await using (body.ConfigureAwait(false))
        {
            return await JsonSerializer.DeserializeAsync(body, type, cancellationToken).ConfigureAwait(false) ?? throw new JsonException("The answer is null.");
        }
    }
}
