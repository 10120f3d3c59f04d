using Prefect.Blocks;
using Prefect.DbtScript;
using Prefect.Shell;

namespace Prefect.Dbt.Tests.Core;

public sealed class DbtCoreOperationTests : CoreTest
{
    private DbtCoreOperation Operation => new()
    {
        Commands = ["dbt seed", "dbt run"],
        Env = new SecretDictionary { { "PATH", Dbt.SearchPath } },
        ProfilesDir = Dbt.ProfilesDir,
        ProjectDir = Dbt.ProjectDir,
    };

    [Fact]
    public async Task Each_command_gets_both_folders_in_quotes()
    {
        Dbt.WriteProfiles();
        IReadOnlyList<string> lines = await Operation.RunAsync(Token);

        string[] folders = ["--profiles-dir", Dbt.ProfilesDir, "--project-dir", Dbt.ProjectDir];
        Dbt.ProjectDir.ShouldContain(" ");
        Dbt.Calls.Select(call => call.Args).ShouldBe([["seed", .. folders], ["run", .. folders]]);
        lines.ShouldContain(line => line.EndsWith("Done. PASS=1 WARN=0 ERROR=0 SKIP=0 TOTAL=1", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Profile_is_there_for_the_commands_alone_and_for_nobody_else_to_read()
    {
        await (Operation with { DbtCliProfile = Profile }).RunAsync(Token);

        Dbt.Calls.ShouldAllBe(call => call.Profiles!.Contains(Password));
        Dbt.Calls.ShouldAllBe(call => call.ProfilesMode == (int)(UnixFileMode.UserRead | UnixFileMode.UserWrite));
        Directory.GetFileSystemEntries(Dbt.ProfilesDir).ShouldBeEmpty();
        Dbt.Calls.ShouldAllBe(call => !Directory.Exists(call.ProfilesDir));
    }

    [Fact]
    public async Task Profile_is_taken_away_after_commands_that_fail()
    {
        Dbt.Plan = Dbt.Plan with { Error = "Parsing Error\n  Invalid models config" };
        ShellException exception = await Should.ThrowAsync<ShellException>(() => (Operation with { DbtCliProfile = Profile }).RunAsync(Token));
        exception.ReturnCode.ShouldBe(2);
        Dbt.Calls.ShouldAllBe(call => call.Profiles!.Contains(Password) && !Directory.Exists(call.ProfilesDir));
    }

    [Fact]
    public async Task Profile_stands_in_for_one_that_is_there_and_that_one_stays_as_it_is()
    {
        Dbt.WriteProfiles();
        string before = await File.ReadAllTextAsync(ProfilesPath, Token);
        await (Operation with { DbtCliProfile = Profile, OverwriteProfiles = true }).RunAsync(Token);

        Dbt.Calls.ShouldAllBe(call => call.Profiles!.Contains("redshift") && call.Profiles != before);
        (await File.ReadAllTextAsync(ProfilesPath, Token)).ShouldBe(before);
    }

    [Fact]
    public async Task Profile_that_is_there_is_not_replaced_unasked()
    {
        Dbt.WriteProfiles();
        DbtConfigurationException exception = await Should.ThrowAsync<DbtConfigurationException>(() => (Operation with { DbtCliProfile = Profile }).RunAsync(Token));
        exception.Field.ShouldBe("overwrite_profiles");
        exception.Message.ShouldContain(ProfilesPath);
        Dbt.Calls.ShouldBeEmpty();
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Missing_profile_is_named_with_its_path(bool overwrite)
    {
        DbtConfigurationException exception = await Should.ThrowAsync<DbtConfigurationException>(() => (Operation with { OverwriteProfiles = overwrite }).RunAsync(Token));
        exception.Field.ShouldBe("dbt_cli_profile");
        exception.Message.ShouldContain(ProfilesPath);
        Dbt.Calls.ShouldBeEmpty();
    }

    [Fact]
    public async Task Folder_of_profiles_comes_from_the_environment_of_the_block()
    {
        Dbt.WriteProfiles();
        DbtCoreOperation operation = Operation with
        {
            ProfilesDir = null,
            Env = new SecretDictionary { { "PATH", Dbt.SearchPath }, { "DBT_PROFILES_DIR", Dbt.ProfilesDir } },
        };
        await operation.RunAsync(Token);
        Dbt.Calls.ShouldAllBe(call => call.ProfilesDir == Dbt.ProfilesDir);
    }

    [Fact]
    public void Folder_of_profiles_is_looked_for_in_order()
    {
        string home = Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.UserProfile), ".dbt");
        DbtProfilesFolder.Choose("/asked", _ => "/block", _ => "/process").ShouldBe("/asked");
        DbtProfilesFolder.Choose(null, _ => "/block", _ => "/process").ShouldBe("/block");
        DbtProfilesFolder.Choose(" ", _ => null, _ => "/process").ShouldBe("/process");
        DbtProfilesFolder.Choose(null, _ => null, _ => "").ShouldBe(home);
        DbtProfilesFolder.Choose("~/elsewhere").ShouldBe(Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.UserProfile), "elsewhere"));
    }

