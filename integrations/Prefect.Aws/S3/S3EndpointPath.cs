using Amazon.Runtime;
using Amazon.Runtime.Internal;

namespace Prefect.Aws;

/// <summary>
/// Moves an escaped path of the endpoint into the path of the request. The SDK signs an endpoint's path as if its escapes were no escapes,
/// and sends it as it stands: the store would see another request than was signed.
/// </summary>
internal sealed class S3EndpointPath : PipelineHandler
{
    private const string Label = "{EndpointPath+}";

    public override Task<T> InvokeAsync<T>(IExecutionContext executionContext)
    {
        Move(executionContext.RequestContext.Request);
        return base.InvokeAsync<T>(executionContext);
    }

    // Comes by again at each retry, with the address as it was left or resolved anew.
    private static void Move(IRequest request)
    {
        string path = request.Endpoint.AbsolutePath;
        if (!path.Contains('%', StringComparison.Ordinal))
        {
            return;
        }

        request.Endpoint = new Uri(request.Endpoint, "/");
        request.PathResources[Label] = Uri.UnescapeDataString(path.Trim('/'));
        if (!request.ResourcePath.StartsWith("/" + Label, StringComparison.Ordinal))
        {
            request.ResourcePath = $"/{Label}{request.ResourcePath}";
        }
    }
}
