using System.Text.Json;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace Prefect.Generators.Tests;

public class DeclarationTests
{
    private const string Sample =
        """
        namespace A.@event;

        /// <summary>
        ///   Keeps <see cref="System.Collections.Generic.List{T}"/>s of <c>x</c>,
        ///   <see langword="null"/> or a <paramref name="word"/>; see <see href="https://example.org">there</see>.
        /// </summary>
        /// <example>
        /// Load it:
        /// <code>
        ///     var x = await Thing.LoadAsync("a");
        ///       x.Use();
        /// </code>
        /// </example>
        [Block("My Thing", Logo = "https://example.org/l.png", SchemaVersion = "2.0", Protected = true)]
        [BlockCapabilities("write-path")]
        public sealed partial record Thing : Block, IReads
        {
            private const int Many = 40 + 2;

            /// <summary>A number.</summary>
            [Obsolete("Old.")]
            public int Number { get; init; } = Many;

            /** <summary>A
             *  float.</summary> */
            public float Ratio { get; init; } = 0.1f;

            /// <summary>Kind.</summary>
            public DayOfWeek? Day { get; init; } = DayOfWeek.Friday;

            /// <summary>Text.</summary>
            public string Text { get; init; } = string.Empty;

            /// <summary>Text.</summary>
            public string Quoted { get; init; } = "a\"b\\ü" + nameof(Many);

            /// <summary>Needed.</summary>
            public required string? Needed { get; init; }

            /// <summary>Word.</summary>
            public bool @class { get; init; } = default;

            /// <summary>Pair.</summary>
            public required (string, int) Pair { get; init; }

            /// <summary>Set.</summary>
            public HashSet<string>? Set { get; init; }

            /// <summary>More.</summary>
            [BlockField(Extra = "{\"examples\":[1]}")]
            public long More { get; init; } = -5;

            /// <summary>Not data.</summary>
            [JsonIgnore]
            public System.IO.Stream? Ignored { get; init; }

            /// <summary>Not data.</summary>
            public int Computed => Number;

            /// <summary>Not data.</summary>
            public static int Shared { get; set; }

            internal string Hidden { get; init; } = "";
        }

        /// <summary>Reads.</summary>
        [BlockCapabilities("read-path", "write-path")]
        public interface IReads;

        /// <summary>Container.</summary>
        public partial class Outer
        {
            /// <summary>Container.</summary>
            public partial record struct Middle
            {
                /// <summary>Inner.</summary>
                [Block] public sealed partial record Inner : Block
                {
                    /// <summary>Things.</summary>
                    public required List<Thing> Things { get; init; }
                    /// <summary>Tree.</summary>
                    public Tree? Tree { get; init; }
                }
            }
        }

        /// <summary>A tree.</summary>
        [BlockModel] public sealed partial record Tree
        {
            /// <summary>Secret.</summary>
            public SecretString? Key { get; init; }
            /// <summary>Branches.</summary>
            public IReadOnlyList<Tree> Branches { get; init; } = [];
        }
        """;

    private static readonly Compiled s_compiled = Compiled.From(Sample);

    [Fact]
    public void The_declarations_compile_without_a_word()
    {
        s_compiled.Problems.ShouldBeEmpty();
        s_compiled.CompilerProblems.Where(problem => !problem.Contains("/src/Sample.cs", StringComparison.Ordinal)).ShouldBeEmpty();
        s_compiled.CompilerProblems.Where(problem => problem.Contains("error", StringComparison.Ordinal)).ShouldBeEmpty();
    }

    [Theory]
    [InlineData("number", """{"type":"integer","default":42,"description":"A number.","title":"Number","position":0}""")]
    [InlineData("ratio", """{"type":"number","default":0.1,"description":"A float.","title":"Ratio","position":1}""")]
    [InlineData("day", """{"anyOf":[{"enum":["sunday","monday","tuesday","wednesday","thursday","friday","saturday"],"type":"string"},{"type":"null"}],"default":"friday","description":"Kind.","title":"Day","position":2}""")]
    [InlineData("text", """{"type":"string","default":"","description":"Text.","title":"Text","position":3}""")]
    [InlineData("quoted", """{"type":"string","default":"a\"b\\\u00fcMany","description":"Text.","title":"Quoted","position":4}""")]
    [InlineData("needed", """{"anyOf":[{"type":"string"},{"type":"null"}],"description":"Needed.","title":"Needed","position":5}""")]
    [InlineData("class", """{"type":"boolean","default":false,"description":"Word.","title":"Class","position":6}""")]
    [InlineData("pair", """{"maxItems":2,"minItems":2,"prefixItems":[{"type":"string"},{"type":"integer"}],"type":"array","description":"Pair.","title":"Pair","position":7}""")]
    [InlineData("set", """{"anyOf":[{"items":{"type":"string"},"type":"array","uniqueItems":true},{"type":"null"}],"default":null,"description":"Set.","title":"Set","position":8}""")]
    [InlineData("more", """{"type":"integer","default":-5,"description":"More.","title":"More","examples":[1],"position":9}""")]
    public void A_property_has_its_schema(string name, string schema) =>
        s_compiled.Property("my-thing", name).GetRawText().ShouldBe(schema);

