using System.Text.Json;

namespace Prefect.Client.Tests.Settings;

public sealed class SettingsErrorTests : SettingsTest
{
    private const string Secret = "s3cr3t-value";

    [Theory]
    [InlineData("PREFECT_CLIENT_MAX_RETRIES", "many")]
    [InlineData("PREFECT_CLIENT_MAX_RETRIES", "-1")]
    [InlineData("PREFECT_CLIENT_RETRY_EXTRA_CODES", "99")]
    [InlineData("PREFECT_CLIENT_RETRY_JITTER_FACTOR", "NaN")]
    [InlineData("PREFECT_API_URL", "127.0.0.1:4200")]
    [InlineData("PREFECT_API_URL", "ftp://host/api")]
    [InlineData("PREFECT_LOGGING_LEVEL", "LOUD")]
    [InlineData("PREFECT_LOGGING_LOG_PRINTS", "maybe")]
    [InlineData("PREFECT_CLIENT_CUSTOM_HEADERS", "[1]")]
    [InlineData("PREFECT_TASKS_DEFAULT_RETRY_DELAY_SECONDS", "1,soon")]
    public void A_value_that_does_not_fit_is_refused_by_name_and_place(string name, string value)
    {
        Environment[name] = value;
        SettingsException error = Should.Throw<SettingsException>(() => Load());

        error.Key.ShouldBe(name);
        error.Message.ShouldContain($"environment variable {name}");
        error.Message.ShouldContain("expected");
    }

    [Fact]
    public void A_stronger_source_hides_a_value_that_does_not_fit()
    {
        WriteHere("prefect.toml", "client.max_retries = 'many'");
        Environment["PREFECT_CLIENT_MAX_RETRIES"] = "2";

        Load().Client.MaxRetries.ShouldBe(2);
    }

    [Fact]
    public void A_value_that_does_not_fit_a_server_setting_is_only_an_issue()
    {
        Environment["PREFECT_SERVER_API_PORT"] = "door";

        Load().Issues.ShouldHaveSingleItem().Key.ShouldBe("PREFECT_SERVER_API_PORT");
    }

    [Fact]
    public void A_broken_file_is_named_with_its_line()
    {
        string file = WriteHere("prefect.toml", "[client]\nmax_retries = \n");
        SettingsException error = Should.Throw<SettingsException>(() => Load());

        (error.File, error.Line).ShouldBe((file, 2));
    }

    [Fact]
    public void Loading_for_repair_lists_what_is_broken_and_goes_on()
    {
        WriteProfiles("active = [");
        WriteHere("prefect.toml", "client.max_retries = 'many'");
        PrefectSettings settings = PrefectSettings.Load(Options() with { IgnoreInvalidValues = true, Profile = "gone" });

        settings.Client.MaxRetries.ShouldBe(5);
        settings.Issues.Count(issue => issue.IsError).ShouldBe(3);
    }

    [Fact]
    public void An_unknown_key_is_an_issue_that_offers_the_nearest_name()
    {
        WriteProfiles("active = \"p\"\n[profiles.p]\nPREFECT_API_ULR = \"x\"\n");

        SettingsIssue issue = Load().Issues.ShouldHaveSingleItem();
        issue.Message.ShouldContain("Did you mean PREFECT_API_URL?");
        issue.Line.ShouldBe(3);
        Should.Throw<SettingsException>(() => SettingsCatalog.Find("PREFECT_API_KYE")).Message.ShouldContain("PREFECT_API_KEY");
    }

    [Fact]
    public void An_unknown_section_of_prefect_toml_is_an_issue()
    {
        WriteHere("prefect.toml", "[clinet]\nmax_retries = 1\n[client]\nmax_tries = 2\n");

        Load().Issues.Select(issue => issue.Key).ShouldBe(["clinet", "client.max_tries"], ignoreOrder: true);
    }

    [Fact]
    public void A_profile_that_was_asked_for_has_to_exist()
    {
        Environment["PREFECT_PROFILE"] = "prod";

        Should.Throw<SettingsException>(() => Load()).Message.ShouldContain("ephemeral, local, test, cloud");
    }

    [Fact]
    public void An_active_profile_that_is_gone_is_an_issue()
    {
        WriteProfiles("active = \"gone\"\n");
        PrefectSettings settings = Load();

        settings.ProfileName.ShouldBe("ephemeral");
        settings.Issues.ShouldHaveSingleItem().Message.ShouldContain("'gone'");
    }

    [Fact]
    public void No_secret_shows_anywhere()
    {
        Environment["PREFECT_API_KEY"] = Secret;
        Environment["PREFECT_API_AUTH_STRING"] = "admin:" + Secret;
        Environment["PREFECT_API_URL"] = $"http://user:{Secret}@host/api";
        Environment["PREFECT_CLIENT_CUSTOM_HEADERS"] = $$"""{"Authorization": "{{Secret}}"}""";
        Environment["PREFECT_DOTNET_KEY_RING"] = Secret;
        Environment["PREFECT_SERVER_DATABASE_CONNECTION_URL"] = $"postgresql://u:{Secret}@h/db";
        PrefectSettings settings = Load();

        settings.ToString().ShouldNotContain(Secret);
        string.Concat(settings.Values.Select(value => value.ToString())).ShouldNotContain(Secret);
        $"{settings.Api.Key} {settings.Api.AuthString} {settings.EmbeddedStore.KeyRing}".ShouldNotContain(Secret);
        JsonSerializer.Serialize(settings.Api.Key).ShouldNotContain(Secret);
        settings.UiUrl.ShouldBe("http://host");
        settings["api.url"].Display().ShouldBe("http://user:**********@host/api");
        settings.Api.Key!.Reveal().ShouldBe(Secret);
    }

    [Theory]
    [InlineData("PREFECT_CLIENT_CUSTOM_HEADERS")]
    [InlineData("PREFECT_API_URL")]
    public void A_refusal_does_not_show_a_secret(string name)
    {
        Environment[name] = $"x://user:{Secret}@host";

        Should.Throw<SettingsException>(() => Load()).ToString().ShouldNotContain(Secret);
    }

    [Fact]
    public void Text_that_is_no_UTF8_and_folders_in_place_of_files_are_refused()
    {
        File.WriteAllBytes(WriteHere("prefect.toml", ""), [0x61, 0xFF, 0xFE]);
        Should.Throw<SettingsException>(() => Load()).Message.ShouldContain("UTF-8");

        File.Delete(WriteHere("prefect.toml", ""));
        Directory.CreateDirectory(Profiles);
        Should.Throw<SettingsException>(() => Load()).Message.ShouldContain("folder");
    }
}
