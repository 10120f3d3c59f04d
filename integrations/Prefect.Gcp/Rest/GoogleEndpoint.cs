namespace Prefect.Gcp;

/// <summary>Where a service is reached.</summary>
/// <param name="Address">Its address, ending in a slash.</param>
/// <param name="IsEmulator">Whether it is an emulator, which nobody signs in to.</param>
internal sealed record GoogleEndpoint(Uri Address, bool IsEmulator = false)
{
    public const string PublicUniverse = "googleapis.com";

    /// <summary>The address: of this scope, of an emulator, of the variable that Google's command line reads, or of the universe.</summary>
    /// <exception cref="GcpConfigurationException">A variable has no address in it.</exception>
    public static GoogleEndpoint Of(GcpService service, string universe, GcpAccess access)
    {
        if (access.Endpoints?.Invoke(service) is { } given)
        {
            return new(WithSlash(given));
        }

        if (service.EmulatorVariable is { } emulator && Text(access, emulator) is { } host)
        {
            return new(Parse(emulator, host.Contains("://", StringComparison.Ordinal) ? host : $"http://{host}"), IsEmulator: true);
        }

        string variable = "CLOUDSDK_API_ENDPOINT_OVERRIDES_" + service.Override;
        return Text(access, variable) is { } address
            ? new(Secured(variable, Parse(variable, address)))
            : new(new Uri($"https://{service.Host.Replace(PublicUniverse, universe, StringComparison.Ordinal)}/"));
    }

    public bool Holds(Uri address) =>
        Uri.Compare(address, Address, UriComponents.SchemeAndServer, UriFormat.Unescaped, StringComparison.OrdinalIgnoreCase) == 0;

    private static string? Text(GcpAccess access, string variable) => access.Variable(variable) is { } text && text.Trim() is { Length: > 0 } value ? value : null;

    private static Uri Parse(string variable, string text) =>
        Uri.TryCreate(text, UriKind.Absolute, out Uri? address) && address.Scheme is "http" or "https"
            ? WithSlash(address)
            : throw new GcpConfigurationException(variable, $"The environment variable {variable} is no address: set it to one such as http://localhost:9199, or remove it.");

    // Whoever listens on the way would have the token.
    private static Uri Secured(string variable, Uri address) =>
        address.Scheme == Uri.UriSchemeHttps || address.IsLoopback
            ? address
            : throw new GcpConfigurationException(variable, $"The environment variable {variable} leads to an address without encryption: use https.");

    private static Uri WithSlash(Uri address) => address.AbsolutePath.EndsWith('/') ? address : new Uri(address.AbsoluteUri + "/");
}
