using System.Globalization;
using Prefect.Blocks;
using Shouldly;
using Xunit;

namespace Prefect.Flows.Tests.Parameters;

public sealed class RunNamesTests
{
    private static readonly Dictionary<string, object?> s_values = new()
    {
        ["name"] = "world",
        ["count"] = 7,
        ["big"] = 1234567.891,
        ["ratio"] = 0.256,
        ["price"] = 12.5m,
        ["date"] = new DateOnly(2026, 11, 20),
        ["time"] = new DateTimeOffset(2026, 11, 20, 9, 5, 3, TimeSpan.FromHours(2)),
        ["order"] = new Order("A-1", new Customer("Ada"), [10, 20]),
        ["map"] = new Dictionary<string, int> { ["a b"] = 1, ["x.y"] = 2 },
        ["list"] = new List<string> { "first", "second" },
        ["id"] = Guid.Parse("0b0c57e0-2f8f-4f3a-9a8e-6a1f6d3f0d11"),
        ["flag"] = true,
        ["none"] = null,
        ["day"] = DayOfWeek.Friday,
        ["width"] = 6,
    };

    [Theory]
    [InlineData("plain", "plain")]
    [InlineData("hello-{name}", "hello-world")]
    [InlineData("{{{name}}}", "{world}")]
    [InlineData("{{name}}", "{name}")]
    [InlineData("{order.Number}/{order.customer.Name}", "A-1/Ada")]
    [InlineData("{order.Lines[1]}", "20")]
    [InlineData("{map[a b]}{map[x.y]}", "12")]
    [InlineData("{list[0]}", "first")]
    [InlineData("{list}", "['first', 'second']")]
    [InlineData("{name!r}", "'world'")]
    [InlineData("{name!s:>8}|", "   world|")]
    [InlineData("{name:>8}|{name:<8}|{name:^9}|{name:*^9}|", "   world|world   |  world  |**world**|")]
    [InlineData("{name:.3}", "wor")]
    [InlineData("{count:04d}", "0007")]
    [InlineData("{count:>5}", "    7")]
    [InlineData("{count:+d}", "+7")]
    [InlineData("{count:x}-{count:#b}", "7-0b111")]
    [InlineData("{count:{width}d}|", "     7|")]
    [InlineData("{count:000}", "007")]
    [InlineData("{count:D5}", "00007")]
    [InlineData("{big:.2f}", "1234567.89")]
    [InlineData("{big:,.1f}", "1,234,567.9")]
    [InlineData("{big:.3e}", "1.235e+06")]
    [InlineData("{big:0.0}", "1234567.9")]
    [InlineData("{big:N2}", "1,234,567.89")]
    [InlineData("{ratio:.1%}", "25.6%")]
    [InlineData("{price:.3f}", "12.500")]
    [InlineData("{date:%Y-%m-%d}", "2026-11-20")]
    [InlineData("{date:yyyyMMdd}", "20261120")]
    [InlineData("{date:%A}", "Friday")]
    [InlineData("{date}", "2026-11-20")]
    [InlineData("{time:%H:%M:%S%z}", "09:05:03+0200")]
    [InlineData("{time:HH:mm}", "09:05")]
    [InlineData("{time}", "2026-11-20 09:05:03+02:00")]
    [InlineData("{id:N}", "0b0c57e02f8f4f3a9a8e6a1f6d3f0d11")]
    [InlineData("{flag}-{none}-{day}", "True-null-Friday")]
    public void A_template_is_filled_with_the_arguments(string template, string expected) =>
        RunNames.Render(template, s_values).ShouldBe(expected);

