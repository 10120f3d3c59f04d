using Amazon.Runtime;
using Amazon.Runtime.Internal;
using Amazon.S3;

namespace Prefect.Aws;

/// <summary>
/// The SDK's client of Amazon S3. Its requests survive the renewal of credentials, keys that begin with a slash and escapes in the
/// endpoint's path are sent as they are signed, and pages are no answers.
/// </summary>
internal sealed class AwsS3Client(AWSCredentials credentials, AmazonS3Config config) : AmazonS3Client(credentials, config)
{
    protected override void CustomizeRuntimePipeline(RuntimePipeline pipeline)
    {
        base.CustomizeRuntimePipeline(pipeline);
        pipeline.AddHandlerBefore<Signer>(new S3EndpointPath());
        pipeline.AddHandlerBefore<Signer>(new S3SlashKeys());
        pipeline.AddHandlerBefore<Signer>(new AwsKeySnapshot());
        pipeline.AddHandlerAfter<Unmarshaller>(new S3ForeignAnswers());
    }
}
