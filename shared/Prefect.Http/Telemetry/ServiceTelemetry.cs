using System.Diagnostics;
using System.Diagnostics.CodeAnalysis;
using System.Diagnostics.Metrics;

namespace Prefect.Http;

/// <summary>
/// Traces and measures the requests of a package, in OpenTelemetry's terms, with one <see cref="ActivitySource"/> and one
/// <see cref="Meter"/> named after it. A package has one for as long as the process lives.
/// </summary>
[SuppressMessage("Design", "CA1001", Justification = "A package has one for as long as the process lives.")]
public sealed class ServiceTelemetry
{
    private readonly string _system;
    private readonly string _requestIdTag;
    private readonly ActivitySource _source;
    private readonly Histogram<double> _duration;

    /// <summary>Makes the source and the meter.</summary>
    /// <param name="package">Name of the package, such as <c>Prefect.Aws</c>.</param>
    /// <param name="system">What <c>rpc.system</c> is, such as <c>aws-api</c>.</param>
    /// <param name="requestIdTag">Name of the tag for the service's id of a request that failed, such as <c>aws.request_id</c>.</param>
    /// <exception cref="ArgumentException">An argument is null or empty.</exception>
    public ServiceTelemetry(string package, string system, string requestIdTag)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(package);
        ArgumentException.ThrowIfNullOrWhiteSpace(system);
        ArgumentException.ThrowIfNullOrWhiteSpace(requestIdTag);
        _system = system;
        _requestIdTag = requestIdTag;
        _source = new ActivitySource(package);
        Meter = new Meter(package);
        _duration = Meter.CreateHistogram<double>(
            "rpc.client.duration", "ms", "Time from sending a request to the head of its answer, retries included.");
    }

    /// <summary>The meter, for what else the package counts.</summary>
    public Meter Meter { get; }

    /// <summary>Sends a request: traced, measured, and with errors in the words of the package.</summary>
    /// <typeparam name="T">The answer.</typeparam>
    /// <param name="operation">What is sent.</param>
    /// <param name="send">Sends it, and gives the answer.</param>
    /// <param name="describe">Makes the package's exception of one of the vendor's or the connection's; null for what is none of them.</param>
    /// <param name="cancellationToken">Ends the operation.</param>
    /// <exception cref="ArgumentNullException">An argument is null.</exception>
    /// <exception cref="ServiceException">The service refused the request or could not be reached.</exception>
    /// <exception cref="OperationCanceledException"><paramref name="cancellationToken"/> was cancelled.</exception>
    public async Task<T> RunAsync<T>(
        ServiceOperation operation,
        Func<CancellationToken, Task<T>> send,
        Func<Exception, ServiceException?> describe,
        CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(send);
        ArgumentNullException.ThrowIfNull(describe);
        cancellationToken.ThrowIfCancellationRequested();
        using Activity? activity = Start(operation);
        long start = Stopwatch.GetTimestamp();
        string? error = null;
        try
        {
            return await send(cancellationToken).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            error = "cancelled";
            throw;
        }
        catch (ServiceException exception)
        {
            error = Fail(activity, exception);
            throw;
        }
        catch (Exception exception)
        {
            if (describe(exception) is not { } described)
            {
                throw;
            }

            error = Fail(activity, described);
            throw described;
        }
        finally
        {
            Measure(operation, Stopwatch.GetElapsedTime(start), error);
        }
    }

    private Activity? Start(ServiceOperation operation)
    {
        Activity? activity = _source.StartActivity($"{operation.Service}.{operation.Method}", ActivityKind.Client);
        if (activity is null)
        {
            return null;
        }

        activity.SetTag("rpc.system", _system).SetTag("rpc.service", operation.Service).SetTag("rpc.method", operation.Method);
        foreach ((string name, object? value) in operation.Tags ?? [])
        {
            activity.SetTag(name, value);
        }

        return activity;
    }

    private string Fail(Activity? activity, ServiceException exception)
    {
        Type type = (exception.InnerException ?? exception).GetType();
        activity?
            .SetStatus(ActivityStatusCode.Error, exception.Message)
            .SetTag("error.type", exception.ErrorCode ?? type.FullName)
            .SetTag("http.response.status_code", (int?)exception.StatusCode)
            .SetTag(_requestIdTag, exception.RequestId);
        return exception.ErrorCode ?? type.Name;
    }

    private void Measure(ServiceOperation operation, TimeSpan duration, string? error)
    {
        if (!_duration.Enabled)
        {
            return;
        }

        TagList tags = new()
        {
            { "rpc.system", _system },
            { "rpc.service", operation.Service },
            { "rpc.method", operation.Method },
        };
        if (error is not null)
        {
            tags.Add("error.type", error);
        }

        _duration.Record(duration.TotalMilliseconds, tags);
    }
}
