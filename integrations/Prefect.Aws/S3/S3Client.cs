using Amazon.Runtime;
using Amazon.Runtime.Internal;
using Amazon.S3;

namespace Prefect.Aws;

/// <summary>A client that also sends keys that begin with a slash to buckets named in the path as it signs them.</summary>
internal sealed class S3Client(AWSCredentials credentials, AmazonS3Config config) : AmazonS3Client(credentials, config)
{
    protected override void CustomizeRuntimePipeline(RuntimePipeline pipeline)
    {
        base.CustomizeRuntimePipeline(pipeline);
        pipeline.AddHandlerBefore<Signer>(new S3SlashKeys());
    }
}
