using System.Collections.ObjectModel;
using Amazon.Runtime.Internal;

namespace Prefect.Aws;

/// <summary>What the SDK's runtime asks about a service.</summary>
internal sealed class AwsServiceMetadata(AwsService service) : IServiceMetadata
{
    public string ServiceId => service.Id;

    public IDictionary<string, string> OperationNameMapping => ReadOnlyDictionary<string, string>.Empty;
}
