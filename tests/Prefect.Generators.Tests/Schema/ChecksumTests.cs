using System.Text.Json;
using Prefect.Blocks;
using Prefect.Schema;

namespace Prefect.Generators.Tests;

public class ChecksumTests
{
    public static TheoryData<string, string, string, string> Vectors()
    {
        TheoryData<string, string, string, string> data = [];
        foreach (JsonElement vector in Golden("checksums.json").GetProperty("vectors").EnumerateArray())
        {
            data.Add(Text(vector, "name"), Text(vector, "fields_json"), Text(vector, "checksum_input_text"), Text(vector, "client_checksum"));
        }

        return data;
    }

    public static TheoryData<string> Slugs() => [.. Golden("block-types.json").EnumerateArray().Select(block => Text(block, "slug"))];

    [Theory]
    [MemberData(nameof(Vectors))]
    public void The_text_and_checksum_of_a_schema_are_the_recorded_ones(string name, string fields, string text, string checksum)
    {
        name.ShouldNotBeEmpty();
        FieldsChecksum.CanonicalText(JsonParser.Parse(fields)).ShouldBe(text);
        SchemaChecksum.Compute(fields).ShouldBe(checksum);
        SchemaChecksum.Compute(JsonDocument.Parse(fields).RootElement).ShouldBe(checksum);
    }

    [Theory]
    [MemberData(nameof(Slugs))]
    public void The_checksum_of_a_known_block_type_is_the_recorded_one(string slug)
    {
        JsonElement block = Golden("block-types.json").EnumerateArray().Single(block => Text(block, "slug") == slug);

        SchemaChecksum.Compute(block.GetProperty("schema")).ShouldBe(Text(block, "checksum_of_this_schema"));
    }

    [Theory]
    [InlineData("{\"title\":\"Cube\",\"type\":\"object\",\"properties\":{\"edge_length_inches\":{\"title\":\"Edge Length Inches\",\"type\":\"number\",\"position\":0}},\"required\":[\"edge_length_inches\"],\"block_type_slug\":\"cube\",\"secret_fields\":[],\"block_schema_references\":{}}", "sha256:496cfd9a70e27c83d3451c50aaaccbd44206b4593680a55455a596b97e402ff8")]
    public void The_checksum_of_the_cube_is_the_documented_one(string fields, string checksum) =>
        SchemaChecksum.Compute(fields).ShouldBe(checksum);

    [Fact]
    public void A_definition_that_leads_back_to_itself_is_followed_once() =>
        FieldsChecksum.CanonicalText(JsonParser.Parse(
            """{"properties":{"a":{"$ref":"#/definitions/A"}},"definitions":{"A":{"properties":{"b":{"$ref":"#/definitions/A"}}}}}"""))
            .ShouldBe("""[[{"definitions": {"A": {"properties": {"b": {"$ref": "#/definitions/A"}}}}, "properties": {"a": {"$ref": "#/definitions/A"}}}], {}]""");

    [Theory]
    [InlineData("")]
    [InlineData("[]")]
    [InlineData("{\"a\":1,}")]
    [InlineData("{'a':1}")]
    [InlineData("{\"a\":01}")]
    [InlineData("{} {}")]
    [InlineData("<html></html>")]
    public void What_is_no_JSON_object_is_refused(string fields) =>
        Should.Throw<ArgumentException>(() => SchemaChecksum.Compute(fields));

    [Fact]
    public void Nothing_is_refused() => Should.Throw<ArgumentNullException>(() => SchemaChecksum.Compute(null!));

    private static JsonElement Golden(string file) =>
        JsonDocument.Parse(File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "Golden", file))).RootElement;

    private static string Text(JsonElement element, string name) => element.GetProperty(name).GetString()!;
}