    [Fact]
    public void Only_data_takes_part() =>
        s_compiled.Fields("my-thing").GetProperty("properties").EnumerateObject().Count().ShouldBe(10);

    [Fact]
    public void The_block_type_is_described()
    {
        JsonElement block = s_compiled.Block("my-thing");

        block.GetProperty("type").GetString().ShouldBe("A.event.Thing");
        block.GetProperty("name").GetString().ShouldBe("My Thing");
        block.GetProperty("logo_url").GetString().ShouldBe("https://example.org/l.png");
        block.GetProperty("documentation_url").ValueKind.ShouldBe(JsonValueKind.Null);
        block.GetProperty("description").GetString().ShouldBe("Keeps Lists of `x`, null or a word; see there.");
        block.GetProperty("code_example").GetString().ShouldBe("Load it:\n\n```csharp\nvar x = await Thing.LoadAsync(\"a\");\n  x.Use();\n```");
        block.GetProperty("is_protected").GetBoolean().ShouldBeTrue();
        block.GetProperty("schema").GetProperty("version").GetString().ShouldBe("2.0");
        block.GetProperty("schema").GetProperty("capabilities").GetRawText().ShouldBe("""["read-path","write-path"]""");
    }

    [Fact]
    public void A_block_without_example_gets_one_that_loads_it() =>
        s_compiled.Block("inner").GetProperty("code_example").GetString()
            .ShouldBe("```csharp\nusing A.@event;\n\nInner innerBlock = await Inner.LoadAsync(\"BLOCK_NAME\");\n```");

    [Fact]
    public void A_nested_type_is_named_as_metadata_names_it() =>
        s_compiled.Block("inner").GetProperty("type").GetString().ShouldBe("A.event.Outer+Middle+Inner");

    [Fact]
    public void A_model_may_hold_itself()
    {
        JsonElement fields = s_compiled.Fields("inner");

        fields.GetProperty("definitions").GetProperty("Tree").GetProperty("properties").GetProperty("branches").GetRawText()
            .ShouldBe("""{"items":{"$ref":"#/definitions/Tree"},"type":"array","description":"Branches.","title":"Branches"}""");
        fields.GetProperty("secret_fields").GetRawText().ShouldBe("""["tree.key","tree.branches.*"]""");
    }

    [Theory]
    [InlineData(DocumentationMode.None)]
    [InlineData(DocumentationMode.Parse)]
    public void Documentation_switches_change_no_schema(DocumentationMode mode) =>
        Compiled.From(Sample, new Setting { Documentation = mode }).Manifest.ShouldBe(s_compiled.Manifest);

    [Fact]
    public void Other_switches_change_no_schema()
    {
        Compiled.From(Sample, new Setting { Optimization = OptimizationLevel.Release }).Manifest.ShouldBe(s_compiled.Manifest);
        Compiled.From(Sample, new Setting { Nullable = NullableContextOptions.Annotations }).Manifest.ShouldBe(s_compiled.Manifest);
        Compiled.From(Sample, new Setting { Language = LanguageVersion.Preview }).Manifest.ShouldBe(s_compiled.Manifest);
        Compiled.From(Sample, new Setting { Path = "C:\\other\\Place.cs", Name = "Renamed" }).Manifest.ShouldBe(s_compiled.Manifest);
    }

    [Fact]
    public void Line_ends_change_no_schema() =>
        Compiled.From(Sample.Replace("\n", "\r\n", StringComparison.Ordinal)).Manifest.ShouldBe(s_compiled.Manifest);

