using System.Text.Json;

namespace Prefect.Packages.Tests;

[Collection<PackageCollection>]
public sealed class FlowTests(InstalledPackages packages)
{
    private const string Program =
        """
        using Prefect.Aws;
        using Prefect.Flows;

        Console.WriteLine(await Acme.Reports.ReportFlow.RunAsync(3));
        Console.WriteLine(S3Tasks.UploadToBucketTask.Name);

        namespace Acme
        {
            /// <summary>What Acme reports.</summary>
            public static partial class Reports
            {
                /// <summary>Squares a number.</summary>
                [FlowTask(Retries = 1)]
                public static int Square(int number) => number * number;

                /// <summary>Adds squares up.</summary>
                [Flow]
                public static async Task<int> ReportAsync(int count) => (await SquareTask.Map(Enumerable.Range(1, count))).Sum();
            }
        }
        """;

    [Fact]
    public async Task A_flow_of_the_users_own_runs_and_is_listed_by_the_installed_command()
    {
        UserProject project = await packages.CreateProjectAsync("AcmeFlows", Program, "Prefect.Flows", "Prefect.Aws");
        (await project.BuildAsync()).ShouldSucceed().Output.ShouldNotContain(": warning ");

        CommandResult run = (await project.RunAsync()).ShouldSucceed();

        run.Output.ReplaceLineEndings("\n").ShouldBe("14\nupload-to-bucket\n");
        JsonElement listed = await ListAsync(project, "flow-run", "--flow-name", "report");
        listed.GetArrayLength().ShouldBe(1);
        listed[0].GetProperty("state").GetProperty("type").GetString().ShouldBe("COMPLETED");
        string id = listed[0].GetProperty("id").GetString().ShouldNotBeNull();
        (await ListAsync(project, "task-run", "--flow-run-id", id)).GetArrayLength().ShouldBe(3);
        (await packages.ToolAsync(project.Folder, "flow-run", "logs", id)).ShouldSucceed().Output.ShouldContain("Finished in state Completed()");
        (await packages.ToolAsync(project.Folder, "flow-run", "graph", id)).ShouldSucceed().Output.ShouldContain("flowchart");
    }

    [Fact]
    public async Task The_first_program_of_the_readme_of_flows_runs_on_that_package_alone()
    {
        UserProject project = await packages.CreateProjectAsync("FlowsReadme", ReadmeSample.First(Readme), "Prefect.Flows");
        (await project.BuildAsync()).ShouldSucceed().Output.ShouldNotContain(": warning ");

        (await project.RunAsync()).ShouldSucceed().Output.Trim().ShouldBe("2");

        JsonElement listed = await ListAsync(project, "flow-run", "--flow-name", "count-folder");
        listed[0].GetProperty("state").GetProperty("type").GetString().ShouldBe("COMPLETED");
    }

    [Fact]
    public async Task Every_sample_of_the_readme_of_flows_compiles_on_that_package_alone()
    {
        UserProject project = await packages.CreateProjectAsync("FlowsSamples", "Console.WriteLine();", "Prefect.Flows");
        IReadOnlyList<string> samples = ReadmeSample.All(Readme);
        for (int index = 1; index < samples.Count; index++)
        {
            packages.Workshop.Write($"FlowsSamples/Sample{index}.cs", Unit(samples[index], index));
        }

        (await project.BuildAsync()).ShouldSucceed().Output.ShouldNotContain(": warning ");
    }

    private static string Readme => Path.Combine("shared", "Prefect.Flows", "README.md");

    /// <summary>A sample is declarations, which later samples may use, or statements, which are put into a method.</summary>
    private static string Unit(string sample, int index)
    {
        const string Usings =
            """
            using System.Text.Json.Nodes;
            using Microsoft.Extensions.Logging;
            using Prefect.Blocks;
            using Prefect.Flows;

            """;
        bool isDeclaration = sample.StartsWith("///", StringComparison.Ordinal) || sample.StartsWith("public ", StringComparison.Ordinal);
        return isDeclaration ? Usings + sample
            : $"{Usings}\ninternal static class Sample{index}\n{{\npublic static async Task RunAsync()\n{{\nawait Task.CompletedTask;\n{sample}\n}}\n}}\n";
    }

    private async Task<JsonElement> ListAsync(UserProject project, string group, params string[] options)
    {
        CommandResult list = (await packages.ToolAsync(project.Folder, [group, "ls", .. options, "-o", "json"])).ShouldSucceed();
        using JsonDocument json = JsonDocument.Parse(list.Output);
        return json.RootElement.Clone();
    }
}
