using System.Diagnostics;

namespace Prefect.Client.Tests.Profiles;

public sealed class ProfileSavingTests : SettingsTest
{
    private const UnixFileMode OwnerOnly = UnixFileMode.UserRead | UnixFileMode.UserWrite;

    [Fact]
    public async Task Many_writers_at_once_lose_nothing()
    {
        const int Writers = 24;
        await Parallel.ForAsync(0, Writers, TestContext.Current.CancellationToken, (i, _) =>
        {
            ProfileCollection profiles = ProfileCollection.Load(Profiles);
            profiles.Create($"p{i}");
            profiles.Save();
            return ValueTask.CompletedTask;
        });

        ProfileCollection.Load(Profiles).Names.Count(name => name.StartsWith('p')).ShouldBe(Writers);
        Directory.GetFiles(Home).ShouldHaveSingleItem();
    }

    [Fact]
    public void Changes_are_repeated_on_what_another_program_wrote_meanwhile()
    {
        ProfileCollection mine = ProfileCollection.Load(Profiles);
        mine.Set("local", "api.url", "http://mine/api");
        WriteProfiles("active = \"theirs\"\n\n[profiles.theirs]\n");
        mine.Save();

        File.ReadAllText(Profiles).ShouldBe("active = \"theirs\"\n\n[profiles.theirs]\n\n[profiles.local]\nPREFECT_API_URL = \"http://mine/api\"\n");
    }

    [Fact]
    public void A_change_that_no_longer_fits_leaves_the_file_as_it_is()
    {
        ProfileCollection mine = ProfileCollection.Load(Profiles);
        mine.Create("p");
        WriteProfiles("[profiles.p]\n");

        Should.Throw<SettingsException>(mine.Save).Message.ShouldContain("exists");
        File.ReadAllText(Profiles).ShouldBe("[profiles.p]\n");
    }

    [Fact]
    public void The_file_and_its_folder_are_for_the_user_only()
    {
        ProfileCollection profiles = ProfileCollection.Load(Profiles);
        profiles.Use("local");
        profiles.Save();

        if (OperatingSystem.IsWindows())
        {
            return;
        }

        File.GetUnixFileMode(Profiles).ShouldBe(OwnerOnly);
        File.GetUnixFileMode(Home).ShouldBe(OwnerOnly | UnixFileMode.UserExecute);
    }

    [Fact]
    public void A_link_to_the_file_stays_a_link()
    {
        if (OperatingSystem.IsWindows())
        {
            return;
        }

        string target = WriteHere("dotfiles.toml", "");
        Directory.CreateDirectory(Home);
        File.CreateSymbolicLink(Profiles, target);
        ProfileCollection profiles = ProfileCollection.Load(Profiles);
        profiles.Use("cloud");
        profiles.Save();

        File.ReadAllText(target).ShouldBe("active = \"cloud\"\n\n[profiles.cloud]\n");
        new FileInfo(Profiles).LinkTarget.ShouldBe(target);
    }

    [Fact]
    public void A_home_that_is_a_file_is_refused()
    {
        string file = WriteHere("home", "");
        Environment["PREFECT_HOME"] = file;
        PrefectSettings settings = Load();

        Should.Throw<SettingsException>(settings.Home.Create).Message.ShouldContain("in the way");
        ProfileCollection profiles = settings.LoadProfiles();
        profiles.Use("local");
        Should.Throw<SettingsException>(profiles.Save).File.ShouldBe(file);
    }

    [Theory]
    [InlineData("../x")]
    [InlineData("a/../../x")]
    [InlineData("..\\x")]
    [InlineData("/etc")]
    [InlineData("")]
    [InlineData("a\0b")]
    public void Home_keeps_inside_itself(string path)
        => Should.Throw<ArgumentException>(() => Load().Home.Combine(path));

    [Fact]
    public void Home_makes_folders_inside_itself()
    {
        PrefectHome home = Load().Home;

        home.CreateDirectory("storage/deep").ShouldBe(Path.Combine(Home, "storage", "deep"));
        Directory.Exists(home.Combine("storage/deep")).ShouldBeTrue();
    }

    [Fact]
    public void Loading_is_fast()
    {
        ProfileCollection profiles = ProfileCollection.Load(Profiles);
        profiles.PopulateDefaults();
        profiles.Save();
        WriteHere("prefect.toml", "[client]\nmax_retries = 3\n");
        _ = Load();

        // The best of many: whatever else the machine does makes some of them slow, never one of them quick.
        TimeSpan best = TimeSpan.MaxValue;
        for (int i = 0; i < 200; i++)
        {
            long start = Stopwatch.GetTimestamp();
            _ = Load().StoreKind;
            TimeSpan elapsed = Stopwatch.GetElapsedTime(start);
            best = elapsed < best ? elapsed : best;
        }

        best.ShouldBeLessThan(TimeSpan.FromMilliseconds(20));
    }
}
