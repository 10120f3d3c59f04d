using Amazon.Runtime;
using Amazon.Runtime.Internal;

namespace Prefect.Aws;

/// <summary>
/// Keeps the slash that a key begins with. The SDK joins an address that ends in the bucket's name to such a key with one slash, but
/// signs two; an address without a path is joined as it is signed, so the bucket's name moves to the resource.
/// </summary>
internal sealed class S3SlashKeys : PipelineHandler
{
    private const string Key = "{Key+}";

    public override void InvokeSync(IExecutionContext executionContext)
    {
        Keep(executionContext.RequestContext.Request);
        base.InvokeSync(executionContext);
    }

    public override Task<T> InvokeAsync<T>(IExecutionContext executionContext)
    {
        Keep(executionContext.RequestContext.Request);
        return base.InvokeAsync<T>(executionContext);
    }

    // Comes by again at each retry, with the address as it was left or resolved anew.
    private static void Keep(IRequest request)
    {
        string folder = request.Endpoint.AbsolutePath.TrimEnd('/');
        if (folder.Length == 0 || !request.PathResources.TryGetValue(Key, out string? key) || !key.StartsWith('/'))
        {
            return;
        }

        request.ResourcePath = $"{Uri.UnescapeDataString(folder)}/{Key}";
        request.Endpoint = new Uri(request.Endpoint, "/");
    }
}
