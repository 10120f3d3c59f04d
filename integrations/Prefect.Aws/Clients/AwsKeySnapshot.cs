using Amazon.Runtime;
using Amazon.Runtime.Internal;

namespace Prefect.Aws;

/// <summary>
/// Holds the key of one attempt fast. The SDK asks for it twice, for the token and for the signature, and a renewal may come in between:
/// the request would be refused.
/// </summary>
internal sealed class AwsKeySnapshot : PipelineHandler
{
    public override async Task<T> InvokeAsync<T>(IExecutionContext executionContext)
    {
        if (executionContext.RequestContext.ExplicitAWSCredentials is LinkCredentials link)
        {
            ImmutableCredentials key = await link.GetCredentialsAsync().ConfigureAwait(false);
            executionContext.RequestContext.Identity = key.UseToken
                ? new SessionAWSCredentials(key.AccessKey, key.SecretKey, key.Token)
                : new BasicAWSCredentials(key.AccessKey, key.SecretKey);
        }

        return await base.InvokeAsync<T>(executionContext).ConfigureAwait(false);
    }
}
