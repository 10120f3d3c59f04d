using Microsoft.CodeAnalysis;

namespace Prefect.Generators.Tests;

public class DeclarationProblemTests
{
    [Theory]
    [InlineData("PREFECT001", "[Block] public sealed partial class X { }")]
    [InlineData("PREFECT001", "[BlockModel] public sealed partial class X { }")]
    [InlineData("PREFECT002", "[Block] public partial record X : Block;")]
    [InlineData("PREFECT002", "[BlockModel] public partial record X;")]
    [InlineData("PREFECT003", "[Block] public sealed record X : Block;")]
    [InlineData("PREFECT004", "[Block] public sealed partial record X;")]
    [InlineData("PREFECT004", "[BlockModel] public sealed partial record X : Block;")]
    [InlineData("PREFECT005", "public static class Outer { /// <summary>X.</summary>\n[Block] public sealed partial record X : Block; }")]
    [InlineData("PREFECT006", "[Block] public sealed partial record X(string Name) : Block;")]
    [InlineData("PREFECT007", "public static partial class Outer { /// <summary>X.</summary>\n[Block] private sealed partial record X : Block; }")]
    [InlineData("PREFECT007", "[Block] public sealed partial record X<T> : Block;")]
    [InlineData("PREFECT008", "[Block(Slug = \"My Block\")] public sealed partial record X : Block;")]
    [InlineData("PREFECT008", "[Block(\"日本\")] public sealed partial record X : Block;")]
    [InlineData("PREFECT009", "[Block(\"A b\")] public sealed partial record X : Block;\n/// <summary>Y.</summary>\n[Block(\"a-b\")] public sealed partial record Y : Block;")]
    [InlineData("PREFECT010", "[Block(Logo = \"logo.png\")] public sealed partial record X : Block;")]
    [InlineData("PREFECT010", "[Block(Documentation = \"ftp://example.org\")] public sealed partial record X : Block;")]
    [InlineData("PREFECT022", "[SyncTwins] public interface IX { Task RunAsync(); }")]
    public void A_wrong_type_is_reported(string id, string source)
    {
        Compiled compiled = Compiled.From("/// <summary>X.</summary>\n" + source);

        compiled.Diagnostics.Select(diagnostic => diagnostic.Id).Distinct().ShouldBe([id], string.Join('\n', compiled.Problems));
    }

    [Theory]
    [InlineData("PREFECT012", "public required System.IO.Stream Body { get; init; }")]
    [InlineData("PREFECT012", "public required Dictionary<int, string> Body { get; init; }")]
    [InlineData("PREFECT012", "public required IDisposable Body { get; init; }")]
    [InlineData("PREFECT012", "public required int[,] Body { get; init; }")]
    [InlineData("PREFECT012", "public List<Plain> Body { get; init; } = [];")]
    [InlineData("PREFECT013", "public string Name { get; init; }")]
    [InlineData("PREFECT013", "public int Count { get; init; }")]
    [InlineData("PREFECT013", "public string Name { get; init; } = null!;")]
    [InlineData("PREFECT014", "public string Name { get; init; } = Compute(); static string Compute() => \"\";")]
    [InlineData("PREFECT014", "public TimeSpan Time { get; init; } = TimeSpan.FromSeconds(1);")]
    [InlineData("PREFECT015", "[BlockDefault(\"{\")] public string Name { get; init; } = \"\";")]
    [InlineData("PREFECT015", "[BlockField(Extra = \"1\")] public string Name { get; init; } = \"\";")]
    [InlineData("PREFECT015", "[BlockField(Schema = \"type\")] public string Name { get; init; } = \"\";")]
    [InlineData("PREFECT016", "[BlockUnion(typeof(Other))] public required IDisposable Part { get; init; }")]
    [InlineData("PREFECT016", "[BlockUnion(typeof(string))] public required Block Part { get; init; }")]
    [InlineData("PREFECT016", "[BlockUnion(typeof(Other), typeof(Model))] public required object Part { get; init; }")]
    [InlineData("PREFECT016", "[BlockUnion] public required Block Part { get; init; }")]
    [InlineData("PREFECT018", "public required string Password { get; init; }")]
    [InlineData("PREFECT018", "public string? ApiKey { get; init; }")]
    [InlineData("PREFECT018", "public string? IntegrationKey { get; init; }")]
    [InlineData("PREFECT018", "public string? DbPwd { get; init; }")]
    [InlineData("PREFECT018", "public byte[] PrivateKey { get; init; } = [];")]
    [InlineData("PREFECT018", "public Dictionary<string, string> Secrets { get; init; } = [];")]
    [InlineData("PREFECT018", "[JsonPropertyName(\"connection_string\")] public string? Connection { get; init; }")]
    [InlineData("PREFECT020", "public X? Inner { get; init; }")]
    [InlineData("PREFECT021", "[JsonPropertyName(\"b\")] public string? A { get; init; }\n/// <summary>B.</summary>\npublic string? B { get; init; }")]
    [InlineData("PREFECT021", "public string? BlockTypeSlug { get; init; }")]
    public void A_wrong_property_is_reported(string id, string property)
    {
        Compiled compiled = Compiled.From(
            $$"""
            /// <summary>X.</summary>
            [Block] public sealed partial record X : Block
            {
                /// <summary>A property.</summary>
                {{property}}
            }

            /// <summary>Another.</summary>
            [Block] public sealed partial record Other : Block;

            /// <summary>A model.</summary>
            [BlockModel] public sealed partial record Model;

            public sealed record Plain;
            """);

        compiled.Diagnostics.Select(diagnostic => diagnostic.Id).Distinct().ShouldBe([id], string.Join('\n', compiled.Problems));
        compiled.Diagnostics.ShouldAllBe(diagnostic => diagnostic.Location.GetLineSpan().Path == "/src/Sample.cs" && diagnostic.Location.GetLineSpan().StartLinePosition.Line >= 5);
    }

