using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Prefect.Blocks.Tests.Secrets;

public sealed class SecretTypesTests
{
    private const string Value = "correct horse battery";

    [Fact]
    public void Text_prints_as_the_mask_everywhere()
    {
        SecretString secret = Value;
        secret.ToString().ShouldBe("**********");
        $"{secret} {secret,5} {secret:x}".ShouldNotContain("horse");
        string.Format(CultureInfo.InvariantCulture, "{0}", secret).ShouldBe("**********");
        JsonSerializer.Serialize(secret).ShouldBe("\"**********\"");
        JsonSerializer.Serialize(new { Password = secret }).ShouldNotContain("horse");
        new InvalidOperationException($"failed with {secret}").ToString().ShouldNotContain("horse");
    }

    [Fact]
    public void Empty_text_prints_as_nothing()
    {
        default(SecretString).ToString().ShouldBe("");
        new SecretString(null).IsEmpty.ShouldBeTrue();
        new SecretString("").Reveal().ShouldBe("");
    }

    [Fact]
    public void Reveal_gives_the_value() => new SecretString(Value).Reveal().ShouldBe(Value);

    [Fact]
    public void Equality_is_by_value()
    {
        ((SecretString)"a" == "a").ShouldBeTrue();
        ((SecretString)"a" != "b").ShouldBeTrue();
        ((SecretBytes)new byte[] { 1, 2 } == new byte[] { 1, 2 }).ShouldBeTrue();
        (new SecretJson(new JsonObject { ["a"] = 1, ["b"] = 2 }) == new SecretJson(new JsonObject { ["b"] = 2, ["a"] = 1 })).ShouldBeTrue();
        new SecretDictionary { { "a", "x" } }.ShouldBe(new SecretDictionary { { "a", "x" } });
    }

    [Fact]
    public void Bytes_are_copied_in_and_out()
    {
        byte[] bytes = [1, 2, 3];
        SecretBytes secret = bytes;
        bytes[0] = 9;
        secret.Reveal()[1] = 9;
        secret.Reveal().ShouldBe([1, 2, 3]);
        secret.ToString().ShouldBe("**********");
    }

    [Fact]
    public void Dictionary_tells_the_masker_of_those_values_alone_that_are_secret()
    {
        const string Secret = "walnut-dictionary-7741";
        const string Plain = "analytics-dictionary-7742";
        const string Referred = "referred-dictionary-7743";
        string variable = $"PREFECT_TEST_{Guid.NewGuid():N}";
        Environment.SetEnvironmentVariable(variable, Referred);
        SecretDictionary secret = new() { { "PASSWORD", Secret }, { "SCHEMA", Plain }, { "LINK", $"env:{variable}" }, { "ROWS", (JsonNode)5 }, { "NONE", (JsonNode?)null } };

        List<string> asked = [];
        JsonObject clear = secret.Reveal((name, _) =>
        {
            asked.Add(name);
            return name == "PASSWORD";
        });
        Environment.SetEnvironmentVariable(variable, null);

        clear.ToJsonString().ShouldBe($$"""{"PASSWORD":"{{Secret}}","SCHEMA":"{{Plain}}","LINK":"{{Referred}}","ROWS":5,"NONE":null}""");
        asked.ShouldBe(["PASSWORD", "SCHEMA", "ROWS", "NONE"]);
        SecretMasker.Mask($"{Secret} {Plain} {Referred}").ShouldBe($"{SecretMask.Display} {Plain} {SecretMask.Display}");
        Should.Throw<ArgumentNullException>(() => secret.Reveal(null!));
    }

    [Fact]
    public void Dictionary_shows_names_and_masks_values_at_every_depth()
    {
        SecretDictionary secret = new([KeyValuePair.Create("outer", (JsonNode?)new JsonObject { ["inner"] = Value })]);
        secret.ToString().ShouldBe("{outer: **********}");
        JsonSerializer.Serialize(secret).ShouldBe("""{"outer":"**********"}""");
        new SecretDictionary().ToString().ShouldBe("");
        secret.Reveal()["outer"]!["inner"]!.GetValue<string>().ShouldBe(Value);
    }

    [Fact]
    public void Serializers_leave_out_what_the_type_does_not_declare()
    {
        SampleToken token = new();
        token.KeepExtra(new Dictionary<string, JsonElement> { ["old_key"] = JsonElement.Parse("\"formerly-a-secret\"") });

        JsonSerializer.Serialize(token).ShouldNotContain("formerly-a-secret");
    }
}
