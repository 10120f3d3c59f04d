using System.Text.Json.Nodes;
using Prefect.Testing;

namespace Prefect.Blocks.Tests.BuiltIn;

[Collection<RunsAlone>]
public sealed class SecretTests : BlockConformance<Secret>
{
    protected override Secret Valid => new() { Value = "s3cret-canary-value" };

    protected override IReadOnlyList<string> Canaries { get; } = ["s3cret-canary-value"];

    protected override JsonObject Golden => GoldenBlockTypes.Get("secret");

    [Fact]
    public void Text_that_is_JSON_is_parsed() =>
        new Secret { Value = """{"a":1}""" }.Get().ShouldBeOfType<JsonObject>()["a"]!.GetValue<int>().ShouldBe(1);

    [Fact]
    public void Other_text_comes_back_as_it_is()
    {
        new Secret { Value = "abc" }.Get()!.GetValue<string>().ShouldBe("abc");
        new Secret { Value = "abc" }.GetText().ShouldBe("abc");
    }

    [Fact]
    public void Value_of_any_JSON_kind_can_be_kept()
    {
        new Secret { Value = JsonValue.Create(5) }.Get()!.GetValue<int>().ShouldBe(5);
        new Secret { Value = new JsonArray(1, 2) }.GetText().ShouldBe("[1,2]");
        new Secret { Value = (JsonNode?)null }.Get().ShouldBeNull();
    }

    [Fact]
    public void Members_of_parsed_JSON_are_masked_afterwards()
    {
        new Secret { Value = """{"password":"hidden-in-json"}""" }.Get();
        SecretMasker.Mask("it is hidden-in-json").ShouldBe($"it is {SecretMask.Display}");
    }

    [Fact]
    public void Reference_to_the_environment_is_followed()
    {
        Environment.SetEnvironmentVariable("PREFECT_TEST_SECRET_REFERENCE", "from-the-environment");
        new Secret { Value = "env:PREFECT_TEST_SECRET_REFERENCE" }.GetText().ShouldBe("from-the-environment");
    }
}