    [Fact]
    public void A_missing_summary_is_a_warning()
    {
        Compiled compiled = Compiled.From("[Block] public sealed partial record X : Block { public string? Name { get; init; } }");

        compiled.Diagnostics.Select(diagnostic => (diagnostic.Id, diagnostic.Severity))
            .ShouldBe([("PREFECT011", DiagnosticSeverity.Warning), ("PREFECT011", DiagnosticSeverity.Warning)]);
    }

    [Fact]
    public void Two_models_of_one_name_in_one_schema_are_reported() =>
        Compiled.From(
            """
            /// <summary>X.</summary>
            [Block] public sealed partial record X : Block
            {
                /// <summary>One.</summary>
                public A.Part? One { get; init; }
                /// <summary>Other.</summary>
                public B.Part? Other { get; init; }
            }
            namespace A { /// <summary>Part.</summary>
            [BlockModel] public sealed partial record Part; }
            namespace B { /// <summary>Part.</summary>
            [BlockModel] public sealed partial record Part; }
            """).Problems.ShouldHaveSingleItem().ShouldBe("PREFECT017: The schema of 'X' would define 'Part' twice, for 'B.Part' and for 'A.Part': rename one of them");

    [Theory]
    [InlineData("#pragma warning disable PREFECT018\n")]
    [InlineData("[System.Diagnostics.CodeAnalysis.SuppressMessage(\"Prefect.Blocks\", \"PREFECT018\", Justification = \"A word of the trade.\")]\n")]
    public void A_name_that_only_sounds_like_a_secret_can_be_excused(string excuse) =>
        Compiled.From(
            $$"""
            /// <summary>X.</summary>
            [Block] public sealed partial record X : Block
            {
                /// <summary>A word.</summary>
                {{excuse}}public string? TokenKind { get; init; }
            }
            """).Diagnostics.Where(diagnostic => !diagnostic.IsSuppressed).ShouldBeEmpty();

    [Fact]
    public void A_property_of_a_base_in_another_assembly_is_reported()
    {
        MetadataReference other = Compiled.From(
            "public abstract record Base : Block { public string? Name { get; init; } }", new Setting { Name = "Other" }).ToReference();

        Compiled.From("/// <summary>X.</summary>\n[Block] public sealed partial record X : Base;", references: other)
            .Problems.ShouldHaveSingleItem().ShouldStartWith("PREFECT019: 'X' inherits the property 'Name'");
    }

    [Fact]
    public void Every_rule_says_what_to_do()
    {
        foreach (System.Reflection.FieldInfo field in typeof(Rules).GetFields())
        {
            DiagnosticDescriptor rule = (DiagnosticDescriptor)field.GetValue(null)!;
            rule.MessageFormat.ToString().ShouldContain("{0}");
            Rules.Of(rule.Id).ShouldBe(rule);
        }
    }
}
