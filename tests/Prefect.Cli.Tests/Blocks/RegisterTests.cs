using System.Text.Json;

namespace Prefect.Cli.Tests;

public sealed class RegisterTests
{
    [Fact]
    public async Task Registering_a_file_prints_count_names_and_what_to_do_next()
    {
        await using Tool tool = new();

        ToolResult result = await tool.RunAsync("block", "register", "--file", Acme.Compile(tool.Beside));

        result.ShouldBeDone();
        result.Output.ShouldBe(
            """
            Registered 2 block types of Acme.Blocks.
            ┌───────────────────┐
            │ Registered Blocks │
            ├───────────────────┤
            │ Acme Credentials  │
            │ Acme Bucket       │
            └───────────────────┘
            To create a block: dotnet prefect block create acme-bucket

            """);
        result.Error.ShouldBeEmpty();
    }

    [Fact]
    public async Task Registering_twice_answers_alike_and_leaves_one_of_each()
    {
        await using Tool tool = new();
        string file = Acme.Compile(tool.Beside);

        ToolResult first = await tool.RunAsync("block", "register", "-f", file);
        ToolResult second = await tool.RunAsync("block", "register", "-f", file);

        second.ShouldBe(first);
        string types = (await tool.RunAsync("block", "type", "ls", "-o", "json")).Output;
        types.Split("\"slug\": \"acme-bucket\"").Length.ShouldBe(2);
    }

    [Fact]
    public async Task Json_lists_the_registered_types_whole()
    {
        await using Tool tool = new();

        ToolResult result = await tool.RunAsync("block", "register", "-m", Acme.Compile(tool.Beside), "-o", "JSON");

        using JsonDocument json = JsonDocument.Parse(result.Output);
        json.RootElement.EnumerateArray().Select(type => type.GetProperty("slug").GetString())
            .ShouldBe(["acme-credentials", "acme-bucket"]);
        json.RootElement[0].GetProperty("schema").GetProperty("version").GetString().ShouldBe("1.2.3");
    }

    [Fact]
    public async Task A_package_beside_the_tool_is_found_by_name()
    {
        await using Tool tool = new();
        Acme.Compile(tool.Beside);

        (await tool.RunAsync("block", "register", "-m", "Acme.Blocks")).Output.ShouldStartWith("Registered 2 block types of Acme.Blocks.");
    }

    [Fact]
    public async Task A_package_is_found_through_the_newest_build_of_the_project()
    {
        await using Tool tool = new();
        tool.Write("App.csproj", "<Project />");
        string old = tool.Write("bin/Release/net10.0/App.deps.json", Project.Deps("Acme.Blocks", "lib/net10.0/Acme.Blocks.dll"));
        tool.Write("bin/Debug/net10.0/App.deps.json", Project.Deps("Acme.Blocks", "lib/net10.0/Acme.Blocks.dll"));
        File.SetLastWriteTimeUtc(old, new DateTime(2020, 1, 1, 0, 0, 0, DateTimeKind.Utc));
        Compiled.Trap(Path.Combine(tool.Project, "bin/Release/net10.0"), "Acme.Blocks", """{"format":1,"blocks":[],"models":[]}""");
        Acme.Compile(Path.Combine(tool.Project, "bin/Debug/net10.0"));

        (await tool.RunAsync("block", "register", "-m", "Acme.Blocks")).Output.ShouldStartWith("Registered 2 block types");
    }

    [Fact]
    public async Task A_package_of_a_library_is_found_in_the_package_folder_by_its_id_in_any_case()
    {
        await using Tool tool = new();
        tool.Write("Library.csproj", "<Project />");
        tool.Write("bin/Debug/net10.0/Library.deps.json", Project.Deps("Acme.Package", "lib/net10.0/Acme.Blocks.dll"));
        tool.Variables["NUGET_PACKAGES"] = Path.Combine(tool.Home, "packages");
        Acme.Compile(Path.Combine(tool.Home, "packages", "acme.package", "1.0.0", "lib", "net10.0"));

        (await tool.RunAsync("block", "register", "-m", "acme.package")).Output.ShouldStartWith("Registered 2 block types of acme.package.");
    }

    [Fact]
    public async Task A_package_of_a_project_that_was_only_restored_is_found()
    {
        await using Tool tool = new();
        string packages = Path.Combine(tool.Home, "packages");
        tool.Write("App.csproj", "<Project />");
        tool.Write("obj/project.assets.json", Project.Assets("Acme.Package", "lib/net10.0/Acme.Blocks.dll", packages));
        Acme.Compile(Path.Combine(packages, "acme.package", "1.0.0", "lib", "net10.0"));

        (await tool.RunAsync("block", "register", "-m", "Acme.Blocks")).Output.ShouldStartWith("Registered 2 block types");
    }

    [Fact]
    public async Task The_project_goes_before_the_tool()
    {
        await using Tool tool = new();
        tool.Write("App.csproj", "<Project />");
        tool.Write("bin/Debug/net10.0/App.deps.json", Project.Deps("Acme.Blocks", "lib/net10.0/Acme.Blocks.dll"));
        Acme.Compile(Path.Combine(tool.Project, "bin/Debug/net10.0"));
        Compiled.Trap(tool.Beside, "Acme.Blocks", """{"format":1,"blocks":[],"models":[]}""");

        (await tool.RunAsync("block", "register", "-m", "Acme.Blocks")).ShouldBeDone();
    }

