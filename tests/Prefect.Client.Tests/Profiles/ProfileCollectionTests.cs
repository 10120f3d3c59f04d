namespace Prefect.Client.Tests.Profiles;

public sealed class ProfileCollectionTests : SettingsTest
{
    private const string WrittenByPython = """
        active = "local"

        [profiles.local]
        PREFECT_API_URL = "http://127.0.0.1:4200/api"
        PREFECT_LOGGING_LOG_PRINTS = "True"

        [profiles."data team"]
        PREFECT_API_DATABASE_CONNECTION_URL = "sqlite+aiosqlite:///:memory:"
        PREFECT_NOT_INVENTED_YET = 5

        """;

    [Fact]
    public void Load_reads_what_Python_writes()
    {
        WriteProfiles(WrittenByPython);
        ProfileCollection profiles = ProfileCollection.Load(Profiles);

        profiles.ActiveName.ShouldBe("local");
        profiles.Names.ShouldBe(["ephemeral", "local", "test", "cloud", "data team"]);
        profiles.Get("local").Reveal("api.url").ShouldBe("http://127.0.0.1:4200/api");
        profiles.Get("local").IsBuiltIn.ShouldBeFalse();
        profiles.Get("ephemeral").IsBuiltIn.ShouldBeTrue();
        Load().Logging.LogPrints.ShouldBeTrue();
    }

    [Fact]
    public void A_missing_file_holds_the_profiles_that_come_with_Prefect()
    {
        ProfileCollection profiles = ProfileCollection.Load(Profiles);

        profiles.ActiveName.ShouldBe("ephemeral");
        profiles.Get("local").Reveal("PREFECT_API_URL").ShouldBe("http://127.0.0.1:4200/api");
        profiles.Get("test").Reveal("PREFECT_API_DATABASE_CONNECTION_URL").ShouldBe("sqlite+aiosqlite:///:memory:");
        profiles.Get("ephemeral").Reveal("PREFECT_SERVER_ALLOW_EPHEMERAL_MODE").ShouldBe("true");
        profiles.Get("cloud").Entries.ShouldBeEmpty();
        profiles.Validate().ShouldBeEmpty();
        profiles.Save();
        File.Exists(Profiles).ShouldBeFalse();
    }

    [Fact]
    public void Save_writes_the_simple_form_and_keeps_what_nobody_knows()
    {
        WriteProfiles("# mine\nversion = 1\nextra.a = [1, 'x']\n" + WrittenByPython);
        ProfileCollection profiles = ProfileCollection.Load(Profiles);
        profiles.Create("prod");
        profiles.Set("prod", "api.key", "a \"quoted\" \\ key");
        profiles.Save();

        File.ReadAllText(Profiles).ShouldBe("""
            active = "local"
            version = 1
            extra = { a = [1, "x"] }

            [profiles.local]
            PREFECT_API_URL = "http://127.0.0.1:4200/api"
            PREFECT_LOGGING_LOG_PRINTS = "True"

            [profiles."data team"]
            PREFECT_SERVER_DATABASE_CONNECTION_URL = "sqlite+aiosqlite:///:memory:"
            PREFECT_NOT_INVENTED_YET = 5

            [profiles.prod]
            PREFECT_API_KEY = "a \"quoted\" \\ key"

            """);
        ProfileCollection.Load(Profiles).Get("prod").Reveal("PREFECT_API_KEY").ShouldBe("a \"quoted\" \\ key");
    }

    [Fact]
    public void The_canonical_name_wins_when_an_older_one_is_rewritten()
    {
        WriteProfiles("[profiles.p]\nPREFECT_TASK_DEFAULT_RETRIES = '1'\nPREFECT_TASKS_DEFAULT_RETRIES = '2'\nPREFECT_FLOW_DEFAULT_RETRIES = 3\n");
        ProfileCollection profiles = ProfileCollection.Load(Profiles);
        profiles.Validate("p").Count.ShouldBe(2);
        profiles.Use("p");
        profiles.Save();

        File.ReadAllText(Profiles).ShouldBe("active = \"p\"\n\n[profiles.p]\nPREFECT_TASKS_DEFAULT_RETRIES = \"2\"\nPREFECT_FLOWS_DEFAULT_RETRIES = \"3\"\n");
    }

    [Fact]
    public void Use_puts_a_profile_that_comes_with_Prefect_into_the_file()
    {
        ProfileCollection profiles = ProfileCollection.Load(Profiles);
        profiles.Use("local");
        profiles.Save();

        File.ReadAllText(Profiles).ShouldBe("active = \"local\"\n\n[profiles.local]\nPREFECT_API_URL = \"http://127.0.0.1:4200/api\"\n");
        Load().StoreKind.ShouldBe(StoreKind.Server);
    }

    [Fact]
    public void Set_replaces_under_any_name_and_Unset_removes()
    {
        WriteProfiles("active = 'p'\n[profiles.p]\nPREFECT_TASK_DEFAULT_RETRIES = '1'\nSTRAY = 1\n");
        ProfileCollection profiles = Load().LoadProfiles();
        profiles.Set(profiles.CurrentName, "tasks.default_retries", "4").Name.ShouldBe("PREFECT_TASKS_DEFAULT_RETRIES");
        profiles.Save();
        PrefectSettings settings = Load();
        settings.Tasks.DefaultRetries.ShouldBe(4);
        settings["tasks.default_retries"].Origin.ShouldBe($"profile p, {Profiles}, line 4");

        profiles.Unset("p", "PREFECT_TASK_DEFAULT_RETRIES");
        profiles.Unset("p", "STRAY");
        profiles.Save();
        File.ReadAllText(Profiles).ShouldBe("active = \"p\"\n\n[profiles.p]\n");
        Should.Throw<SettingsException>(() => profiles.Unset("p", "api.url")).Message.ShouldContain("does not set it");
    }

