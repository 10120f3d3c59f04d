// The build: dotnet tool restore && dotnet cake --target=NAME. CONTRIBUTING.md says what each target is for.
#nullable enable

using System.Xml.Linq;

string target = Argument("target", "Test");
string configuration = Argument("configuration", "Release");
bool ci = EnvironmentVariable("CI") == "true";
DirectoryPath artifacts = MakeAbsolute(Directory("artifacts"));
DirectoryPath packages = artifacts.Combine("packages");
DirectoryPath results = artifacts.Combine("test-results");
const string Solution = "Integrations.sln";

Task("Restore")
    .Description("Restores the packages of every project; a second and a third try forgive a hiccup of the network.")
    .Does(() => WithRetry(() => DotNetRestore(Solution)));

Task("Build")
    .Description("Builds everything with all analyzers; warnings are errors.")
    .IsDependentOn("Restore")
    .Does(() => DotNetBuild(Solution, new DotNetBuildSettings { Configuration = configuration, NoRestore = true }));

Task("Emulators")
    .Description("Installs the servers that tests run against, outside the checkout; says what it could not install and why.")
    .Does(() =>
    {
        if (IsRunningOnWindows())
        {
            Warning("Emulators need bash: tests that want one are skipped here.");
            return;
        }

        int code = StartProcess("bash", "tools/emulators/install.sh all");
        if (code != 0 && ci)
        {
            throw new CakeException("Emulators are missing, and with CI=true no test may be skipped.");
        }
    });

Task("Pack")
    .Description("Makes the NuGet packages and the tool in artifacts/packages.")
    .IsDependentOn("Build")
    .Does(() => PackAll());

Task("Test")
    .Description("Runs every test; with CI=true none may be skipped. --filter=EXPRESSION runs some of them.")
    .IsDependentOn("Emulators")
    .IsDependentOn("Pack")
    .Does(() => RunTests());

Task("Demo")
    .Description("Runs the main job: blocks registered, saved, loaded by name and used. Arguments after -- go to it.")
    .Does(() => DotNetRun("tools/Prefect.Demo", DemoArguments(), new DotNetRunSettings { Configuration = configuration }));

Task("Bench")
    .Description("Runs the benchmarks; --only=NAME runs one. Results belong into tests/Prefect.Benchmarks/RESULTS.md.")
    .IsDependentOn("Build")
    .Does(() => DotNetRun(
        "tests/Prefect.Benchmarks",
        new ProcessArgumentBuilder().Append(Argument("only", "all")),
        new DotNetRunSettings { Configuration = configuration, NoBuild = true }));

RunTarget(target);

void WithRetry(Action action)
{
    for (int attempt = 1; ; attempt++)
    {
        try
        {
            action();
            return;
        }
        catch (CakeException exception) when (attempt < 3)
        {
            Warning("Try {0} failed: {1}", attempt, exception.Message);
            System.Threading.Thread.Sleep(TimeSpan.FromSeconds(5 * attempt));
        }
    }
}

ProcessArgumentBuilder DemoArguments()
{
    ProcessArgumentBuilder arguments = new();
    if (HasArgument("storage"))
    {
        arguments.Append("--storage").AppendQuoted(Argument<string>("storage"));
    }

    return arguments;
}

void PackAll()
{
    CleanDirectory(packages);
    foreach (FilePath project in GetFiles("{shared,integrations,tools}/*/*.csproj"))
    {
        if (XDocument.Load(project.FullPath).Descendants("IsPackable").Any(element => element.Value == "true"))
        {
            // Not without restore: the tool is packed once per platform, and each platform has assets of its own.
            WithRetry(() => DotNetPack(project.FullPath, new DotNetPackSettings { Configuration = configuration, OutputDirectory = packages }));
        }
    }
}

void RunTests()
{
    CleanDirectory(results);
    List<string> failed = [];
    foreach (FilePath project in GetFiles("tests/*.Tests/*.csproj"))
    {
        try
        {
            DotNetTest(project.FullPath, new DotNetTestSettings
            {
                Configuration = configuration,
                NoBuild = true,
                Filter = Argument("filter", (string?)null),
                ResultsDirectory = results,
                Loggers = [$"trx;LogFileName={project.GetFilenameWithoutExtension()}.trx", "console;verbosity=minimal"],
                EnvironmentVariables = new Dictionary<string, string>
                {
                    ["PREFECT_TEST_PACKAGES"] = packages.FullPath,
                },
            });
        }
        catch (CakeException)
        {
            failed.Add(project.GetFilenameWithoutExtension().ToString());
        }
    }

    Report(failed);
}

void Report(List<string> failedProjects)
{
    XNamespace trx = "http://microsoft.com/schemas/VisualStudio/TeamTest/2010";
    int passed = 0, failed = 0;
    List<string> skipped = [];
    foreach (FilePath file in GetFiles(results + "/*.trx"))
    {
        foreach (XElement test in XDocument.Load(file.FullPath).Descendants(trx + "UnitTestResult"))
        {
            switch ((string?)test.Attribute("outcome"))
            {
                case "Passed":
                    passed++;
                    break;
                case "NotExecuted":
                    skipped.Add($"{(string?)test.Attribute("testName")}: {test.Descendants(trx + "Message").FirstOrDefault()?.Value}");
                    break;
                default:
                    failed++;
                    break;
            }
        }
    }

    foreach (string test in skipped)
    {
        Warning("Skipped {0}", test);
    }

    Console.WriteLine($"{passed} passed, {failed} failed, {skipped.Count} skipped");
    if (failedProjects.Count > 0 || failed > 0)
    {
        throw new CakeException($"Tests failed in {string.Join(", ", failedProjects)}.");
    }

    if (ci && skipped.Count > 0)
    {
        throw new CakeException("With CI=true no test may be skipped.");
    }

    if (passed == 0)
    {
        throw new CakeException("No test ran.");
    }
}
