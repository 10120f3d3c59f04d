using System.Reflection;

namespace Prefect.PublicApi.Tests;

public sealed class PublicApiTests
{
    [Theory]
    [InlineData("Prefect.Client")]
    [InlineData("Prefect.Blocks")]
    [InlineData("Prefect.Flows")]
    [InlineData("Prefect.Http")]
    [InlineData("Prefect.Aws")]
    [InlineData("Prefect.Azure")]
    [InlineData("Prefect.Gcp")]
    [InlineData("Prefect.Databricks")]
    [InlineData("Prefect.Dbt")]
    [InlineData("Prefect.Shell")]
    [InlineData("Prefect.Snowflake")]
    [InlineData("Prefect.Sql")]
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

    /// <summary>Found from the output folder: the compiler's own paths are mapped away in a build server's build.</summary>
    private static string RecordOf(string package)
    {
        DirectoryInfo? folder = new(AppContext.BaseDirectory);
        while (folder is not null && !File.Exists(Path.Combine(folder.FullName, "Integrations.sln")))
        {
            folder = folder.Parent;
        }

        return Path.Combine(folder.ShouldNotBeNull().FullName, "tests", "Prefect.PublicApi.Tests", package + ".txt");
    }
}
