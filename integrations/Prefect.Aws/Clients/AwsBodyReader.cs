using Amazon.Runtime;
using Amazon.Runtime.Internal;
using Amazon.Runtime.Internal.Transform;

namespace Prefect.Aws;

/// <summary>
/// Reads bodies into memory, with the client's timeout and the caller's cancellation. The SDK's runtime would read them synchronously,
/// where neither reaches, and after the point where a broken connection is tried again.
/// </summary>
internal sealed class AwsBodyReader : PipelineHandler
{
    private const int MaximumBytes = 64 * 1024 * 1024;

    // What HttpClient waits for the head of an answer when it is not told.
    private static readonly TimeSpan s_defaultTimeout = TimeSpan.FromSeconds(100);

    public override async Task<T> InvokeAsync<T>(IExecutionContext executionContext)
    {
        try
        {
            T result = await base.InvokeAsync<T>(executionContext).ConfigureAwait(false);
            if (!executionContext.RequestContext.Unmarshaller.HasStreamingProperty)
            {
                IResponseContext context = executionContext.ResponseContext;
                context.HttpResponse = await ReadAsync(context.HttpResponse, executionContext.RequestContext).ConfigureAwait(false);
            }

            return result;
        }
        catch (HttpErrorResponseException exception) when (exception.Response is not null)
        {
            IWebResponseData response = await ReadAsync(exception.Response, executionContext.RequestContext).ConfigureAwait(false);
            throw new HttpErrorResponseException(exception.Message, exception.InnerException, response);
        }
    }

    private static async Task<IWebResponseData> ReadAsync(IWebResponseData response, IRequestContext context)
    {
        using CancellationTokenSource timeout = CancellationTokenSource.CreateLinkedTokenSource(context.CancellationToken);
        using IHttpResponseBody body = response.ResponseBody;
        Stream source = await body.OpenResponseAsync().ConfigureAwait(false);

        // One byte more than announced, so that the end shows without another buffer.
        byte[] buffer = new byte[(int)Math.Clamp(response.ContentLength + 1, 512, 64 * 1024)];
        int filled = 0;
        while (true)
        {
            ValueTask<int> reading = source.ReadAsync(buffer.AsMemory(filled), timeout.Token);
            if (!reading.IsCompleted)
            {
                timeout.CancelAfter(context.ClientConfig.Timeout ?? s_defaultTimeout);
            }

            int count = await reading.ConfigureAwait(false);
            if (count == 0)
            {
                return new AwsBufferedResponse(response, new ArraySegment<byte>(buffer, 0, filled));
            }

            filled += count;
            if (filled == buffer.Length)
            {
                Array.Resize(ref buffer, Larger(buffer.Length));
            }
        }
    }

    private static int Larger(int length) =>
        length < MaximumBytes ? length * 2 : throw new AmazonClientException($"The answer is larger than {MaximumBytes} bytes.");
}
