using Azure.Core.Pipeline;

namespace Prefect.Azure;

/// <summary>How Resource Manager is reached, besides signing in.</summary>
internal sealed record ArmAccess
{
    /// <summary>Address of Resource Manager; null for that of the cloud where one signs in.</summary>
    public Uri? Endpoint { get; init; }

    /// <summary>How long one answer may take.</summary>
    public TimeSpan RequestTimeout { get; init; } = TimeSpan.FromSeconds(100);

    public TimeProvider TimeProvider { get; init; } = TimeProvider.System;

    /// <summary>The way that requests take; null for the network.</summary>
    public HttpPipelineTransport? Transport { get; init; }

    public SignInWay SignIn => new() { Transport = Transport };
}
