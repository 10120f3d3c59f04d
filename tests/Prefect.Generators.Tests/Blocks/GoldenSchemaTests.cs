using System.Text.Json;
using System.Text.Json.Nodes;

namespace Prefect.Generators.Tests;

public class GoldenSchemaTests
{
    private static readonly Compiled s_compiled = Compiled.From(GoldenBlocks.Source, new Setting { Language = Microsoft.CodeAnalysis.CSharp.LanguageVersion.CSharp13 });

    [Fact]
    public void The_declarations_compile_without_a_word()
    {
        s_compiled.Problems.ShouldBeEmpty();
        s_compiled.CompilerProblems.Where(problem => !problem.StartsWith("/src/", StringComparison.Ordinal) || !problem.Contains("CS1591", StringComparison.Ordinal)).ShouldBeEmpty();
    }

    [Theory]
    [InlineData("aws-credentials")]
    [InlineData("minio-credentials")]
    [InlineData("s3-bucket")]
    [InlineData("webhook")]
    [InlineData("secret")]
    [InlineData("email-server-credentials")]
    [InlineData("azure-devops-repository")]
    [InlineData("dbt-cli-target-configs")]
    public void The_schema_is_the_one_that_Python_has(string slug)
    {
        JsonNode expected = Golden(slug)["schema"]!;
        JsonNode actual = JsonNode.Parse(s_compiled.Fields(slug).GetRawText())!;

        Bare(actual).ToJsonString().ShouldBe(Bare(expected).ToJsonString());
    }

    [Theory]
    [InlineData("custom-webhook", "form_data")]
    [InlineData("custom-webhook", "timeout")]
    public void The_property_is_the_one_that_Python_has(string slug, string property)
    {
        JsonNode expected = Golden(slug)["schema"]!["properties"]![property]!;
        JsonNode actual = JsonNode.Parse(s_compiled.Property(slug == "custom-webhook" ? "customwebhook" : slug, property).GetRawText())!;
        ((JsonObject)actual).Remove("position");
        ((JsonObject)expected).Remove("position");

        Bare(actual).ToJsonString().ShouldBe(Bare(expected).ToJsonString());
    }

    [Fact]
    public void The_checksum_of_a_schema_is_that_of_its_fields()
    {
        JsonElement schema = s_compiled.Block("s3-bucket").GetProperty("schema");

        schema.GetProperty("checksum").GetString().ShouldBe(Prefect.Blocks.SchemaChecksum.Compute(schema.GetProperty("fields")));
        schema.GetProperty("fields").GetProperty("block_schema_references").GetProperty("credentials")[1].GetProperty("block_schema_checksum").GetString()
            .ShouldBe(s_compiled.Block("aws-credentials").GetProperty("schema").GetProperty("checksum").GetString());
    }

    [Fact]
    public void A_block_stands_behind_those_it_refers_to()
    {
        string[] slugs = [.. JsonDocument.Parse(s_compiled.Manifest).RootElement.GetProperty("blocks").EnumerateArray().Select(block => block.GetProperty("slug").GetString()!)];

        Array.IndexOf(slugs, "s3-bucket").ShouldBeGreaterThan(Array.IndexOf(slugs, "aws-credentials"));
        Array.IndexOf(slugs, "s3-bucket").ShouldBeGreaterThan(Array.IndexOf(slugs, "minio-credentials"));
    }

    private static JsonNode Golden(string slug) =>
        JsonNode.Parse(File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "Golden", "block-types.json")))!.AsArray()
            .Single(block => block!["slug"]!.GetValue<string>() == slug)!;

    /// <summary>Sorted, and without what is our own: descriptions, checksums, and titles that are the default.</summary>
    private static JsonNode Bare(JsonNode node, string? name = null)
    {
        if (node is JsonArray list)
        {
            return new JsonArray([.. list.Select(item => item is null ? null : Bare(item))]);
        }

        if (node is not JsonObject members)
        {
            return node.DeepClone();
        }

        JsonObject bare = [];
        foreach ((string key, JsonNode? value) in members.OrderBy(member => member.Key, StringComparer.Ordinal))
        {
            bool isSchema = members.ContainsKey("type") || members.ContainsKey("anyOf") || members.ContainsKey("$ref") || members.ContainsKey("enum");
            bool isOwn = isSchema && (key == "description" || (key == "title" && value is JsonValue && IsDefault(value.GetValue<string>(), name)));
            if (!isOwn && key != "block_schema_checksum")
            {
                bare[key] = value is null ? null : Bare(value, key);
            }
        }

        return bare;
    }

    private static bool IsDefault(string title, string? name) => name is null || title == name || title == WireNames.Title(name);
}