    [Theory]
    [InlineData("PREFECT_HOME", "/tmp/x")]
    [InlineData("PREFECT_PROFILES_PATH", "/tmp/x")]
    [InlineData("PREFECT_DOTNET_STORE_PATH", "/tmp/x")]
    [InlineData("PREFECT_UNKNOWN", "1")]
    [InlineData("PREFECT_API_URL", "nowhere")]
    [InlineData("PREFECT_API_KEY", "**********")]
    [InlineData("PREFECT_API_KEY", "********")]
    public void Set_refuses_what_may_not_stand_in_a_profile(string key, string value)
    {
        ProfileCollection profiles = ProfileCollection.Load(Profiles);

        Should.Throw<SettingsException>(() => profiles.Set("local", key, value)).Key.ShouldBe(key);
        profiles.HasChanges.ShouldBeFalse();
    }

    [Fact]
    public void Profiles_are_created_copied_renamed_and_deleted()
    {
        WriteProfiles(WrittenByPython);
        ProfileCollection profiles = ProfileCollection.Load(Profiles);
        profiles.Create("copy", from: "local");
        profiles.Set("copy", "api.url", "http://other/api");
        profiles.Rename("local", "home");
        profiles.Delete("data team");
        profiles.Save();

        ProfileCollection saved = ProfileCollection.Load(Profiles);
        saved.ActiveName.ShouldBe("home");
        saved.Names.ShouldBe(["ephemeral", "local", "test", "cloud", "home", "copy"]);
        saved.Get("home").Reveal("api.url").ShouldBe("http://127.0.0.1:4200/api");
        saved.Get("copy").Reveal("api.url").ShouldBe("http://other/api");
    }

    [Fact]
    public void What_cannot_be_done_is_refused_with_the_reason()
    {
        WriteProfiles(WrittenByPython);
        Environment["PREFECT_PROFILE"] = "data team";
        ProfileCollection profiles = Load().LoadProfiles();

        Should.Throw<SettingsException>(() => profiles.Delete("local")).Message.ShouldContain("active");
        Should.Throw<SettingsException>(() => profiles.Delete("data team")).Message.ShouldContain("active");
        Should.Throw<SettingsException>(() => profiles.Delete("cloud")).Message.ShouldContain("comes with Prefect");
        Should.Throw<SettingsException>(() => profiles.Delete("none")).Message.ShouldContain("no profile 'none'");
        Should.Throw<SettingsException>(() => profiles.Create("local")).Message.ShouldContain("exists");
        Should.Throw<SettingsException>(() => profiles.Create("new", "none")).Message.ShouldContain("no profile 'none'");
        Should.Throw<SettingsException>(() => profiles.Rename("local", "cloud")).Message.ShouldContain("exists");
        Should.Throw<SettingsException>(() => profiles.Use("none")).Message.ShouldContain("data team");
        profiles.HasChanges.ShouldBeFalse();
    }

    [Theory]
    [InlineData("")]
    [InlineData(" ")]
    [InlineData(" x")]
    [InlineData("a\nb")]
    public void A_name_has_to_be_printable(string name)
        => Should.Throw<ArgumentException>(() => ProfileCollection.Load(Profiles).Create(name));

    [Theory]
    [InlineData("../up")]
    [InlineData("C:\\dir")]
    [InlineData("naïve.ü \"x\"")]
    public void Any_printable_name_survives_a_save(string name)
    {
        ProfileCollection profiles = ProfileCollection.Load(Profiles);
        profiles.Create(name);
        profiles.Use(name);
        profiles.Save();

        ProfileCollection.Load(Profiles).Get(ProfileCollection.Load(Profiles).ActiveName).Name.ShouldBe(name);
    }

    [Theory]
    [InlineData("active = 1")]
    [InlineData("profiles = 'x'")]
    [InlineData("profiles.p = 1")]
    [InlineData("[[profiles]]")]
    public void A_file_of_another_shape_is_refused_with_its_line(string text)
    {
        WriteProfiles("\n" + text);

        Should.Throw<SettingsException>(() => ProfileCollection.Load(Profiles)).Line.ShouldBe(2);
    }

    [Fact]
    public void PopulateDefaults_keeps_profiles_of_the_same_name()
    {
        WriteProfiles(WrittenByPython);
        ProfileCollection profiles = ProfileCollection.Load(Profiles);
        profiles.PopulateDefaults();
        profiles.Save();

        ProfileCollection.Load(Profiles).Get("cloud").IsBuiltIn.ShouldBeFalse();
        ProfileCollection.Load(Profiles).Get("local").Entries.Count.ShouldBe(2);
    }

    [Fact]
    public void Validate_finds_everything_and_shows_no_secret()
    {
        WriteProfiles("active = 'gone'\n[profiles.p]\nPREFECT_CLIENT_MAX_RETRIES = 'many'\nPREFECT_API_KYE = 's3cr3t'\nPREFECT_HOME = '/x'\n");
        IReadOnlyList<SettingsIssue> issues = ProfileCollection.Load(Profiles).Validate();

        issues.Count.ShouldBe(4);
        issues.Count(issue => issue.IsError).ShouldBe(1);
        string.Concat(issues.Select(issue => issue.Message)).ShouldNotContain("s3cr3t");
        ProfileCollection.Load(Profiles).Get("p").Entries[1].ToString().ShouldNotContain("s3cr3t");
    }
}
