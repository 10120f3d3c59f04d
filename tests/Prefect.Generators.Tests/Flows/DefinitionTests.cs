using Microsoft.CodeAnalysis;

namespace Prefect.Generators.Tests;

public class DefinitionTests
{
    [Theory]
    [InlineData("[FlowTask] public static int Count(string path) => 1;", "public static Prefect.Flows.FlowTask<string, int> CountTask")]
    [InlineData("[FlowTask] private static void Clear() { }", "private static Prefect.Flows.FlowTask<Prefect.Flows.Unit> ClearTask")]
    [InlineData("[FlowTask] internal Task<int?> CountAsync(string? path, CancellationToken ct) => null!;", "internal Prefect.Flows.FlowTask<string?, int?> CountTask")]
    [InlineData("[FlowTask] protected internal async Task WaitAsync() => await Task.Yield();", "protected internal Prefect.Flows.FlowTask<Prefect.Flows.Unit> WaitTask")]
    [InlineData("[FlowTask] static IAsyncEnumerable<string> Lines(int count = 3) => null!;", "private static Prefect.Flows.StreamTask<int, string> LinesTask")]
    [InlineData("[Flow] public static async Task<int> LoadAsync(params string[] paths) => await Task.FromResult(1);", "public static Prefect.Flows.Flow<string[], int> LoadFlow")]
    [InlineData("[Flow(Member = \"Nightly\")] public static IAsyncEnumerable<int> Load() => null!;", "public static Prefect.Flows.StreamFlow<int> Nightly")]
    [InlineData("[FlowTask(Member = \"@event\")] public static int Async(dynamic @class) => 1;", null)]
    [InlineData("[FlowTask] public static int Async(dynamic @class, (int A, string? B) pair) => 1;", "public static Prefect.Flows.FlowTask<dynamic, (int A, string? B), int> AsyncTask")]
    [InlineData("[FlowTask] public static T Same(T item, List<T?> list) => item;", "public static Prefect.Flows.FlowTask<T, System.Collections.Generic.List<T?>, T> SameTask")]
    [InlineData("[FlowTask, Flow] public static int Both() => 1;", "public static Prefect.Flows.FlowTask<int> BothTask")]
    public void A_method_gives_a_member(string method, string? member)
    {
        Compiled compiled = Compiled.From($"public partial class X<T> where T : class {{ {method} }}");
        if (member is null)
        {
            compiled.Problems.ShouldHaveSingleItem().ShouldStartWith("PREFECT029");
            return;
        }

        compiled.Problems.ShouldBeEmpty();
        CompilerProblems(compiled).ShouldBeEmpty();
        INamedTypeSymbol type = compiled.Compilation.GetTypeByMetadataName("X`1")!;
        type.GetMembers(member.Split(' ')[^1]).ShouldHaveSingleItem().ToDisplayString(s_declaration).ShouldBe(member);
    }

    [Fact]
    public void Attributes_are_laid_over_the_named_options()
    {
        string source = Generated(
            """
            public static partial class X
            {
                static readonly TaskOptions s_options = new() { Retries = 1 };

                /// <summary>Counts the "lines" of a file.</summary>
                /// <param name="path">Which file.</param>
                [FlowTask(Options = nameof(s_options), Name = "lines", Version = "2", RunName = "lines-{path}", Retries = 3, TimeoutSeconds = 1.5,
                    RetryDelaySeconds = new[] { 1, 2.5 }, LogPrints = false, PersistResult = true, Tags = new[] { "a", "b" })]
                static int Count(string path, int most = 5) => 1;
            }
            """);

        source.ShouldContain(
            "s_options with { Description = s_options.Description ?? \"Counts the \\\"lines\\\" of a file.\", Name = \"lines\", Version = \"2\", "
            + "RunName = \"lines-{path}\", LogPrints = false, PersistResult = true, Retries = 3, RetryDelay = new double[] { 1d, 2.5d }, "
            + "Timeout = global::System.TimeSpan.FromSeconds(1.5d), Tags = new string[] { \"a\", \"b\" } }");
        source.ShouldContain("new string?[] { \"Which file.\", null }");
    }

    [Theory]
    [InlineData("CountLinesAsync", "count-lines")]
    [InlineData("ReadS3Object", "read-s3-object")]
    [InlineData("HTMLPage", "html-page")]
    [InlineData("count_lines", "count-lines")]
    [InlineData("_hidden", "hidden")]
    [InlineData("Zähle", "zähle")]
    public void A_name_comes_of_the_method(string method, string name) =>
        Generated($"public static partial class X {{ [FlowTask] public static Task {method}() => Task.CompletedTask; }}").ShouldContain($"Define(\n                    \"{name}\",");

    [Theory]
    [InlineData("static int Count(string path) { return path.Length; }", true)]
    [InlineData("static   int Count( string path )\r\n{\r\n    // A comment.\r\n    return path.Length;\r\n}", true)]
    [InlineData("public static int Count(string path) { return path.Length; }", true)]
    [InlineData("static int Count(string path) { return path.Length + 0; }", false)]
    [InlineData("static long Count(string path) { return path.Length; }", false)]
    [InlineData("static int Count(string paths) { return paths.Length; }", false)]
    public void The_hash_is_of_the_code_alone(string method, bool isSame) =>
        (Hash("[FlowTask(Retries = 2)] " + method) == Hash("[FlowTask] static int Count(string path) { return path.Length; }")).ShouldBe(isSame);

    [Fact]
    public void What_else_the_file_holds_changes_nothing()
    {
        const string Method = "public static partial class X { [FlowTask] static void Run() { } }";
        Generated(Method + " public class Y { }").ShouldBe(Generated(Method));
    }

    [Fact]
    public void Types_of_every_kind_are_added_to()
    {
        CompilerProblems(Compiled.From(
            """
            namespace @new.Space
            {
                public partial record R(int Id) { [FlowTask] public int Get() => Id; public partial class Inner<T> { [Flow] public void Run(T item) { } } }
                public partial struct S { [FlowTask] public static int Get() => 1; }
                public static partial class @class { [Flow] public static int Get() => 1; }
            }
            """)).ShouldBeEmpty();
    }

    private static readonly SymbolDisplayFormat s_declaration = SymbolDisplayFormat.CSharpErrorMessageFormat
        .WithGlobalNamespaceStyle(SymbolDisplayGlobalNamespaceStyle.Omitted)
        .WithMemberOptions(SymbolDisplayMemberOptions.IncludeType | SymbolDisplayMemberOptions.IncludeAccessibility | SymbolDisplayMemberOptions.IncludeModifiers)
        .AddMiscellaneousOptions(SymbolDisplayMiscellaneousOptions.IncludeNullableReferenceTypeModifier);

    private static string Hash(string method)
    {
        string source = Generated($"public static partial class X {{ {method} }}");
        return source.Split('\n').Select(line => line.Trim()).Single(line => line.Length == 35 && line.StartsWith('"'));
    }

    /// <summary>The samples have no comments, which only the generated code must have.</summary>
    private static string[] CompilerProblems(Compiled compiled) =>
        [.. compiled.CompilerProblems.Where(problem => !(problem.Contains("warning CS15") && problem.StartsWith("/src/Sample.cs", StringComparison.Ordinal)))];

    private static string Generated(string source)
    {
        Compiled compiled = Compiled.From(source);
        CompilerProblems(compiled).ShouldBeEmpty();
        return compiled.Result.GeneratedTrees.ShouldHaveSingleItem().ToString();
    }
}
