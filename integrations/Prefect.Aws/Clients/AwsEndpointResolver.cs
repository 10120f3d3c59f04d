using Amazon.Runtime;
using Amazon.Runtime.Endpoints;
using Amazon.Runtime.Internal;

namespace Prefect.Aws;

/// <summary>Asks for the endpoint with what the client is set up with.</summary>
internal sealed class AwsEndpointResolver : BaseEndpointResolver
{
    private EndpointParameters? _parameters;

    protected override EndpointParameters MapEndpointsParameters(IRequestContext requestContext) =>
        _parameters ??= AwsEndpoints.Parameters(requestContext.ClientConfig);
}
