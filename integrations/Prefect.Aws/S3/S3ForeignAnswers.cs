using System.Net;
using Amazon.Runtime;
using Amazon.Runtime.Internal;
using Amazon.Runtime.Internal.Transform;
using Amazon.S3.Model;

namespace Prefect.Aws;

/// <summary>
/// Refuses pages: a proxy that asks to sign in, or a website at the wrong address, answers with success, and would be taken for an
/// object, for a folder without objects, or for an object that was written.
/// </summary>
internal sealed class S3ForeignAnswers : PipelineHandler
{
    private static readonly string[] s_marks = ["x-amz-request-id", "x-amz-id-2", "x-amzn-RequestId"];

    public override async Task<T> InvokeAsync<T>(IExecutionContext executionContext)
    {
        T result = await base.InvokeAsync<T>(executionContext).ConfigureAwait(false);
        IWebResponseData answer = executionContext.ResponseContext.HttpResponse;
        if (IsForeign(answer, executionContext.RequestContext.OriginalRequest))
        {
            answer.ResponseBody?.Dispose();
            throw new AmazonUnmarshallingException(null, lastKnownLocation: null, innerException: null, answer.StatusCode);
        }

        return result;
    }

    // An object may be a page, and then has a tag in stores that do not number their answers.
    private static bool IsForeign(IWebResponseData answer, AmazonWebServiceRequest request) =>
        answer is { IsSuccessStatusCode: true, StatusCode: not HttpStatusCode.NoContent, ContentLength: not 0 }
        && answer.ContentType?.StartsWith("text/html", StringComparison.OrdinalIgnoreCase) is true
        && !Array.Exists(s_marks, answer.IsHeaderPresent)
        && !(request is GetObjectRequest or GetObjectMetadataRequest && answer.IsHeaderPresent("ETag"));
}