    [Theory]
    [InlineData("{", "never closed")]
    [InlineData("a}b", "closes nothing")]
    [InlineData("{}", "names nothing")]
    [InlineData("{0}", "called by name")]
    [InlineData("{name!x}", "r, s or a")]
    [InlineData("{list[0}", "never closed")]
    [InlineData("{list[0]x}", "follows ']'")]
    [InlineData("{a b}", "no name")]
    [InlineData("{other}", "'other'")]
    [InlineData("{order.Nothing}", "'Nothing'")]
    [InlineData("{list[9]}", "'9'")]
    [InlineData("{none.x}", "'x'")]
    [InlineData("{name:.2f}", "'.2f'")]
    [InlineData("{date:%Q}", "%Q")]
    [InlineData("{count:99999999}", "99999999")]
    public void A_template_that_cannot_be_filled_says_why(string template, string why)
    {
        ArgumentException exception = Should.Throw<ArgumentException>(() => RunNames.Render(template, s_values));
        exception.Message.ShouldContain(why);
        exception.Message.ShouldContain(template);
    }

    [Fact]
    public void Look_ups_serve_as_roots()
    {
        TemplateLookup run = (string name, out object? value) => (value = name == "flow_name" ? "nightly" : null) is not null;
        TemplateLookup roots = (string name, out object? value) =>
        {
            value = name switch { "flow_run" => run, "parameters" => s_values, _ => null };
            return value is not null;
        };

        RunNames.Render("{flow_run.flow_name}-{parameters[name]}.json", roots).ShouldBe("nightly-world.json");
        Should.Throw<ArgumentException>(() => RunNames.Render("{flow_run.other}", roots));
        Should.Throw<ArgumentException>(() => RunNames.Render("{flow_run}", roots));
    }

    [Fact]
    public void Secrets_stand_as_their_mask()
    {
        SecretMasker.Add("canary-of-the-names");
        Dictionary<string, object?> values = new() { ["key"] = new SecretString("canary-one"), ["text"] = "canary-of-the-names", ["keys"] = new SecretDictionary { { "a", "canary-two" } } };

        RunNames.Render("{key}{key:>3}{text}{keys}{key!r}", values).ShouldNotContain("canary");
        RunNames.Render("{key}", values).ShouldBe(SecretMask.Display);
    }

    [Fact]
    public void Names_are_the_same_in_every_culture()
    {
        CultureInfo before = CultureInfo.CurrentCulture;
        CultureInfo other = (CultureInfo)CultureInfo.InvariantCulture.Clone();
        other.NumberFormat.NumberDecimalSeparator = ",";
        other.DateTimeFormat.MonthNames = [.. Enumerable.Repeat("Monat", 12), ""];
        try
        {
            CultureInfo.CurrentCulture = other;
            RunNames.Render("{price}-{date:%B}", s_values).ShouldBe("12.5-November");
        }
        finally
        {
            CultureInfo.CurrentCulture = before;
        }
    }

    [Fact]
    public void A_definition_accepts_only_names_of_its_parameters()
    {
        ParameterDefinition[] parameters = [new("folder", typeof(string)), new("width", typeof(int))];

        RunNames.Check("load-{folder:>{width}}", parameters);
        Should.Throw<ArgumentException>(() => RunNames.Check("load-{Folder}", parameters)).Message.ShouldContain("folder");
        Should.Throw<ArgumentException>(() => RunNames.Check("load-{folder:>{other}}", parameters)).Message.ShouldContain("'other'");
        Should.Throw<ArgumentException>(() => RunNames.Check("{", parameters));
        Should.Throw<ArgumentException>(() => RunNames.Check("", parameters));
    }

    [Fact]
    public void Random_names_are_two_words()
    {
        string[] names = [.. Enumerable.Range(0, 1_000).Select(_ => RandomNames.Next())];

        names.ShouldAllBe(name => name.Split('-').Length == 2 && name.All(character => character == '-' || char.IsAsciiLetterLower(character)));
        names.Distinct().Count().ShouldBeGreaterThan(900);
    }

    private sealed record Order(string Number, Customer Customer, int[] Lines);

    private sealed record Customer(string Name);
}
