using Amazon.Runtime;
using Amazon.Runtime.Internal;
using Amazon.S3;

namespace Prefect.Aws;

/// <summary>
/// The SDK's client of Amazon S3. Its requests survive the renewal of credentials, and keys that begin with a slash go to buckets named in
/// the path as they are signed.
/// </summary>
internal sealed class AwsS3Client(AWSCredentials credentials, AmazonS3Config config) : AmazonS3Client(credentials, config)
{
    protected override void CustomizeRuntimePipeline(RuntimePipeline pipeline)
    {
        base.CustomizeRuntimePipeline(pipeline);
        pipeline.AddHandlerBefore<Signer>(new S3SlashKeys());
        pipeline.AddHandlerBefore<Signer>(new AwsKeySnapshot());
    }
}