    [Fact]
    public async Task Operations_with_other_profiles_run_at_the_same_time()
    {
        const string OtherPassword = "papaya-dbt-core-5531";
        string go = Path.Combine(Dbt.ProjectDir, "go");
        Dbt.WriteProfiles();
        string before = await File.ReadAllTextAsync(ProfilesPath, Token);
        Dbt.Plan = Dbt.Plan with { Nodes = [new("model.shop.orders") { WaitsFor = go }] };
        DbtCliProfile other = Profile with { TargetConfigs = new TargetConfigs { Type = "redshift", Schema = "marts", Extras = new SecretDictionary { { "password", OtherPassword } } } };
        DbtCoreOperation operation = Operation with { Commands = ["dbt run"], DbtCliProfile = Profile, OverwriteProfiles = true };
        Task<IReadOnlyList<string>>[] running = [operation.RunAsync(Token), operation.RunAsync(Token), (operation with { DbtCliProfile = other }).RunAsync(Token)];
        while (Dbt.Calls.Count < running.Length)
        {
            await Task.Delay(10, Token);
        }

        (await File.ReadAllTextAsync(ProfilesPath, Token)).ShouldBe(before);
        await File.WriteAllTextAsync(go, "", Token);
        await Task.WhenAll(running);
        Dbt.Calls.Count(call => call.Profiles!.Contains(Password)).ShouldBe(2);
        Dbt.Calls.Count(call => call.Profiles!.Contains(OtherPassword)).ShouldBe(1);
        Dbt.Calls.ShouldAllBe(call => !Directory.Exists(call.ProfilesDir));
        (await File.ReadAllTextAsync(ProfilesPath, Token)).ShouldBe(before);
    }

    [Fact]
    public async Task Triggered_commands_are_closed_with_the_operation()
    {
        Dbt.Plan = Dbt.Plan with { Nodes = [new("model.shop.orders") { WaitsFor = Path.Combine(Dbt.ProjectDir, "never") }] };
        DbtCoreRun run;
        await using (DbtCoreOperation operation = Operation with { Commands = ["dbt run"], DbtCliProfile = Profile })
        {
            run = await operation.TriggerAsync(Token);
            while (Dbt.Calls.Count == 0)
            {
                await Task.Delay(10, Token);
            }

            Directory.Exists(Dbt.Calls.Single().ProfilesDir).ShouldBeTrue();
            run.ReturnCode.ShouldBeNull();
        }

        run.ReturnCode.ShouldNotBeNull().ShouldBeGreaterThan(128);
        Directory.Exists(Dbt.Calls.Single().ProfilesDir).ShouldBeFalse();
        await run.CloseAsync(Token);
    }

    [Fact]
    public async Task Profile_is_taken_away_though_nobody_waits()
    {
        DbtCoreRun run = await (Operation with { DbtCliProfile = Profile }).TriggerAsync(Token);
        while (run.ReturnCode is null || Dbt.Calls.Any(call => Directory.Exists(call.ProfilesDir)))
        {
            await Task.Delay(10, Token);
        }

        (await run.FetchResultAsync(Token)).ShouldNotBeEmpty();
    }

    [Fact]
    public void Working_folder_that_is_not_there_is_refused_at_once() =>
        Should.Throw<DbtConfigurationException>(() => Operation with { WorkingDir = Path.Combine(Dbt.ProjectDir, "missing") }).Field.ShouldBe("working_dir");

    [Theory]
    [InlineData("a\"b")]
    [InlineData("$(rm x)")]
    [InlineData("`id`")]
    public async Task Folder_that_would_be_a_command_is_refused(string folder)
    {
        Dbt.WriteProfiles();
        (await Should.ThrowAsync<DbtConfigurationException>(() => (Operation with { ProjectDir = folder }).RunAsync(Token))).Field.ShouldBe("project_dir");
    }

    [Fact]
    public async Task Check_tells_what_is_missing()
    {
        (await Operation.CheckAsync(Token)).Message.ShouldContain(ProfilesPath);
        Dbt.WriteProfiles();
        (await Operation.CheckAsync(Token)).Succeeded.ShouldBeTrue();
        (await (Operation with { ProjectDir = Dbt.ProfilesDir }).CheckAsync(Token)).Message.ShouldContain("dbt_project.yml");
        (await (Operation with { WorkingDir = Path.GetDirectoryName(Dbt.ProjectDir), ProjectDir = Path.GetFileName(Dbt.ProjectDir) }).CheckAsync(Token)).Succeeded.ShouldBeTrue();
        (await (Operation with { Shell = "no-such-shell" }).CheckAsync(Token)).Message.ShouldContain("no-such-shell");
    }
}
