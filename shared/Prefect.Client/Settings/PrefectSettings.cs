using System.Diagnostics;

namespace Prefect.Client;

/// <summary>
/// An immutable snapshot of all settings. Precedence, strongest first: explicit, environment, <c>.env</c>, <c>prefect.toml</c>,
/// <c>pyproject.toml</c>, profile, default.
/// </summary>
[DebuggerDisplay("{ToString(),nq}")]
public sealed partial class PrefectSettings
{
    private readonly SettingsResolution _resolution;
    private readonly SettingsLoadOptions _options;

    internal PrefectSettings(SettingsResolution resolution, SettingsLoadOptions options, string profile, IReadOnlyList<SettingsIssue> issues)
    {
        _resolution = resolution;
        _options = options;
        ProfileName = profile;
        Issues = issues;
    }

    /// <summary>Name of the profile in use.</summary>
    public string ProfileName { get; }

    /// <summary>The folder of everything Prefect keeps on this machine.</summary>
    public PrefectHome Home => field ??= new PrefectHome(Read.Required("home"));

    /// <summary>The profiles file, as an absolute path. It need not exist.</summary>
    public string ProfilesPath => Read.Required("profiles_path");

    /// <summary>Whether everything logs at its most talkative.</summary>
    public bool DebugMode => Read.Switch("debug_mode");

    /// <summary>Whether profiles and files were left out, for tests.</summary>
    public bool TestMode => Read.Switch("testing.test_mode") || Read.Switch("testing.unit_test_mode");

    /// <summary>Address of the web interface without a slash at its end, derived from the API's unless set; <see langword="null"/> without either.</summary>
    public string? UiUrl => Read.Text("ui_url")?.TrimEnd('/');

    /// <summary>Whether the API's address is one of Prefect Cloud.</summary>
    public bool IsCloud => Read.Text("api.url") is { } url && UiAddress.IsCloud(url, Read.Required("cloud.api_url"));

    /// <summary>
    /// Where blocks, runs and logs are kept. Embedded without an API address, and in the profile <c>ephemeral</c>, unless the
    /// address comes from a stronger source than the profile.
    /// </summary>
    public StoreKind StoreKind
    {
        get
        {
            SettingValue address = _resolution.Get("api.url");
            bool isEphemeral = ProfileName is BuiltInProfiles.Ephemeral && !address.OverridesProfile;
            return !address.HasValue || isEphemeral ? StoreKind.Embedded : StoreKind.Server;
        }
    }

    /// <summary>How to reach the API.</summary>
    public ApiSettings Api => field ??= new ApiSettings(Read);

    /// <summary>How the client of the API behaves.</summary>
    public ClientSettings Client => field ??= new ClientSettings(Read);

    /// <summary>How to reach Prefect Cloud.</summary>
    public CloudSettings Cloud => field ??= new CloudSettings(Read);

    /// <summary>How the command line talks.</summary>
    public CliSettings Cli => field ??= new CliSettings(Read);

    /// <summary>What deployments start with.</summary>
    public DeploymentSettings Deployments => field ??= new DeploymentSettings(Read);

    /// <summary>How events are sent.</summary>
    public EventSettings Events => field ??= new EventSettings(Read);

    /// <summary>What flows start with.</summary>
    public FlowSettings Flows => field ??= new FlowSettings(Read);

    /// <summary>What is logged, and where to.</summary>
    public LoggingSettings Logging => field ??= new LoggingSettings(Read);

    /// <summary>How results are kept.</summary>
    public ResultSettings Results => field ??= new ResultSettings(Read);

    /// <summary>What tasks start with.</summary>
    public TaskSettings Tasks => field ??= new TaskSettings(Read);

    /// <summary>Where the embedded store is.</summary>
    public EmbeddedStoreSettings EmbeddedStore => field ??= new EmbeddedStoreSettings(Read);

    /// <summary>Every setting with its value and source, sorted by name.</summary>
    public IReadOnlyList<SettingValue> Values => field ??= [.. SettingsCatalog.All.Select(_resolution.Get)];

    /// <summary>What was found wrong without being worth failing for: unknown keys, settings of the server that make no sense.</summary>
    public IReadOnlyList<SettingsIssue> Issues { get; }

    /// <summary>The client of these settings, made when it is first asked for.</summary>
    internal PrefectApi SharedApi => field ?? Interlocked.CompareExchange(ref field, new PrefectApi(this), null) ?? field;

    private SettingReader Read => new(_resolution);

    /// <summary>Gets one setting's value and source.</summary>
    /// <param name="name">Name, older name or dotted path.</param>
    /// <exception cref="SettingsException">No setting has that name; the message offers the nearest one.</exception>
    public SettingValue this[string name] => _resolution.Get(SettingsCatalog.Find(name));

    /// <summary>Reads the profiles file these settings name, with the profile in use marked.</summary>
    /// <exception cref="SettingsException">The file cannot be read, is no TOML, or does not hold profiles.</exception>
    public ProfileCollection LoadProfiles() => ProfileCollection.Load(ProfilesPath, ProfileName);

    /// <summary>Returns the name of the profile and what is set, secrets masked.</summary>
    public override string ToString()
        => $"profile='{ProfileName}' " + string.Join(' ', Values.Where(value => value.IsSet).Select(value => value.ToString()));
}