    [Fact]
    public void A_block_of_another_assembly_is_described_by_its_manifest()
    {
        MetadataReference other = s_compiled.ToReference();
        const string source =
            """
            /// <summary>Holder.</summary>
            [Block] public sealed partial record Holder : Block
            {
                /// <summary>A thing.</summary>
                public required A.@event.Thing Thing { get; init; }
                /// <summary>A tree.</summary>
                public required A.@event.Tree Tree { get; init; }
            }
            """;

        Compiled apart = Compiled.From(source, new Setting { Name = "Apart" }, other);
        Compiled together = Compiled.From(source + Sample.Replace("namespace A.@event;", "namespace A.@event {", StringComparison.Ordinal) + "}");

        apart.Problems.ShouldBeEmpty();
        apart.Block("holder").GetRawText().ShouldBe(together.Block("holder").GetRawText());
    }

    [Fact]
    public void An_edit_elsewhere_writes_nothing_anew()
    {
        CSharpParseOptions parse = new(LanguageVersion.CSharp12);
        GeneratorDriver driver = CSharpGeneratorDriver.Create(
            [new BlockGenerator().AsSourceGenerator()], parseOptions: parse,
            driverOptions: new GeneratorDriverOptions(IncrementalGeneratorOutputKind.None, trackIncrementalGeneratorSteps: true));
        Compilation compilation = s_compiled.Compilation.RemoveSyntaxTrees(s_compiled.Compilation.SyntaxTrees.Skip(1));
        driver = driver.RunGenerators(compilation, TestContext.Current.CancellationToken);
        driver = driver.RunGenerators(compilation.AddSyntaxTrees(CSharpSyntaxTree.ParseText("class Elsewhere;", parse, cancellationToken: TestContext.Current.CancellationToken)), TestContext.Current.CancellationToken);

        driver.GetRunResult().Results[0].TrackedSteps["Blocks"].SelectMany(step => step.Outputs)
            .ShouldAllBe(output => output.Reason == IncrementalStepRunReason.Unchanged || output.Reason == IncrementalStepRunReason.Cached);
    }

    [Fact]
    public void Nested_block_and_a_block_named_like_its_path_do_not_meet()
    {
        Compiled compiled = Compiled.From(
            """
            namespace Same;
            /// <summary>Contains.</summary>
            public static partial class Outer
            {
                /// <summary>Nested.</summary>
                [Block] public sealed partial record Inner : Block
                {
                    /// <summary>Named like what the generator once added.</summary>
                    public string BlockFields { get; init; } = "";
                }
            }
            /// <summary>Not nested.</summary>
            [Block] public sealed partial record Outer_Inner : Block;
            """);

        compiled.Problems.ShouldBeEmpty();
        compiled.CompilerProblems.ShouldBeEmpty();
    }

    [Fact]
    public void Fields_of_blocks_that_are_only_held_inline_have_no_positions()
    {
        const string source = """
            namespace Held;

            /// <summary>Deep.</summary>
            [Block] public sealed partial record Deep : Block
            {
                /// <summary>Text.</summary>
                public string? Text { get; init; }
            }

            /// <summary>Inner.</summary>
            [Block] public sealed partial record Inner : Block
            {
                /// <summary>Deep.</summary>
                public Deep? Deep { get; init; }
            }

            /// <summary>Refers.</summary>
            [Block] public sealed partial record Refers : Block
            {
                /// <summary>Part.</summary>
                public Inner? Part { get; init; }
            }

            /// <summary>Holds.</summary>
            [Block] public sealed partial record Holds : Block
            {
                /// <summary>Part.</summary>
                [BlockField(Schema = "{\"oneOf\":[{\"$ref\":\"#/definitions/Inner\"}]}")]
                [BlockUnion(typeof(Inner))]
                public Block? Part { get; init; }
            }
            """;
        Compiled compiled = Compiled.From(source);

        Positions("refers").ShouldBe([true, true]);
        Positions("holds").ShouldBe([false, false]);

        bool[] Positions(string slug)
        {
            JsonElement definitions = compiled.Block(slug).GetProperty("schema").GetProperty("fields").GetProperty("definitions");
            return
            [
                .. new[] { ("Inner", "deep"), ("Deep", "text") }
                    .Select(field => definitions.GetProperty(field.Item1).GetProperty("properties").GetProperty(field.Item2).TryGetProperty("position", out _)),
            ];
        }
    }
}
