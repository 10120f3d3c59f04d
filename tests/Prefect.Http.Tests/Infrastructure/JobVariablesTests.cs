using System.Text.Json.Nodes;

namespace Prefect.Http.Tests.Infrastructure;

public sealed class JobVariablesTests
{
    [Fact]
    public void Nothing_and_null_stand_for_the_default()
    {
        JobVariables none = Of("""{"a":null}""");

        foreach (string name in (string[])["a", "missing"])
        {
            none.Text(name).ShouldBeNull();
            none.Texts(name).ShouldBeEmpty();
            none.Truth(name).ShouldBeNull();
            none.Number(name).ShouldBeNull();
            none.Whole(name).ShouldBeNull();
            none.Seconds(name).ShouldBeNull();
            none.Map(name).ShouldBeEmpty();
            none.Section(name).ShouldBeNull();
            none.Command(name).ShouldBeNull();
            none.Raw(name).ShouldBeNull();
        }

        (none.Has("a"), none.Has("missing")).ShouldBe((true, false));
    }

    [Fact]
    public void Values_are_read_by_their_kind()
    {
        JobVariables variables = Of(
            """{"text":"größe","list":["a","b"],"on":true,"off":false,"half":0.5,"whole":"4","seconds":90,"map":{"A":"1","B":2,"C":null},"command":"a 'b c'","words":["a","b c",1]}""");

        variables.Text("text").ShouldBe("größe");
        variables.RequiredText("text").ShouldBe("größe");
        variables.Texts("list").ShouldBe(["a", "b"]);
        (variables.Truth("on"), variables.Truth("off")).ShouldBe((true, false));
        (variables.Number("half"), variables.Number("whole"), variables.Whole("whole")).ShouldBe((0.5, 4, 4));
        variables.Seconds("seconds").ShouldBe(TimeSpan.FromSeconds(90));
        variables.Map("map").ShouldBe(new Dictionary<string, string?> { ["A"] = "1", ["B"] = "2", ["C"] = null });
        variables.Command().ShouldBe(["a", "b c"]);
        variables.Command("words").ShouldBe(["a", "b c", "1"]);
    }

    [Theory]
    [InlineData("""{"a":7}""", "Text", "a text")]
    [InlineData("""{"a":""}""", "RequiredText", "a text")]
    [InlineData("{}", "RequiredText", "a text")]
    [InlineData("""{"a":"x"}""", "Texts", "a list of texts")]
    [InlineData("""{"a":["x",1]}""", "Texts", "a list of texts")]
    [InlineData("""{"a":"true"}""", "Truth", "true or false")]
    [InlineData("""{"a":"much"}""", "Number", "a number")]
    [InlineData("""{"a":["1"]}""", "Number", "a number")]
    [InlineData("""{"a":true}""", "Number", "a number")]
    [InlineData("""{"a":1.5}""", "Whole", "a whole number")]
    [InlineData("""{"a":-1}""", "Whole", "a whole number")]
    [InlineData("""{"a":"1e300"}""", "Whole", "a whole number")]
    [InlineData("""{"a":"x"}""", "Whole", "a whole number")]
    [InlineData("""{"a":-1}""", "Seconds", "a number of seconds up to a day")]
    [InlineData("""{"a":86401}""", "Seconds", "a number of seconds up to a day")]
    [InlineData("""{"a":"x"}""", "Map", "an object")]
    [InlineData("""{"a":[]}""", "Section", "an object")]
    [InlineData("""{"a":{}}""", "Command", "a text")]
    public void A_value_of_another_kind_is_refused_in_the_words_of_the_package(string json, string read, string what)
    {
        JobVariables variables = Of(json);

        ArgumentException refused = Should.Throw<ArgumentException>(() => _ = read switch
        {
            "Text" => variables.Text("a"),
            "RequiredText" => variables.RequiredText("a"),
            "Texts" => variables.Texts("a"),
            "Truth" => variables.Truth("a"),
            "Number" => variables.Number("a"),
            "Whole" => variables.Whole("a"),
            "Seconds" => variables.Seconds("a"),
            "Map" => variables.Map("a"),
            "Section" => variables.Section("a"),
            _ => (object?)variables.Command("a"),
        });

        refused.Message.ShouldStartWith($"The job variable a must be {what}.");
        refused.ParamName.ShouldBe("a");
    }

    [Fact]
    public void A_line_with_an_open_end_is_refused_too() =>
        Should.Throw<ArgumentException>(() => Of("""{"command":"echo 'x"}""").Command()).Message.ShouldStartWith("The command cannot be split into words");

    [Fact]
    public void An_object_is_the_callers_own()
    {
        JobVariables variables = Of("""{"a":{"b":1}}""");

        variables.Section("a")!["b"] = 2;

        variables.Section("a")!["b"]!.GetValue<int>().ShouldBe(1);
    }

    [Fact]
    public void Bad_arguments_are_refused()
    {
        Should.Throw<ArgumentNullException>(() => new JobVariables(null!, (_, _) => new InvalidOperationException()));
        Should.Throw<ArgumentNullException>(() => new JobVariables([], null!));
    }

    private static JobVariables Of(string json) =>
        new(JsonNode.Parse(json)!.AsObject(), static (name, message) => new ArgumentException(message, name));
}
