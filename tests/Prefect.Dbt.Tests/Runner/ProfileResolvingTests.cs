using Prefect.Blocks;
using Prefect.Flows;
using Prefect.Gcp;
using Prefect.Snowflake;

namespace Prefect.Dbt.Tests.Runner;

public sealed class ProfileResolvingTests : RunnerTest
{
    private const string Password = "resolved-profile-canary-77d2";

    [Fact]
    public async Task Secrets_of_blocks_reach_dbt_by_its_environment_alone()
    {
        Project.Write("profiles.yml", """
            shop:
              target: "{{ prefect.variables.dbt_target }}"
              outputs:
                prod:
                  type: snowflake
                  account: "{{ prefect.blocks.snowflake-credentials.warehouse.account }}"
                  password: "{{ prefect.blocks.snowflake-credentials.warehouse.password }}"
                  again: '{{prefect.blocks.snowflake-credentials.warehouse.password}}'
                  url: "https://{{ prefect.blocks.snowflake-credentials.warehouse.account }}.example/{{ prefect.variables.dbt_target }}"
                  autocommit: "{{ prefect.blocks.snowflake-credentials.warehouse.autocommit }}"
                  threads: "{{ prefect.variables.dbt_threads }}"
                  token: "{{ prefect.blocks.secret.dbt-token }}"
                  own: "{{ env_var('HOME') }}"
            """);
        Project.Ready();

        FlowOutcome<DbtInvocationResult> state = await InFlowAsync(async () =>
        {
            await Variable.SetAsync("dbt_target", "prod");
            await Variable.SetAsync("dbt_threads", 8);
            await new SnowflakeCredentials { Account = "harbour-cranes-77d2", User = "loader", Password = Password, Autocommit = true }.SaveAsync("warehouse");
            await new Secret { Value = "dbt-token-canary-77d2" }.SaveAsync("dbt-token");
            return await Project.Runner.InvokeAsync(["build"], cancellationToken: Cancellation);
        });

        state.IsCompleted.ShouldBeTrue(state.Message);
        string seen = Project.Read("seen-profiles.yml");
        const string variable = "PREFECT_BLOCKS_SNOWFLAKE_CREDENTIALS_WAREHOUSE_";
        seen.ShouldContain($"password: \"{{{{ env_var('{variable}PASSWORD') }}}}\"");
        seen.ShouldContain($"again: \"{{{{ env_var('{variable}PASSWORD') }}}}\"");
        seen.ShouldContain($"url: \"https://{{{{ env_var('{variable}ACCOUNT') }}}}.example/prod\"");
        seen.ShouldContain($"autocommit: \"{{{{ env_var('{variable}AUTOCOMMIT') | as_bool }}}}\"");
        seen.ShouldContain("target: \"prod\"");
        seen.ShouldContain("threads: 8");
        seen.ShouldContain("own: \"{{ env_var('HOME') }}\"");
        seen.ShouldNotContain("canary");
        Project.Read("env").ShouldContain($"{variable}PASSWORD={Password}\n");
        Project.Read("env").ShouldContain("PREFECT_BLOCKS_SECRET_DBT_TOKEN=dbt-token-canary-77d2\n");
        Directory.Exists(Project.Read("profiles-dir")).ShouldBeFalse();
        Environment.GetEnvironmentVariable($"{variable}PASSWORD").ShouldBeNull();
        SecretMasker.Mask(Password).ShouldNotContain("canary");
        SecretMasker.Mask("harbour-cranes-77d2").ShouldBe("harbour-cranes-77d2");
    }

    [Fact]
    public async Task Object_in_a_variable_stands_in_the_file_as_an_object()
    {
        Project.Write("profiles.yml", "shop:\n  key: &key \"{{ prefect.variables.dbt_object }}\"\n  again: *key\n  list: [\"{{ prefect.variables.dbt_list }}\", b]\n");
        Project.Ready();

        FlowOutcome<DbtInvocationResult> state = await InFlowAsync(async () =>
        {
            await Variable.SetAsync("dbt_object", new Dictionary<string, object> { ["type"] = "service_account", ["port"] = 5 });
            await Variable.SetAsync("dbt_list", new[] { "a", "true" });
            return await Project.Runner.InvokeAsync(["build"], cancellationToken: Cancellation);
        });

        state.IsCompleted.ShouldBeTrue(state.Message);
        Project.Write("copy/profiles.yml", Project.Read("seen-profiles.yml"));
        PrefectDbtSettings copy = new() { ProfilesDir = Path.Combine(Project.Folder, "copy") };
        (await copy.LoadProfilesYmlAsync(Cancellation)).ToJsonString().ShouldBe(
            """{"shop":{"key":{"type":"service_account","port":5},"again":{"type":"service_account","port":5},"list":[["a","true"],"b"]}}""");
    }

