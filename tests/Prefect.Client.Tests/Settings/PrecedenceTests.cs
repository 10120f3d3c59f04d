namespace Prefect.Client.Tests.Settings;

public sealed class PrecedenceTests : SettingsTest
{
    private const string Key = "PREFECT_CLIENT_MAX_RETRIES";

    [Fact]
    public void Each_source_wins_over_the_next_and_is_remembered()
    {
        SettingsLoadOptions options = Options();
        Expect(options, 5, SettingSource.Default);

        WriteProfiles($"active = \"mine\"\n\n[profiles.mine]\n{Key} = \"1\"\n");
        Expect(options, 1, SettingSource.Profile);

        WriteHere("pyproject.toml", "[project]\nname = 'x'\n[tool.prefect]\nclient.max_retries = 2\n");
        Expect(options, 2, SettingSource.PyprojectToml);

        WriteHere("prefect.toml", "[client]\nmax_retries = 3\n");
        Expect(options, 3, SettingSource.PrefectToml);

        WriteHere(".env", $"# settings\nexport {Key}='4'\n");
        Expect(options, 4, SettingSource.DotEnv);

        Environment[Key] = "6";
        Expect(options, 6, SettingSource.Environment);
        Expect(options with { Overrides = new Dictionary<string, string?>(StringComparer.Ordinal) { ["client.max_retries"] = "7" } }, 7, SettingSource.Explicit);
    }

    [Fact]
    public void An_origin_names_file_and_line()
    {
        string file = WriteHere("prefect.toml", "\n[client]\nmax_retries = 3\n");

        Load()[Key].Origin.ShouldBe($"{file}, line 3");
    }

    [Fact]
    public void The_canonical_name_wins_over_an_older_one_of_the_same_source_only()
    {
        Environment["PREFECT_LOCAL_STORAGE_PATH"] = "/old";
        Load().Results.LocalStoragePath.ShouldBe("/old");

        Environment["PREFECT_RESULTS_LOCAL_STORAGE_PATH"] = "/new";
        Load().Results.LocalStoragePath.ShouldBe("/new");

        Environment.Remove("PREFECT_RESULTS_LOCAL_STORAGE_PATH");
        WriteHere(".env", "PREFECT_RESULTS_LOCAL_STORAGE_PATH=/dotenv");
        Load().Results.LocalStoragePath.ShouldBe("/old");
    }

    [Theory]
    [InlineData("PREFECT_DEFAULT_RESULT_STORAGE_BLOCK", "results.default_storage_block")]
    [InlineData("PREFECT_TASK_DEFAULT_RETRIES", "tasks.default_retries")]
    [InlineData("PREFECT_FLOW_DEFAULT_RETRIES", "flows.default_retries")]
    [InlineData("PREFECT_LOGGING_INTERNAL_LEVEL", "internal.logging_level")]
    [InlineData("PREFECT_DEFAULT_WORK_POOL_NAME", "deployments.default_work_pool_name")]
    [InlineData("PREFECT_API_DATABASE_CONNECTION_URL", "server.database.connection_url")]
    [InlineData("prefect_api_url", "api.url")]
    public void An_older_name_finds_its_setting(string name, string path) => SettingsCatalog.Find(name).Path.ShouldBe(path);

    [Theory]
    [InlineData("PREFECT_TEST_MODE")]
    [InlineData("PREFECT_TESTING_UNIT_TEST_MODE")]
    public void A_test_mode_leaves_out_profiles_and_files(string variable)
    {
        WriteProfiles($"active = \"mine\"\n[profiles.mine]\n{Key} = \"1\"\n");
        WriteHere("prefect.toml", "client.max_retries = 3");
        WriteHere(".env", $"{Key}=4");
        Environment[variable] = "1";

        Load().Client.MaxRetries.ShouldBe(5);
    }

    [Fact]
    public void An_empty_variable_means_none_where_a_setting_may_be_absent()
    {
        WriteProfiles("active = \"local\"\n[profiles.local]\nPREFECT_API_URL = \"http://x/api\"\nPREFECT_CLIENT_MAX_RETRIES = \"1\"\n");
        Environment["PREFECT_API_URL"] = "";
        Environment[Key] = "";
        PrefectSettings settings = Load();

        settings.Api.Url.ShouldBeNull();
        settings.StoreKind.ShouldBe(StoreKind.Embedded);
        settings.Client.MaxRetries.ShouldBe(1);
    }

    private static void Expect(SettingsLoadOptions options, int value, SettingSource source)
    {
        PrefectSettings settings = PrefectSettings.Load(options);
        settings.Client.MaxRetries.ShouldBe(value);
        settings[Key].Source.ShouldBe(source);
    }
}
