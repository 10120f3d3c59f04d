using System.Reflection;
using System.Runtime.CompilerServices;

namespace Prefect.PublicApi.Tests;

public sealed class PublicApiTests
{
    [Theory]
    [InlineData("Prefect.Client")]
    [InlineData("Prefect.Blocks")]
    [InlineData("Prefect.Aws")]
    public void Public_surface_is_the_recorded_one(string package)
    {
        string surface = PublicSurface.Describe(Assembly.Load(package));
        string record = RecordOf(package);
        if (Environment.GetEnvironmentVariable("UPDATE_PUBLIC_API") == "1")
        {
            File.WriteAllText(record, surface);
        }

        surface.ShouldBe(
            File.Exists(record) ? File.ReadAllText(record).ReplaceLineEndings("\n") : "",
            $"The public surface of {package} changed. If that is meant, run this project with UPDATE_PUBLIC_API=1 and review the difference.");
    }

    private static string RecordOf(string package, [CallerFilePath] string here = "") =>
        Path.Combine(Path.GetDirectoryName(here)!, package + ".txt");
}
