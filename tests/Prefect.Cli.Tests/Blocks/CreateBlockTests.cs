using System.Text.Json;
using Prefect.Blocks;
using Prefect.Testing;

namespace Prefect.Cli.Tests;

public sealed class CreateBlockTests
{
    private static readonly string[] s_fromInput = ["block", "create", "acme-credentials", "--from", "-"];

    private readonly Canary _token = Canary.Generate("token");

    [Fact]
    public async Task A_json_file_becomes_a_block_whose_secret_is_never_printed()
    {
        await using Tool tool = new();
        await tool.RegisterAcmeAsync();
        tool.Write("main.json", Acme.Credentials(_token));

        ToolResult result = await tool.RunAsync("block", "create", "acme-credentials", "--from", "main.json");

        result.ShouldBeDone();
        result.Output.ShouldBe("Saved the block 'acme-credentials/main'.\n");
        (await RevealAsync(tool, "main")).GetProperty("token").GetString().ShouldBe(_token.Value);
        await tool.RunAsync("block", "inspect", "acme-credentials/main");
        await tool.RunAsync("block", "inspect", "acme-credentials/main", "-o", "json");
        await tool.RunAsync("block", "create", "acme-credentials", "--from", "main.json");
        new LeakSweep(_token).AssertClean(tool.Printed);
    }

    [Fact]
    public async Task Name_and_overwrite_on_the_command_line_win_over_the_file()
    {
        await using Tool tool = new() { Input = Acme.Credentials(_token) };
        await tool.RegisterAcmeAsync();

        (await tool.RunAsync([.. s_fromInput, "--name", "other", "-o", "json"])).Output.ShouldContain("\"name\": \"other\"");
        (await tool.RunAsync([.. s_fromInput, "--name", "other"])).ShouldFail("exists already");
        (await tool.RunAsync([.. s_fromInput, "--name", "other", "--overwrite"])).ShouldBeDone();
    }

    [Theory]
    [InlineData("[", 200_000, "nested deeper")]
    [InlineData("- ", 100_000, "nested deeper")]
    public async Task Deep_yaml_is_refused_rather_than_ending_the_process(string piece, int times, string problem)
    {
        await using Tool tool = new() { Input = string.Concat(Enumerable.Repeat(piece, times)) };
        await tool.RegisterAcmeAsync();
        (await tool.RunAsync(s_fromInput)).ShouldFail(problem);
    }

    [Fact]
    public async Task Secret_that_its_schema_keeps_as_plain_text_is_masked_when_shown()
    {
        await using Tool tool = new()
        {
            Input = $$"""
                {"name": "account", "data": {
                  "aws_access_key_id": "AKIAIOSFODNN7EXAMPLE",
                  "aws_session_token": {{JsonSerializer.Serialize(_token.Value)}},
                  "assume_role_kwargs": {"TokenCode": {{JsonSerializer.Serialize(_token.Value)}} } } }
                """,
        };
        (await tool.RunAsync("block", "register", "-f", Path.Combine(AppContext.BaseDirectory, "Prefect.Aws.dll"))).ShouldBeDone();
        (await tool.RunAsync("block", "create", "aws-credentials", "--from", "-")).ShouldBeDone();

        (await tool.RunAsync("block", "inspect", "aws-credentials/account")).Output.ShouldContain("AKIAIOSFODNN7EXAMPLE");
        (await tool.RunAsync("block", "inspect", "aws-credentials/account", "-o", "json")).Output.ShouldContain("\"aws_session_token\": \"********\"");
        new LeakSweep(_token).AssertClean(tool.Printed);
    }

    [Fact]
    public async Task Yaml_scalars_are_typed_as_yaml_says()
    {
        await using Tool tool = new() { Input = Acme.Credentials(_token) };
        await tool.RegisterAcmeAsync();
        (await tool.RunAsync(s_fromInput)).ShouldBeDone();
        Guid id = (await tool.Store.FindAsync("acme-credentials", "main", SecretHandling.Mask, TestContext.Current.CancellationToken))!.Id;
        tool.Write("bucket.yaml", $$"""
            name: landing
            data:
              bucket_name: "007"
              credentials: {$ref: {block_document_id: {{id}} } }
              retries: 0x10
              ratio: 1.5
              is_public: true
              tags: [a, 'true', "1"]
              extra: {nothing: ~, deep: {list: [1, no, 2026-11-20]} }
            """);

        (await tool.RunAsync("block", "create", "acme-bucket", "--from", "bucket.yaml")).ShouldBeDone();

        JsonElement data = await RevealAsync(tool, "landing", "acme-bucket");
        data.GetProperty("bucket_name").GetString().ShouldBe("007");
        data.GetProperty("retries").GetInt32().ShouldBe(16);
        data.GetProperty("ratio").GetDouble().ShouldBe(1.5);
        data.GetProperty("is_public").GetBoolean().ShouldBeTrue();
        data.GetProperty("tags").GetRawText().ShouldBe("""["a","true","1"]""");
        data.GetProperty("extra").GetRawText().ShouldBe("""{"nothing":null,"deep":{"list":[1,"no","2026-11-20"]}}""");
    }