    [Fact]
    public async Task Object_of_a_block_reaches_dbt_as_an_object()
    {
        Project.Write("profiles.yml", "shop:\n  key: \"{{ prefect.blocks.gcp-credentials.key-19aa.service_account_info }}\"\n");
        Project.Ready();

        FlowOutcome<DbtInvocationResult> state = await InFlowAsync(async () =>
        {
            await new GcpCredentials
            {
                ServiceAccountInfo = new SecretDictionary { { "type", "service_account" }, { "private_key", "resolved-object-canary-19aa" } },
            }.SaveAsync("key-19aa");
            return await Project.Runner.InvokeAsync(["build"], cancellationToken: Cancellation);
        });

        state.IsCompleted.ShouldBeTrue(state.Message);
        Project.Read("seen-profiles.yml").ShouldContain("{{ env_var('PREFECT_BLOCKS_GCP_CREDENTIALS_KEY_19AA_SERVICE_ACCOUNT_INFO') | as_native }}");
        Project.Read("env").ShouldContain("\"private_key\":\"resolved-object-canary-19aa\"");
        SecretMasker.Mask("resolved-object-canary-19aa").ShouldNotContain("canary");
    }

    [Theory]
    [InlineData("{{ prefect.blocks.secret.missing-77d2 }}", "secret/missing-77d2")]
    [InlineData("{{ prefect.blocks.secret }}", "SLUG.NAME.FIELD")]
    [InlineData("{{ prefect.variables.missing_77d2 }}", "missing_77d2")]
    public async Task Reference_that_leads_nowhere_is_named(string reference, string named)
    {
        Project.Write("profiles.yml", $"shop: {{a: \"{reference}\"}}");

        FlowOutcome<DbtInvocationResult> state = await InvokeAsync(Project.Ready().Runner, "build");

        state.Failure.ShouldBeOfType<DbtConfigurationException>().Message.ShouldContain(named);
        Project.Has("args").ShouldBeFalse();
    }

    [Fact]
    public async Task Anchors_of_the_file_stay_anchors()
    {
        Project.Write("profiles.yml", "base: &base\n  type: duckdb\n  schema: \"{{ prefect.variables.dbt_schema }}\"\nshop:\n  target: dev\n  outputs:\n    dev:\n      <<: *base\n    other: *base\n");
        Project.Ready();

        FlowOutcome<DbtInvocationResult> state = await InFlowAsync(async () =>
        {
            await Variable.SetAsync("dbt_schema", "main");
            return await Project.Runner.InvokeAsync(["build"], cancellationToken: Cancellation);
        });

        state.IsCompleted.ShouldBeTrue(state.Message);
        Project.Write("copy/profiles.yml", Project.Read("seen-profiles.yml"));
        TargetConfigs configs = await TargetConfigs.FromProfilesYmlAsync("shop", "dev", Path.Combine(Project.Folder, "copy"), cancellationToken: Cancellation);
        configs.Schema.ShouldBe("main");
        configs.Type.ShouldBe("duckdb");
    }

    [Fact]
    public async Task Profile_is_copied_byte_by_byte_when_it_refers_to_nothing()
    {
        const string text = "# my profile\nshop: {a: 'b'}\n";
        Project.Write("profiles.yml", text);
        await InvokeAsync(Project.Ready().Runner, "build");
        Project.Read("seen-profiles.yml").ShouldBe(text);
    }

    [Fact]
    public async Task Missing_profile_is_named_by_its_path()
    {
        File.Delete(Path.Combine(Project.Folder, "profiles.yml"));
        (await InvokeAsync(Project.Ready().Runner, "build")).Failure.ShouldBeOfType<DbtConfigurationException>()
            .Message.ShouldContain(Path.Combine(Project.Folder, "profiles.yml"));
        (await InvokeAsync(Project.Runner, "deps")).IsCompleted.ShouldBeTrue();
    }

    [Fact]
    public async Task Folders_may_begin_with_the_home_folder()
    {
        string home = Environment.GetFolderPath(Environment.SpecialFolder.UserProfile);
        PrefectDbtSettings settings = new() { ProfilesDir = "~/no-dbt-3b7e", ProjectDir = "~" };
        settings.ProfilesDir.ShouldBe(Path.Combine(home, "no-dbt-3b7e"));
        settings.ProjectDir.ShouldBe(home);
        (await Should.ThrowAsync<DbtConfigurationException>(() => Project.Runner.InvokeAsync(["build", "--profiles-dir", "~/no-dbt-3b7e"], cancellationToken: Cancellation)))
            .Message.ShouldContain(Path.Combine(home, "no-dbt-3b7e", "profiles.yml"));
    }

    [Fact]
    public async Task Settings_look_for_what_is_missing()
    {
        Project.Settings.ValidateForOrchestrator();
        Should.Throw<DbtConfigurationException>(() => (Project.Settings with { ProfilesDir = "/no/such" }).ValidateForOrchestrator()).Field.ShouldBe("profiles_dir");
        File.Delete(Path.Combine(Project.Folder, "dbt_project.yml"));
        Should.Throw<DbtConfigurationException>(() => Project.Settings.ValidateForOrchestrator()).Message.ShouldContain("dbt_project.yml");
        (await Project.Settings.LoadProfilesYmlAsync(Cancellation))["shop"]!["target"]!.GetValue<string>().ShouldBe("dev");
    }
}
