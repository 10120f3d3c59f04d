using Prefect.Http;

namespace Prefect.Databricks;

/// <summary>The way to a workspace, shared by equal credentials.</summary>
internal sealed class DatabricksConnection
{
    private DatabricksConnection(RestClient api, DatabricksClientSettings settings)
    {
        Api = api;
        Settings = settings;
    }

    public RestClient Api { get; }

    public DatabricksClientSettings Settings { get; }

    /// <exception cref="DatabricksConfigurationException">The properties contradict each other, or one has a value that cannot be used.</exception>
    public static DatabricksConnection Of(DatabricksCredentials credentials)
    {
        DatabricksAccess access = DatabricksAccess.Current;
        return access.Opened.Get(credentials, "api", () => Open(credentials, access));
    }

    private static DatabricksConnection Open(DatabricksCredentials credentials, DatabricksAccess access)
    {
        Uri host = DatabricksHost.Address(credentials.DatabricksInstance);
        DatabricksSignIn.Check(credentials);
        DatabricksClientSettings settings = DatabricksClientSettings.Of(credentials.ClientKwargs);
        RestOptions options = new()
        {
            Address = new Uri(host, "api"),
            Connections = access.Connections ?? settings.Connect(),
            Headers = settings.Headers,
            RequestTimeout = settings.RequestTimeout,
            TotalTimeout = settings.TotalTimeout,
            Backoff = access.Backoff,
            TimeProvider = access.Clock,
        };
        RestOptions plain = options with { Headers = [.. settings.Headers.Where(static header => header.Key == "User-Agent")] };
        return new DatabricksConnection(new RestClient(options with { SignIn = DatabricksSignIn.Of(credentials, host, plain) }, DatabricksDialect.Instance), settings);
    }
}
