using System.Text;
using System.Text.Json;

namespace Prefect.Blocks.Tests.Stores;

public sealed class SecretPathsTests
{
    [Theory]
    [InlineData("a", """{"a":"x","b":"y"}""", """{"a":"********","b":"y"}""")]
    [InlineData("a", """{"a":null}""", """{"a":null}""")]
    [InlineData("a", """{"a":7}""", """{"a":"********"}""")]
    [InlineData("a", """{"a":{"deep":["x"]}}""", """{"a":"********"}""")]
    [InlineData("a", """{"A":"x"}""", """{"A":"x"}""")]
    [InlineData("a.b", """{"a":{"b":"x","c":1}}""", """{"a":{"b":"********","c":1}}""")]
    [InlineData("a.b", """{"a":"of another member of the union"}""", """{"a":"of another member of the union"}""")]
    [InlineData("a.*", """{"a":{"x":"1","y":2,"z":null}}""", """{"a":{"x":"********","y":"********","z":null}}""")]
    [InlineData("a.b", """{"a":[{"b":"x"},{"b":"y","c":1},3]}""", """{"a":[{"b":"********"},{"b":"********","c":1},3]}""")]
    [InlineData("a", """{"a":["x",null]}""", """{"a":"********"}""")]
    [InlineData("a.*.c", """{"a":{"x":{"c":"1","d":"2"}}}""", """{"a":{"x":{"c":"********","d":"2"}}}""")]
    [InlineData("a.b", """{"a":{"key":{"b":"x"},"of.another":{"b":"y"}}}""", """{"a":{"key":{"b":"********"},"of.another":{"b":"********"}}}""")]
    [InlineData("a.b", """{"b":"x"}""", """{"b":"x"}""")]
    [InlineData("", """{"a":"x"}""", """{"a":"x"}""")]
    public void A_secret_is_masked_wherever_its_path_leads(string path, string json, string masked) =>
        Encoding.UTF8.GetString(new SecretPaths([path]).Mask(Encoding.UTF8.GetBytes(json)).Span).ShouldBe(masked);

    [Theory]
    [InlineData("a", """{"a":"********"}""", "a")]
    [InlineData("a", """{"a":"**********"}""", "a")]
    [InlineData("a", """{"a":{"b":"********"}}""", "a.b")]
    [InlineData("a.*", """{"a":{"x":"fine","y":"********"}}""", "a.y")]
    [InlineData("a.b", """{"a":[{"b":"********"}]}""", "a.b")]
    public void A_mask_is_found_in_place_of_a_secret(string path, string json, string place) =>
        new SecretPaths([path]).FindMasks(JsonElement.Parse(json)).ShouldBe([place]);

    [Fact]
    public void A_mask_in_a_field_that_is_no_secret_is_a_text_like_any_other() =>
        new SecretPaths(["a"]).FindMasks(JsonElement.Parse("""{"b":"********"}""")).ShouldBeEmpty();
}
