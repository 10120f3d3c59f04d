namespace Prefect.Client;

/// <summary>Loads a snapshot: reads the sources strongest first, then the profile they lead to, then derives the rest.</summary>
internal sealed class SettingsLoader
{
    private readonly SettingsLoadOptions _options;
    private readonly List<SettingsIssue> _issues = [];
    private readonly SettingsSources _sources;
    private readonly SettingsResolution _resolution;

    private SettingsLoader(SettingsLoadOptions options)
    {
        _options = options;
        _sources = new SettingsSources(options, _issues);
        _resolution = new SettingsResolution(_sources, options, _issues);
    }

    public static PrefectSettings Load(SettingsLoadOptions options)
    {
        SettingsLoader loader = new(options);
        return loader.Load();
    }

    private PrefectSettings Load()
    {
        _resolution.Apply(_sources.Explicit());
        _resolution.Apply(_sources.FromEnvironment());
        bool isTest = IsOn("testing.test_mode") || IsOn("testing.unit_test_mode");
        if (!isTest)
        {
            _resolution.Apply(_sources.FromDotEnv());
            _resolution.Apply(_sources.FromPrefectToml());
            _resolution.Apply(_sources.FromPyprojectToml());
        }

        string home = Text("home")!;
        _resolution.Derive("profiles_path", Path.Combine(home, "profiles.toml"), "PREFECT_HOME");
        string profile = isTest ? BuiltInProfiles.Ephemeral : ApplyProfile(Text("profiles_path")!);
        DeriveDefaults(home);
        WarnAboutAddress();
        WarnAboutHeaders();
        return new PrefectSettings(_resolution, _options, profile, _issues);
    }

    private string ApplyProfile(string path)
    {
        ProfileCollection profiles = _sources.Tolerate(() => ProfileCollection.Load(path)) ?? ProfileCollection.BuiltIn(path);
        Profile profile = Choose(profiles);
        SettingsLayer layer = new(SettingSource.Profile);
        foreach (ProfileEntry entry in profile.Entries)
        {
            if (entry.Definition is { IsAllowedInProfile: true } definition)
            {
                layer.Add(definition, entry.ToCandidate(profile));
            }
        }

        _resolution.Apply(layer);
        _issues.AddRange(ProfileChecks.OfUnusedKeys(profile));
        return profile.Name;
    }

    private Profile Choose(ProfileCollection profiles)
    {
        string? variable = _sources.Variables.GetValueOrDefault("PREFECT_PROFILE");
        string? wanted = string.IsNullOrEmpty(_options.Profile) ? variable : _options.Profile;
        if (!string.IsNullOrEmpty(wanted))
        {
            return _sources.Tolerate(() => profiles.Get(wanted)) ?? profiles.Get(BuiltInProfiles.Ephemeral);
        }

        if (profiles.TryGet(profiles.ActiveName, out Profile? active))
        {
            return active;
        }

        _issues.Add(ProfileChecks.OfMissingActive(profiles));
        return profiles.Get(BuiltInProfiles.Ephemeral);
    }

    private void DeriveDefaults(string home)
    {
        _resolution.Derive("results.local_storage_path", Path.Combine(home, "storage"), "PREFECT_HOME");
        _resolution.Derive("logging.config_path", Path.Combine(home, "logging.yml"), "PREFECT_HOME");
        _resolution.Derive("dotnet.store_path", Path.Combine(home, "dotnet", "store.db"), "PREFECT_HOME");
        _resolution.Derive("dotnet.runs_path", Path.Combine(home, "dotnet", "runs.db"), "PREFECT_HOME");
        _resolution.Derive("dotnet.keys_path", Path.Combine(home, "keys"), "PREFECT_HOME");
        string? certificates = _sources.Variables.GetValueOrDefault("SSL_CERT_FILE");
        _resolution.Derive("api.ssl_cert_file", string.IsNullOrEmpty(certificates) ? null : certificates, "SSL_CERT_FILE");

        string cloudApi = Text("cloud.api_url")!;
        _resolution.Derive("cloud.ui_url", UiAddress.OfCloud(cloudApi), "PREFECT_CLOUD_API_URL");
        string? api = Text("api.url");
        _resolution.Derive("ui_url", api is null ? null : UiAddress.Of(api, cloudApi, Text("cloud.ui_url")!), "PREFECT_API_URL");
        DeriveLogging(api is not null && UiAddress.IsCloud(api, cloudApi));
    }

    private void DeriveLogging(bool isCloud)
    {
        string? debugFrom = IsOn("debug_mode") ? "PREFECT_DEBUG_MODE" : IsOn("testing.test_mode") ? "PREFECT_TESTING_TEST_MODE" : null;
        if (debugFrom is not null)
        {
            _resolution.Force("logging.level", "DEBUG", debugFrom);
            _resolution.Force("internal.logging_level", "DEBUG", debugFrom);
        }

        string longest = Text("cloud.max_log_size")!;
        if (isCloud && SettingParser.TryInteger(longest, out long cloud)
            && SettingParser.TryInteger(Text("logging.to_api.max_log_size")!, out long own) && own > cloud)
        {
            _resolution.Force("logging.to_api.max_log_size", longest, "PREFECT_CLOUD_MAX_LOG_SIZE");
        }
    }

    private void WarnAboutAddress()
    {
        SettingValue address = _resolution.Get("api.url");
        if (address.Text is { } url && !IsOn("silence_api_url_misconfiguration") && UiAddress.Suspicion(url) is { } suspicion)
        {
            _issues.Add(new SettingsIssue(IsError: false, $"PREFECT_API_URL ({address.Origin}): {suspicion}", "PREFECT_API_URL"));
        }
    }

    private void WarnAboutHeaders()
    {
        if (Text("client.custom_headers") is null)
        {
            return;
        }

        foreach (string header in new SettingReader(_resolution).Map("client.custom_headers").Keys.Where(ClientSettings.IsOurs))
        {
            _issues.Add(new SettingsIssue(
                IsError: false,
                $"PREFECT_CLIENT_CUSTOM_HEADERS cannot replace {header}; that header is ignored. Remove it.",
                "PREFECT_CLIENT_CUSTOM_HEADERS"));
        }
    }

    private string? Text(string path) => _resolution.Get(path).Text;

    private bool IsOn(string path) => SettingParser.TryBoolean(Text(path) ?? "", out bool value) && value;
}
