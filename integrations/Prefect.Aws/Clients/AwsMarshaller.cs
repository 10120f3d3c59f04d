using System.Collections.ObjectModel;
using Amazon.Runtime;
using Amazon.Runtime.Internal;
using Amazon.Runtime.Internal.Transform;

namespace Prefect.Aws;

/// <summary>Puts a request in the form that the SDK's runtime sends.</summary>
internal sealed class AwsMarshaller(AwsService service) : IMarshaller<IRequest, AmazonWebServiceRequest>
{
    public IRequest Marshall(AmazonWebServiceRequest input)
    {
        AwsRequest request = (AwsRequest)input;
        DefaultRequest message = new(request, service.Id) { HttpMethod = request.Route.Verb };
        SetPath(message, request.Route.Path);
        if (request.Target is not null)
        {
            message.Headers["X-Amz-Target"] = request.Target;
        }

        foreach ((string name, string value) in request.Route.Headers ?? ReadOnlyDictionary<string, string>.Empty)
        {
            message.Headers[name] = value;
        }

        foreach ((string name, string value) in request.Route.Query ?? ReadOnlyDictionary<string, string>.Empty)
        {
            message.Parameters[name] = value;
            message.UseQueryString = true;
        }

        if (request.Body is not null)
        {
            message.Content = request.Body;
            message.Headers["Content-Type"] = request.ContentType;
        }

        return message;
    }

    // The runtime escapes what is put into a path, and must for the signature: it gets the segments unescaped.
    private static void SetPath(DefaultRequest message, string path)
    {
        if (!path.Contains('%', StringComparison.Ordinal))
        {
            message.ResourcePath = path;
            return;
        }

        string[] segments = path.Split('/');
        for (int index = 0; index < segments.Length; index++)
        {
            if (segments[index].Contains('%', StringComparison.Ordinal))
            {
                string name = $"{{segment{index}}}";
                message.AddPathResource(name, Uri.UnescapeDataString(segments[index]));
                segments[index] = name;
            }
        }

        message.ResourcePath = string.Join('/', segments);
    }
}