    [Fact]
    public async Task A_damaged_list_of_libraries_is_passed_over()
    {
        await using Tool tool = new();
        tool.Write("App.csproj", "<Project />");
        tool.Write("bin/Debug/net10.0/App.deps.json", "{ not json");
        tool.Write("obj/project.assets.json", "[]");
        Acme.Compile(tool.Beside);

        (await tool.RunAsync("block", "register", "-m", "Acme.Blocks")).ShouldBeDone();
    }

    [Fact]
    public async Task A_package_that_is_nowhere_is_refused_with_the_places_that_were_looked_at()
    {
        await using Tool tool = new();
        tool.Write("App.csproj", "<Project />");

        ToolResult result = await tool.RunAsync("block", "register", "-m", "Acme.Blocks");

        result.ShouldFail("There is no assembly or package 'Acme.Blocks'");
        result.Error.ShouldContain("App.csproj (neither built nor restored: run 'dotnet build' first)");
        result.Error.ShouldContain(tool.Beside);
    }

    [Fact]
    public async Task A_type_that_another_assembly_declares_is_registered_with_those_that_refer_to_it()
    {
        await using Tool tool = new();
        Acme.Compile(tool.Beside);
        string manifest = Acme.Manifest.Replace("acme-bucket", "acme-archive", StringComparison.Ordinal);
        using JsonDocument parsed = JsonDocument.Parse(manifest);
        string archive = $$"""{"format":1,"blocks":[{{parsed.RootElement.GetProperty("blocks")[1].GetRawText()}}],"models":[]}""";
        string file = Compiled.Trap(tool.Beside, "Acme.Archive", archive);

        ToolResult result = await tool.RunAsync("block", "register", "-f", file);

        result.Output.ShouldStartWith("Registered 2 block types of Acme.Archive.");
        (await tool.Store.FindTypeAsync("acme-credentials", TestContext.Current.CancellationToken)).ShouldNotBeNull();
    }

    [Theory]
    [InlineData]
    [InlineData("-m", "Acme.Blocks", "-f", "Acme.Blocks.dll")]
    [InlineData("--builtin", "-m", "Acme.Blocks")]
    [InlineData("-m", "")]
    public async Task Anything_but_one_source_is_wrong_usage(params string[] sources)
    {
        await using Tool tool = new();

        (await tool.RunAsync(["block", "register", .. sources])).ShouldBeWrongUsage("Say what to register, in one way");
    }

    [Theory]
    [InlineData("blocks.txt")]
    [InlineData("blocks.csx")]
    [InlineData("../..")]
    public async Task A_file_that_is_not_called_an_assembly_is_wrong_usage(string file)
    {
        await using Tool tool = new();

        (await tool.RunAsync("block", "register", "-f", file)).ShouldBeWrongUsage("give a file whose name ends in .dll");
    }

    [Fact]
    public async Task A_file_that_is_not_there_is_refused()
    {
        await using Tool tool = new();

        (await tool.RunAsync("block", "register", "-f", "there/is/none.dll")).ShouldFail("There is no file");
    }

    [Fact]
    public async Task A_file_that_is_no_assembly_declares_no_types()
    {
        await using Tool tool = new();
        string file = tool.Write("Text.dll", "This is no assembly.");

        (await tool.RunAsync("block", "register", "-f", file)).ShouldFail("declares no block types");
    }

    [Fact]
    public async Task An_assembly_without_blocks_is_refused()
    {
        await using Tool tool = new();
        string file = Compiled.Assembly(tool.Project, "Plain", "public static class Nothing;");

        (await tool.RunAsync("block", "register", "-f", file)).ShouldFail("declares no block types");
    }

    [Theory]
    [InlineData("")]
    [InlineData("{")]
    [InlineData("[]")]
    [InlineData("""{"format":1,"blocks":[{"slug":"x"}]}""")]
    [InlineData("""{"format":1,"blocks":{}}""")]
    public async Task A_damaged_manifest_is_refused(string manifest)
    {
        await using Tool tool = new();
        string file = Compiled.Trap(tool.Project, "Damaged", manifest);

        (await tool.RunAsync("block", "register", "-f", file)).ShouldFail("damaged");
    }

    [Theory]
    [InlineData("\u001b[31mred")]
    [InlineData("../../etc")]
    [InlineData("naïve 模块")]
    [InlineData("[bold]markup[/]")]
    public async Task A_weird_name_is_printed_harmlessly(string name)
    {
        await using Tool tool = new();

        ToolResult result = await tool.RunAsync("block", "register", "-m", name);

        result.ExitCode.ShouldNotBe(ExitCodes.Done);
        result.Error.ShouldNotContain("\u001b");
        result.Error.ShouldContain(name.Replace("\u001b", "\\u001B", StringComparison.Ordinal));
    }
}
