namespace Prefect.Client.Tests.Settings;

public sealed class PrefectSettingsTests : SettingsTest
{
    [Fact]
    public void Without_anything_configured_the_embedded_store_holds()
    {
        PrefectSettings settings = Load();

        settings.ProfileName.ShouldBe("ephemeral");
        settings.StoreKind.ShouldBe(StoreKind.Embedded);
        settings.Home.Path.ShouldBe(Home);
        settings.ProfilesPath.ShouldBe(Profiles);
        settings.EmbeddedStore.StorePath.ShouldBe(Path.Combine(Home, "dotnet", "store.db"));
        settings.EmbeddedStore.KeysPath.ShouldBe(Path.Combine(Home, "keys"));
        settings.Results.LocalStoragePath.ShouldBe(Path.Combine(Home, "storage"));
        settings.UiUrl.ShouldBeNull();
        settings.Issues.ShouldBeEmpty();
        Directory.Exists(Home).ShouldBeFalse();
    }

    [Fact]
    public void The_defaults_are_those_of_Python()
    {
        PrefectSettings settings = Load();

        settings.Api.RequestTimeout.ShouldBe(TimeSpan.FromSeconds(60));
        settings.Client.RetryJitterFactor.ShouldBe(0.2);
        settings.Client.CsrfSupportEnabled.ShouldBeTrue();
        settings.Client.RetryExtraCodes.ShouldBeEmpty();
        settings.Results.DefaultSerializer.ShouldBe("pickle");
        settings.Tasks.DefaultRetryDelaySeconds.ShouldBe([0]);
        settings.Tasks.DefaultPersistResult.ShouldBeNull();
        settings.Flows.HeartbeatFrequency.ShouldBe(TimeSpan.FromSeconds(180));
        settings.Logging.Level.ShouldBe("INFO");
        settings.Logging.InternalLevel.ShouldBe("ERROR");
        settings.Logging.ToApiBatchInterval.ShouldBe(TimeSpan.FromSeconds(2));
        settings.Logging.ToApiMaxLogSize.ShouldBe(1_000_000);
        settings.Cli.Prompt.ShouldBeNull();
        settings.Cloud.UiUrl.ShouldBe("https://app.prefect.cloud");
    }

    [Fact]
    public void Every_default_fits_its_own_setting()
    {
        foreach (SettingDefinition definition in SettingsCatalog.All.Where(d => d.Default is not null))
        {
            SettingParser.Expected(definition, definition.Default!).ShouldBeNull(definition.Name);
        }
    }

    [Fact]
    public void Every_setting_is_listed_once_and_described()
    {
        SettingsCatalog.All.Count.ShouldBeGreaterThan(200);
        SettingsCatalog.All.Select(d => d.Name).ShouldBeUnique(StringComparer.Ordinal);
        SettingsCatalog.All.ShouldAllBe(d => d.Description.EndsWith('.') && d.Name.StartsWith("PREFECT_", StringComparison.Ordinal));
        Load().Values.Count.ShouldBe(SettingsCatalog.All.Count);
    }

    [Theory]
    [InlineData("local", null, StoreKind.Server)]
    [InlineData("ephemeral", null, StoreKind.Embedded)]
    [InlineData("cloud", null, StoreKind.Embedded)]
    [InlineData("ephemeral", "http://127.0.0.1:4200/api", StoreKind.Server)]
    public void Profile_and_address_decide_the_store(string profile, string? address, StoreKind expected)
    {
        if (address is not null)
        {
            Environment["PREFECT_API_URL"] = address;
        }

        PrefectSettings.Load(Options() with { Profile = profile }).StoreKind.ShouldBe(expected);
    }

    [Fact]
    public void An_address_in_the_ephemeral_profile_itself_does_not_count()
    {
        WriteProfiles("[profiles.ephemeral]\nPREFECT_API_URL = \"http://127.0.0.1:4200/api\"\n");

        Load().StoreKind.ShouldBe(StoreKind.Embedded);
    }

    [Theory]
    [InlineData("http://127.0.0.1:4200/api", "http://127.0.0.1:4200")]
    [InlineData("https://prefect.example.com/base/api/", "https://prefect.example.com/base")]
    [InlineData("https://api.prefect.cloud/api/accounts/a1/workspaces/w1", "https://app.prefect.cloud/account/a1/workspace/w1")]
    public void The_web_interface_follows_from_the_API(string api, string expected)
    {
        Environment["PREFECT_API_URL"] = api;

        Load().UiUrl.ShouldBe(expected);
    }

    [Fact]
    public void The_web_interface_may_be_set()
    {
        Environment["PREFECT_API_URL"] = "http://internal/api";
        Environment["PREFECT_UI_URL"] = "https://prefect.example.com/";

        Load().UiUrl.ShouldBe("https://prefect.example.com");
    }

