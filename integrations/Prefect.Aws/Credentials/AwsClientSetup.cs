using System.Net;
using Amazon;
using Amazon.Runtime;
using Amazon.S3;
using Microsoft.Extensions.Logging;

namespace Prefect.Aws;

/// <summary>Carries client parameters over to the SDK's configuration of a client.</summary>
internal sealed partial class AwsClientSetup
{
    private const string LastResortRegion = "us-east-1";
    private const int MostRetries = 1_000_000;

    private readonly AwsClientParameters _parameters;
    private readonly AwsSession? _session;
    private readonly ILogger _logger;
    private readonly BotocoreConfig _config;

    public AwsClientSetup(AwsClientParameters parameters, AwsSession? session, ILogger logger)
    {
        _parameters = parameters;
        _session = session;
        _logger = logger;
        _config = new BotocoreConfig(parameters.Config);
        Endpoint = ParseEndpoint(parameters.EndpointUrl);
    }

    public Uri? Endpoint { get; }

    /// <summary>Whether requests go out unsigned.</summary>
    public bool IsAnonymous => _config.Text("signature_version") == "unsigned";

    /// <summary>Gives the region, or the one that holds where none is said.</summary>
    public string RegionOr(string? region) =>
        region ?? _config.Text("region_name") ?? MachineRegion.Find() ?? LastResortRegion;

    public void Apply(ClientConfig config, string? region, Uri? endpoint)
    {
        region = RegionOr(region);
        if (endpoint is null)
        {
            config.RegionEndpoint = RegionEndpoint.GetBySystemName(Checked(region));
            config.UseHttp = !_parameters.UseSsl;
            SignForRegionAtMachinesEndpoint(config, region);
        }
        else
        {
            config.ServiceURL = endpoint.AbsolutePath.Length > 1 ? endpoint.AbsoluteUri.TrimEnd('/') : endpoint.AbsoluteUri;
            config.AuthenticationRegion = region;
        }

        ApplyRetries(config);
        ApplyConnections(config);
        ApplyTrust(config);
        ApplyFlags(config);
        foreach (string key in _config.Unknown())
        {
            SettingIgnored(_logger, key);
        }
    }

    public void ApplyS3(AmazonS3Config config)
    {
        config.ForcePathStyle = _config.Text("s3", "addressing_style") switch
        {
            "path" => true,
            "virtual" => false,
            _ => Endpoint is not null,
        };
        config.UseAccelerateEndpoint = _config.Flag("s3", "use_accelerate_endpoint") ?? false;
        if (_config.Flag("s3", "use_arn_region") is { } useArnRegion)
        {
            config.UseArnRegion = useArnRegion;
        }
    }

    // Where the environment or a profile says the address, the SDK would sign for the machine's region, whatever this one is.
    private static void SignForRegionAtMachinesEndpoint(ClientConfig config, string region)
    {
        if (config.ServiceURL is not null)
        {
            config.AuthenticationRegion = region;
        }
    }

    // A region becomes part of host names.
    private static string Checked(string region) =>
        region.Length is > 0 and <= 63 && region.All(character => char.IsAsciiLetterOrDigit(character) || character == '-')
            ? region
            : throw new AwsConfigurationException("region_name", $"region_name must be the name of a region such as eu-central-1, not '{region}'.");

    private static Uri? ParseEndpoint(string? text)
    {
        if (string.IsNullOrEmpty(text))
        {
            return null;
        }

        return Uri.TryCreate(text, UriKind.Absolute, out Uri? endpoint) && endpoint.Scheme is "http" or "https"
            ? endpoint!
            : throw new AwsConfigurationException("endpoint_url", $"endpoint_url must be an absolute http or https address such as http://localhost:9000, not '{text}'.");
    }

    private void ApplyRetries(ClientConfig config)
    {
        if (_config.Number("retries", "total_max_attempts") is { } attempts)
        {
            config.MaxErrorRetry = (int)Math.Clamp(attempts - 1, 0, MostRetries);
        }
        else if (_config.Number("retries", "max_attempts") is { } retries)
        {
            config.MaxErrorRetry = (int)Math.Min(retries, MostRetries);
        }

        config.RetryMode = _config.Text("retries", "mode") == "adaptive" ? RequestRetryMode.Adaptive : RequestRetryMode.Standard;
    }

    private void ApplyConnections(ClientConfig config)
    {
        if (_config.Seconds("connect_timeout") is { } connect)
        {
            config.ConnectTimeout = connect;
        }

        if (_config.Seconds("read_timeout") is { } read)
        {
            config.Timeout = read;
        }

        config.MaxConnectionsPerServer = _config.Count("max_pool_connections") ?? config.MaxConnectionsPerServer;

        string scheme = Endpoint?.Scheme ?? (_parameters.UseSsl ? "https" : "http");
        if (_config.Text("proxies", scheme) is { } proxy)
        {
            config.SetWebProxy(ParseProxy(proxy));
        }
    }

    // The credentials of a proxy stand in its address, which therefore is in no message.
    private static WebProxy ParseProxy(string text)
    {
        string address = text.Contains("://", StringComparison.Ordinal) ? text : "http://" + text;
        if (!Uri.TryCreate(address, UriKind.Absolute, out Uri? uri))
        {
            throw new AwsConfigurationException("config", "proxies in config must hold absolute addresses by scheme, such as {\"https\": \"http://proxy:3128\"}.");
        }

        string[] user = uri.UserInfo.Split(':', 2);
        return new WebProxy(new UriBuilder(uri) { UserName = "", Password = "" }.Uri)
        {
            Credentials = user[0].Length == 0
                ? null
                : new NetworkCredential(Uri.UnescapeDataString(user[0]), Uri.UnescapeDataString(user.ElementAtOrDefault(1) ?? "")),
        };
    }

    private void ApplyTrust(ClientConfig config)
    {
        AwsTrust trust = AwsTrust.Of(_parameters, AwsBundle.Find(_session?.Profile), _logger);
        if (trust != AwsTrust.OfSystem)
        {
            config.HttpClientFactory = new AwsHttpClientFactory(trust);
        }
    }

    private void ApplyFlags(ClientConfig config)
    {
        config.UseDualstackEndpoint = _config.Flag("use_dualstack_endpoint") ?? config.UseDualstackEndpoint;
        config.UseFIPSEndpoint = _config.Flag("use_fips_endpoint") ?? config.UseFIPSEndpoint;
        config.DisableHostPrefixInjection = !(_config.Flag("inject_host_prefix") ?? !config.DisableHostPrefixInjection);
        if ((_config.Text("user_agent_appid") ?? _config.Text("user_agent_extra")) is { } application)
        {
            config.ClientAppId = application;
        }

        if (_config.Text("request_checksum_calculation") is { } calculation)
        {
            config.RequestChecksumCalculation = IsWhenRequired(calculation)
                ? RequestChecksumCalculation.WHEN_REQUIRED
                : RequestChecksumCalculation.WHEN_SUPPORTED;
        }

        if (_config.Text("response_checksum_validation") is { } validation)
        {
            config.ResponseChecksumValidation = IsWhenRequired(validation)
                ? ResponseChecksumValidation.WHEN_REQUIRED
                : ResponseChecksumValidation.WHEN_SUPPORTED;
        }
    }

    private static bool IsWhenRequired(string text) => text.Equals("when_required", StringComparison.OrdinalIgnoreCase);

    [LoggerMessage(Level = LogLevel.Warning, Message = "The setting '{Key}' in config of the client parameters has no counterpart in the SDK for .NET and is ignored.")]
    private static partial void SettingIgnored(ILogger logger, string key);
}