    [Fact]
    public async Task Yaml_comes_through_the_standard_input_too()
    {
        await using Tool tool = new() { Input = "name: main\ndata:\n  user: ada\n  token: !!str 12345678\n" };
        await tool.RegisterAcmeAsync();

        (await tool.RunAsync(s_fromInput)).ShouldBeDone();

        (await RevealAsync(tool, "main")).GetProperty("token").GetString().ShouldBe("12345678");
    }

    [Theory]
    [InlineData("", "it holds no object")]
    [InlineData("[1]", "it holds no object")]
    [InlineData("{\"name\": 5, \"data\": {}}", "its \"name\" is no text")]
    [InlineData("{\"name\": \"x\"}", "its \"data\" is no object")]
    [InlineData("{\"name\": \"x\", \"data\": {}, \"more\": 1}", "it has a 'more' at the top")]
    [InlineData("{\"name\": \"x\", \"data\": {\"a\": 1, \"a\": 2}}", "a key stands in it twice")]
    [InlineData("{\"name\": \"x\", \"data\": {\"token\": hunter2-hunter2}}", "it is no JSON. Look at line 1")]
    [InlineData("name: x\nname: y\ndata: {}", "it is no YAML, or a key stands in it twice. Look at line 2")]
    [InlineData("name: x\ndata: {token: *hunter2-hunter2}", "it is no YAML")]
    [InlineData("--- 1\n--- 2\n", "it holds 2 YAML documents")]
    [InlineData("name: x\ndata: {? [a] : b}", "a key that is no text")]
    [InlineData("name: x\ndata: {number: .nan}", "a number that JSON cannot hold")]
    [InlineData("name: x\ndata: &again {inner: *again}", "nested deeper")]
    public async Task Input_of_another_shape_is_refused_without_quoting_it(string input, string problem)
    {
        await using Tool tool = new() { Input = input };
        await tool.RegisterAcmeAsync();

        ToolResult result = await tool.RunAsync([.. s_fromInput]);

        result.ShouldFail(problem);
        result.Error.ShouldNotContain("hunter2");
    }

    [Fact]
    public async Task Data_that_does_not_fit_the_schema_is_refused_without_the_values()
    {
        await using Tool tool = new() { Input = """{"name": "main", "data": {"user": 5, "token": ["a-canary-value"]}}""" };
        await tool.RegisterAcmeAsync();

        ToolResult result = await tool.RunAsync(s_fromInput);

        result.ShouldFail("'user'");
        result.Error.ShouldNotContain("canary-value");
    }

    [Theory]
    [InlineData("Upper")]
    [InlineData("with space")]
    [InlineData("../escape")]
    [InlineData("ümlaut")]
    public async Task A_name_that_no_block_can_have_is_wrong_usage(string name)
    {
        await using Tool tool = new() { Input = Acme.Credentials(_token) };
        await tool.RegisterAcmeAsync();

        (await tool.RunAsync([.. s_fromInput, "--name", name])).ShouldBeWrongUsage("cannot name a block");
    }

    [Fact]
    public async Task A_file_without_a_name_needs_one_on_the_command_line()
    {
        await using Tool tool = new() { Input = """{"data": {"user": "ada", "token": "a-long-token"}}""" };
        await tool.RegisterAcmeAsync();

        (await tool.RunAsync(s_fromInput)).ShouldBeWrongUsage("The block needs a name");
    }

    [Fact]
    public async Task Without_a_terminal_the_form_points_to_from()
    {
        await using Tool tool = new();
        await tool.RegisterAcmeAsync();

        (await tool.RunAsync("block", "create", "acme-credentials")).ShouldBeWrongUsage("--from FILE.json");
    }

    [Fact]
    public async Task An_unknown_type_is_refused_with_those_there_are()
    {
        await using Tool tool = new();
        await tool.RegisterAcmeAsync();

        (await tool.RunAsync("block", "create", "acme-nothing", "--from", "-")).ShouldFail("acme-bucket, acme-credentials");
        (await tool.RunAsync("block", "create", "s3-bucket", "--from", "-")).ShouldFail("dotnet prefect block register -m Prefect.Aws");
    }

    [Fact]
    public async Task The_embedded_store_has_no_page_to_link_to()
    {
        await using Tool tool = new();
        await tool.RegisterAcmeAsync();

        (await tool.RunAsync("block", "create", "acme-bucket", "--link")).ShouldFail("has no web interface");
        (await tool.RunAsync("block", "create", "acme-bucket", "--link", "--name", "x")).ShouldBeWrongUsage("--link");
    }