    [Theory]
    [InlineData("https://app.prefect.cloud/account/a/workspace/w")]
    [InlineData("https://api.prefect.cloud/api/account/a/workspaces/w")]
    [InlineData("https://api.prefect.cloud/accounts/a/workspaces/w")]
    public void A_mistyped_address_is_an_issue_unless_silenced(string address)
    {
        Environment["PREFECT_API_URL"] = address;
        Load().Issues.ShouldHaveSingleItem().IsError.ShouldBeFalse();

        Environment["PREFECT_SILENCE_API_URL_MISCONFIGURATION"] = "true";
        Load().Issues.ShouldBeEmpty();
    }

    [Fact]
    public void Debug_mode_and_Prefect_Cloud_change_logging()
    {
        Environment["PREFECT_DEBUG_MODE"] = "on";
        Environment["PREFECT_LOGGING_LEVEL"] = "ERROR";
        Environment["PREFECT_API_URL"] = "https://api.prefect.cloud/api/accounts/a/workspaces/w";
        PrefectSettings settings = Load();

        settings.IsCloud.ShouldBeTrue();
        settings.Logging.Level.ShouldBe("DEBUG");
        settings.Logging.ToApiMaxLogSize.ShouldBe(25_000);
    }

    [Fact]
    public void Home_may_lie_elsewhere_and_takes_the_profiles_with_it()
    {
        Environment["PREFECT_HOME"] = "~/elsewhere";
        Load().ProfilesPath.ShouldBe(Path.Combine(Path.GetDirectoryName(Home)!, "elsewhere", "profiles.toml"));

        Environment["PREFECT_PROFILES_PATH"] = "$PREFECT_HOME/mine.toml";
        Load().ProfilesPath.ShouldBe(Path.Combine(Path.GetDirectoryName(Home)!, "elsewhere", "mine.toml"));
    }

    [Fact]
    public void Lists_and_headers_are_read_from_commas_JSON_and_TOML()
    {
        Environment["PREFECT_CLIENT_RETRY_EXTRA_CODES"] = "404, 429";
        Environment["PREFECT_TASKS_DEFAULT_RETRY_DELAY_SECONDS"] = "[1, 2.5]";
        Environment["SSL_CERT_FILE"] = "/etc/ca.pem";
        WriteHere("prefect.toml", "[logging]\nextra_loggers = ['a', 'b']\n[client.custom_headers]\nX-Team = 'data'\nuser-agent = 'mine'\n");
        PrefectSettings settings = Load();

        settings.Client.RetryExtraCodes.ShouldBe([404, 429]);
        settings.Tasks.DefaultRetryDelaySeconds.ShouldBe([1, 2.5]);
        settings.Logging.ExtraLoggers.ShouldBe(["a", "b"]);
        settings.Client.CustomHeaders.ShouldHaveSingleItem().Value.ShouldBe("data");
        settings.Issues.ShouldHaveSingleItem().Message.ShouldContain("user-agent");
        settings.Api.SslCertFile.ShouldBe("/etc/ca.pem");
    }

    [Theory]
    [InlineData("true", true)]
    [InlineData("True", true)]
    [InlineData("1", true)]
    [InlineData("YES", true)]
    [InlineData("on", true)]
    [InlineData(" false ", false)]
    [InlineData("0", false)]
    [InlineData("No", false)]
    [InlineData("OFF", false)]
    public void A_switch_understands_the_usual_words(string text, bool expected)
    {
        Environment["PREFECT_LOGGING_LOG_PRINTS"] = text;

        Load().Logging.LogPrints.ShouldBe(expected);
    }

    [Fact]
    public async Task Use_holds_inside_its_scope_and_across_awaits()
    {
        PrefectSettings outer = Load();
        PrefectSettings inner = Load();
        using (PrefectSettings.Use(outer))
        {
            using (PrefectSettings.Use(inner))
            {
                await Task.Yield();
                (await Task.Run(() => PrefectSettings.Current, TestContext.Current.CancellationToken)).ShouldBeSameAs(inner);
            }

            PrefectSettings.Current.ShouldBeSameAs(outer);
        }
    }

    [Fact]
    public void With_gives_values_explicitly_and_leaves_the_snapshot_alone()
    {
        PrefectSettings before = Load();
        PrefectSettings after = before.With(new Dictionary<string, string?>(StringComparer.Ordinal) { ["PREFECT_API_URL"] = "http://x/api" });

        before.StoreKind.ShouldBe(StoreKind.Embedded);
        after.StoreKind.ShouldBe(StoreKind.Server);
    }

    [Fact]
    public void The_settings_of_NET_come_from_the_environment_and_not_from_a_profile()
    {
        WriteProfiles("active = 'p'\n[profiles.p]\nPREFECT_DOTNET_STORE_PATH = '/profile'\nPREFECT_HOME = '/profile'\n");
        PrefectSettings settings = Load();
        settings.EmbeddedStore.StorePath.ShouldStartWith(Home);
        settings.Home.Path.ShouldBe(Home);
        settings.Issues.Count.ShouldBe(2);

        Environment["PREFECT_DOTNET_STORE_PATH"] = "/data/store.db";
        Load().EmbeddedStore.StorePath.ShouldBe("/data/store.db");
    }
}
