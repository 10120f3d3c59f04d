using Amazon.S3;
using Prefect.Blocks;

namespace Prefect.Aws;

/// <summary>Signs in to Amazon S3, or to a store that speaks its protocol.</summary>
public interface IS3Credentials : ICredentials<IAmazonS3>;
