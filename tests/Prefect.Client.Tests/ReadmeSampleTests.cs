namespace Prefect.Client.Tests;

public sealed class ReadmeSampleTests : SettingsTest
{
    [Fact]
    public void The_samples_of_the_README_run()
    {
        using IDisposable scope = PrefectSettings.Use(Load());
        PrefectSettings settings = PrefectSettings.Current;

        Console.WriteLine(settings.StoreKind);                      // Embedded, or Server once PREFECT_API_URL is set
        Console.WriteLine(settings.Api.RequestTimeout);             // typed
        Console.WriteLine(settings["PREFECT_API_URL"].Origin);      // where the value came from, with file and line

        ProfileCollection profiles = settings.LoadProfiles();
        profiles.Create("prod");
        profiles.Set("prod", "PREFECT_API_URL", "https://prefect.example.com/api");
        profiles.Use("prod");
        profiles.Save();

        Load().Api.Url.ShouldBe("https://prefect.example.com/api");
    }
}
