using System.Text.Json.Nodes;
using Prefect.Blocks;

namespace Prefect.Aws;

/// <summary>How clients of the service are set up, beyond signing in.</summary>
[BlockModel]
public sealed partial record AwsClientParameters
{
    /// <summary>
    /// Version of the service's interface. Accepted for documents that Python saved, and without effect: the SDK for .NET speaks
    /// exactly one version of each service.
    /// </summary>
    [BlockField(Title = "API Version")]
    public string? ApiVersion { get; init; }

    /// <summary>Whether connections are encrypted, where the endpoint's address does not say so itself. Default: true.</summary>
    [BlockField(Title = "Use SSL")]
    public bool UseSsl { get; init; } = true;

    /// <summary>
    /// Whether the service's certificate is checked, or the path of a file of certificate authorities to check it by. Default: checked
    /// by what the system trusts.
    /// </summary>
    [BlockField(Format = "file-path")]
    public OneOf<bool, string>? Verify { get; init; }

    /// <summary>
    /// Path of a file of certificate authorities, in PEM, that the service's certificate is checked by. It has precedence over a path
    /// in <see cref="Verify"/>, and none over its being false.
    /// </summary>
    [BlockField(Title = "Certificate Authority Bundle File Path", Format = "file-path")]
    public string? VerifyCertPath { get; init; }

    /// <summary>Absolute address of the service, for stores other than Amazon's and for private endpoints.</summary>
    [BlockField(Title = "Endpoint URL")]
    public string? EndpointUrl { get; init; }

    /// <summary>
    /// Further settings, by their names in botocore: <c>signature_version</c>, <c>retries</c>, <c>connect_timeout</c>,
    /// <c>read_timeout</c>, <c>max_pool_connections</c>, <c>region_name</c>, <c>proxies</c>, <c>s3</c> and others. A setting that has no
    /// counterpart here is named in a warning and otherwise ignored.
    /// </summary>
    [BlockField(Title = "Botocore Config")]
    public JsonObject? Config { get; init; }
}
