using Amazon.Runtime;
using Amazon.Runtime.Endpoints;
using Amazon.Runtime.Internal;
using Amazon.SecurityToken;
using Amazon.Util.Internal;

namespace Prefect.Aws;

/// <summary>The SDK's settings of a client, for any service.</summary>
internal sealed class AwsClientConfig : ClientConfig
{
    private readonly AwsService _service;

    public AwsClientConfig(AwsService service)
        : base(new DefaultConfigurationProvider(AmazonSecurityTokenServiceDefaultConfiguration.GetAllConfigurations()))
    {
        _service = service;
        ServiceId = service.Id;
        AuthenticationServiceName = service.SigningName;
        EndpointProvider = new AwsEndpoints(service);
        UserAgent = InternalSDKUtils.BuildUserAgentString(service.Id, typeof(AwsClientConfig).Assembly.GetName().Version?.ToString(3) ?? "0");
    }

    public override string ServiceVersion => _service.Version;

    public override string RegionEndpointServiceName => _service.EndpointPrefix;

    public override string UserAgent { get; }

    public override Endpoint DetermineServiceOperationEndpoint(ServiceOperationEndpointParameters parameters) =>
        EndpointProvider.ResolveEndpoint(AwsEndpoints.Parameters(this));

    /// <exception cref="AwsConfigurationException">No host can be made of these settings.</exception>
    public override void Validate()
    {
        base.Validate();
        EndpointProvider.ResolveEndpoint(AwsEndpoints.Parameters(this));
    }
}
