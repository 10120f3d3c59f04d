using System.Reflection;

namespace Prefect.Client;

/// <summary>What this client tells about itself, and the protocol that it speaks.</summary>
internal static class ApiProtocol
{
    /// <summary>The version of the API, as servers count it.</summary>
    public const string Version = "0.8.4";

    /// <summary>The version of Prefect's own client whose protocol is spoken: since this one, clients keep the leases of deployments.</summary>
    public static readonly Version Client = new(3, 4, 11);

    /// <summary>Servers find a client's version only in exactly this form, and take leases away from clients that they do not know.</summary>
    public static readonly string UserAgent = $"prefect/{Client} (API {Version})";

    /// <summary>The version of this package, for whoever reads a server's logs.</summary>
    public static readonly string PackageVersion =
        typeof(ApiProtocol).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion.Split('+')[0] ?? "0";
}
