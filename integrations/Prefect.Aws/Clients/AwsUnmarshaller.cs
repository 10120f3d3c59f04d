using System.Net;
using Amazon.Runtime;
using Amazon.Runtime.Internal.Transform;

namespace Prefect.Aws;

/// <summary>Turns what came back into an answer or an error. Nothing here keeps or logs a body.</summary>
internal sealed class AwsUnmarshaller(bool isStreaming) : ResponseUnmarshaller
{
    public static readonly AwsUnmarshaller Buffered = new(false);

    public static readonly AwsUnmarshaller Streaming = new(true);

    public override bool HasStreamingProperty => isStreaming;

    public override AmazonWebServiceResponse Unmarshall(UnmarshallerContext input)
    {
        AwsAnswerContext context = (AwsAnswerContext)input;
        return new AwsAnswer
        {
            Response = context.ResponseData,
            Body = context.Body,
            ResponseMetadata = new ResponseMetadata { RequestId = AwsErrorDocument.RequestIdOf(context.ResponseData) },
        };
    }

    public override AmazonServiceException UnmarshallException(UnmarshallerContext input, Exception innerException, HttpStatusCode statusCode)
    {
        AwsAnswerContext context = (AwsAnswerContext)input;
        return AwsErrorDocument.Read(context.ResponseData, context.Body).ToException(innerException, statusCode);
    }

    protected override UnmarshallerContext ConstructUnmarshallerContext(
        Stream responseStream, bool maintainResponseBody, IWebResponseData response, bool isException) =>
        new AwsAnswerContext(response, responseStream);

    protected override UnmarshallerContext ConstructUnmarshallerContext(
        Stream responseStream, bool maintainResponseBody, IWebResponseData response, bool isException, IRequestContext requestContext) =>
        new AwsAnswerContext(response, responseStream);

    protected override bool ShouldReadEntireResponse(IWebResponseData response, bool readEntireResponse) => false;
}