    [Theory]
    [InlineData("http://127.0.0.1:4200/api", "http://127.0.0.1:4200/blocks/catalog/acme-bucket/create")]
    [InlineData(
        "https://api.prefect.cloud/api/accounts/a/workspaces/w",
        "https://app.prefect.cloud/account/a/workspace/w/settings/blocks/catalog/acme-bucket/create")]
    public async Task A_server_has_a_page_to_link_to(string api, string page)
    {
        await using Tool tool = new();
        await tool.RegisterAcmeAsync();
        tool.Variables["PREFECT_API_URL"] = api;

        (await tool.RunAsync("block", "create", "acme-bucket", "--link")).Output.ShouldBe(page + "\n");
    }

    [Fact]
    public async Task A_type_that_the_server_does_not_know_has_no_page()
    {
        await using Tool tool = new();
        tool.Variables["PREFECT_API_URL"] = "http://127.0.0.1:4200/api";

        (await tool.RunAsync("block", "create", "acme-bucket", "--link")).ShouldFail("No block type 'acme-bucket'");
    }

    [Fact]
    public async Task The_form_asks_again_until_the_answer_fits_and_leaves_defaults_out()
    {
        await using Tool tool = new() { IsTerminal = true, Input = $"Bad Name\nmain\n\nada\n{_token.Value}\n\n" };
        await tool.RegisterAcmeAsync();

        ToolResult result = await tool.RunAsync("block", "create", "acme-credentials");

        result.Output.ShouldBe("Saved the block 'acme-credentials/main'.\n");
        result.Error.ShouldBe(
            """
            Name of the block (a-z, 0-9 and dashes):   Only lower-case letters, digits and dashes may stand in a name.
            Name of the block (a-z, 0-9 and dashes): Acme Credentials. An empty line leaves a field at its default.
            user (text, required)
              Who signs in.
            >   This field needs a value.
            > token (text, required)
            > region (text, default "eu")
            > 
            """);
        JsonElement data = await RevealAsync(tool, "main");
        data.TryGetProperty("region", out _).ShouldBeFalse();
        data.GetProperty("token").GetString().ShouldBe(_token.Value);
    }

    [Fact]
    public async Task The_form_takes_an_existing_block_and_every_kind_of_value()
    {
        await using Tool tool = new() { Input = Acme.Credentials(_token) };
        await tool.RegisterAcmeAsync();
        (await tool.RunAsync(s_fromInput)).ShouldBeDone();
        tool.IsTerminal = true;
        tool.Input = "\nmy-bucket\n7\n1\nmany\n5\nx\n0.25\nmaybe\nyes\nslow\nfast\na, b\n{\"k\": [1]}\n";

        ToolResult result = await tool.RunAsync("block", "create", "acme-bucket", "--name", "landing");

        result.ShouldBeDone();
        result.Error.ShouldContain("  1  acme-credentials/main\n  2  fill in a new acme-credentials, kept inside this block\n");
        result.Error.ShouldContain("Type a number from 1 to 2.");
        result.Error.ShouldContain("That is not what the field takes: one of fast, safe.");
        JsonElement data = await RevealAsync(tool, "landing", "acme-bucket");
        data.GetProperty("retries").GetInt32().ShouldBe(5);
        data.GetProperty("ratio").GetDouble().ShouldBe(0.25);
        data.GetProperty("is_public").GetBoolean().ShouldBeTrue();
        data.GetProperty("mode").GetString().ShouldBe("fast");
        data.GetProperty("tags").GetRawText().ShouldBe("""["a","b"]""");
        data.GetProperty("extra").GetRawText().ShouldBe("""{"k":[1]}""");
        (await tool.RunAsync("block", "inspect", "acme-bucket/landing")).Output.ShouldContain("acme-credentials/main");
    }

    [Fact]
    public async Task The_form_fills_in_a_block_inside_another()
    {
        await using Tool tool = new() { IsTerminal = true, Input = $"my-bucket\n1\nada\n{_token.Value}\n\n\n\n\n\n\n\n" };
        await tool.RegisterAcmeAsync();

        (await tool.RunAsync("block", "create", "acme-bucket", "--name", "landing")).ShouldBeDone();

        JsonElement credentials = (await RevealAsync(tool, "landing", "acme-bucket")).GetProperty("credentials");
        credentials.GetProperty("token").GetString().ShouldBe(_token.Value);
        await tool.RunAsync("block", "inspect", "acme-bucket/landing");
        new LeakSweep(_token).AssertClean(tool.Printed);
    }

    [Fact]
    public async Task A_form_that_is_left_saves_nothing()
    {
        await using Tool tool = new() { IsTerminal = true, Input = "ada\n" };
        await tool.RegisterAcmeAsync();

        (await tool.RunAsync("block", "create", "acme-credentials", "--name", "main")).ShouldFail("Nothing was saved.");
        (await tool.RunAsync("block", "ls", "-o", "json")).Output.ShouldBe("[]\n");
    }

    private static async Task<JsonElement> RevealAsync(Tool tool, string name, string slug = "acme-credentials")
    {
        BlockDocument document = (await tool.Store.FindAsync(slug, name, SecretHandling.Reveal, TestContext.Current.CancellationToken))!;
        using JsonDocument json = JsonDocument.Parse(document.Data);
        return json.RootElement.Clone();
    }
}
