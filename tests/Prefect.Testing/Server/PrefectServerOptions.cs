using System.Security.Cryptography.X509Certificates;

namespace Prefect.Testing;

/// <summary>How a <see cref="PrefectServer"/> behaves.</summary>
public sealed record PrefectServerOptions
{
    /// <summary><c>user:password</c> that each request has to bring as basic authentication; null asks for nothing.</summary>
    public string? AuthString { get; init; }

    /// <summary>Key that each request has to bring as a bearer token, as on Prefect Cloud; null asks for nothing.</summary>
    public string? ApiKey { get; init; }

    /// <summary>Whether changing requests need a token.</summary>
    public bool WantsCsrfToken { get; init; }

    /// <summary>How long such a token is good for.</summary>
    public TimeSpan CsrfTokenLifetime { get; init; } = TimeSpan.FromHours(1);

    /// <summary>Version that it says it has.</summary>
    public string Version { get; init; } = "3.8.3";

    /// <summary>A recording that it answers from, in place of its own answers.</summary>
    public WireReplay? Replay { get; init; }

    /// <summary>Certificate with its key, to be called over https with; null for http.</summary>
    public X509Certificate2? Certificate { get; init; }

    /// <summary>Its clock.</summary>
    public TimeProvider Clock { get; init; } = TimeProvider.System;
}
