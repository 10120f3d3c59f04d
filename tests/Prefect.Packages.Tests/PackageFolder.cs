using System.Text.RegularExpressions;
using System.Xml.Linq;

namespace Prefect.Packages.Tests;

/// <summary>The packages under test: those that the build made, or, when a test project runs by itself, packed here.</summary>
internal sealed class PackageFolder
{
    private const string Variable = "PREFECT_TEST_PACKAGES";

    private PackageFolder(string path) => Path = path;

    public string Path { get; }

    public static async Task<PackageFolder> GetAsync(Workshop workshop)
    {
        if (Environment.GetEnvironmentVariable(Variable) is { Length: > 0 } given)
        {
            return new PackageFolder(System.IO.Path.GetFullPath(given));
        }

        PackageFolder folder = new(workshop.Combine("packages"));
        foreach (string project in Checkout.Projects().Where(IsPackable))
        {
            await PackAsync(project, folder.Path);
        }

        return folder;
    }

    /// <summary>Gives the version of a package, which is in the name of its file.</summary>
    public string VersionOf(string package)
    {
        Regex name = FileName(package);
        string? version = Directory.EnumerateFiles(Path, "*.nupkg")
            .Select(file => name.Match(System.IO.Path.GetFileName(file)))
            .FirstOrDefault(match => match.Success)?.Groups["version"].Value;
        return version ?? throw new InvalidOperationException($"There is no package {package} in {Path}. 'dotnet cake --target=Pack' makes it.");
    }

    private static Regex FileName(string package) =>
        new($@"^{Regex.Escape(package)}\.(?<version>\d+\.\d+.*)\.nupkg$", RegexOptions.IgnoreCase | RegexOptions.ExplicitCapture, TimeSpan.FromSeconds(1));

    private static bool IsPackable(string project) =>
        XDocument.Load(project).Descendants("IsPackable").Any(element => element.Value == "true");

    private static async Task PackAsync(string project, string folder)
    {
        // In the environment of this process: the checkout builds with its own caches.
        using System.Diagnostics.Process process = System.Diagnostics.Process.Start(
            new System.Diagnostics.ProcessStartInfo("dotnet", ["pack", project, "-c", "Release", "-o", folder, "-nologo", "-v", "q"])
            {
                UseShellExecute = false,
                RedirectStandardOutput = true,
            })!;
        string output = await process.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);
        await process.WaitForExitAsync(TestContext.Current.CancellationToken);
        process.ExitCode.ShouldBe(0, output);
    }
}
