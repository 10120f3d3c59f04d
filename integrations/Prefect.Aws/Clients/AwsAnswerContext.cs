using Amazon.Runtime.Internal.Transform;

namespace Prefect.Aws;

/// <summary>Carries an answer through the SDK's runtime, which would have it read token by token.</summary>
internal sealed class AwsAnswerContext : UnmarshallerContext
{
    public AwsAnswerContext(IWebResponseData response, Stream body)
    {
        WebResponseData = response;
        Body = body;
    }

    public Stream Body { get; }

    public override string CurrentPath => "";

    public override int CurrentDepth => 0;

    public override bool IsStartElement => false;

    public override bool IsEndElement => false;

    public override bool IsStartOfDocument => true;
}
