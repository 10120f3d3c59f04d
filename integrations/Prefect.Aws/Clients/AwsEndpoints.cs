using Amazon.Runtime;
using Amazon.Runtime.Endpoints;
using Amazon.Runtime.Internal.Endpoints.StandardLibrary;

namespace Prefect.Aws;

/// <summary>Finds the address of a service in any partition, as the vendor's rules for these services say.</summary>
internal sealed class AwsEndpoints(AwsService service) : IEndpointProvider
{
    private const string Region = "Region";
    private const string Address = "Endpoint";
    private const string IsFips = "UseFIPS";
    private const string IsDualStack = "UseDualStack";

    private Resolved? _last;

    public static EndpointParameters Parameters(IClientConfig config) => new()
    {
        [Region] = config.RegionEndpoint?.SystemName,
        [Address] = config.ServiceURL,
        [IsFips] = config.UseFIPSEndpoint,
        [IsDualStack] = config.UseDualstackEndpoint,
    };

    /// <exception cref="AwsConfigurationException">No such host can be.</exception>
    public Endpoint ResolveEndpoint(EndpointParameters parameters)
    {
        // A client asks with the same parameters all its life.
        Resolved? last = _last;
        if (last?.Parameters != parameters)
        {
            _last = last = new Resolved(parameters, Resolve(parameters));
        }

        return last.Endpoint;
    }

    private Endpoint Resolve(EndpointParameters parameters)
    {
        bool isFips = parameters[IsFips] is true;
        bool isDualStack = parameters[IsDualStack] is true;
        if (parameters[Address] is string { Length: > 0 } address)
        {
            return isFips || isDualStack
                ? throw new AwsConfigurationException(
                    "endpoint_url", "endpoint_url says where requests go: use_fips_endpoint and use_dualstack_endpoint cannot be asked for beside it.")
                : new Endpoint(address);
        }

        return new Endpoint($"https://{Host((string)parameters[Region], isFips, isDualStack)}/");
    }

    private string Host(string region, bool isFips, bool isDualStack)
    {
        Partition partition = Fn.Partition(region);
        if ((isFips && partition["supportsFIPS"] is not true) || (isDualStack && partition["supportsDualStack"] is not true))
        {
            throw new AwsConfigurationException(
                "config", $"The partition of the region '{region}' has no endpoints of the kind that use_fips_endpoint or use_dualstack_endpoint asks for.");
        }

        string prefix = isFips ? FipsPrefix((string)partition["name"], isDualStack) : service.EndpointPrefix;
        return $"{prefix}.{region}.{partition[isDualStack ? "dualStackDnsSuffix" : "dnsSuffix"]}";
    }

    private string FipsPrefix(string partition, bool isDualStack)
    {
        string? exception = (partition, isDualStack) switch
        {
            ("aws", false) => service.CommercialFipsPrefix,
            ("aws-us-gov", false) => service.GovernmentFipsPrefix,
            _ => null,
        };
        return exception ?? service.EndpointPrefix + "-fips";
    }

    private sealed record Resolved(EndpointParameters Parameters, Endpoint Endpoint);
}
