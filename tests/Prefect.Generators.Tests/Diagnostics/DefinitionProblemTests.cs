using Microsoft.CodeAnalysis;

namespace Prefect.Generators.Tests;

public class DefinitionProblemTests
{
    [Theory]
    [InlineData("PREFECT023", "[FlowTask] static void Run<T>(T item) { }")]
    [InlineData("PREFECT023", "[Flow] static int Run<T>() => 1;")]
    [InlineData("PREFECT023", "static void Outer() { Run(); [FlowTask] static void Run() { } }")]
    [InlineData("PREFECT023", "static int Size { [FlowTask] get => 1; }")]
    [InlineData("PREFECT023", "partial struct Part { [FlowTask] void Run() { } }")]
    [InlineData("PREFECT023", "partial interface IPart { [FlowTask] void Run(); }")]
    [InlineData("PREFECT024", "class Part { [FlowTask] static void Run() { } }")]
    [InlineData("PREFECT024", "class Whole { partial class Part { [Flow] static void Run() { } } }")]
    [InlineData("PREFECT025", "[FlowTask] static int Run(int a, int b, int c, int d, int e, int f, int g, int h, int i) => 1;")]
    [InlineData("PREFECT026", "[FlowTask] static void Run(ref int count) { }")]
    [InlineData("PREFECT026", "[FlowTask] static void Run(out int count) => count = 1;")]
    [InlineData("PREFECT026", "[FlowTask] static void Run(in int count) { }")]
    [InlineData("PREFECT026", "[FlowTask] static void Run(ReadOnlySpan<char> text) { }")]
    [InlineData("PREFECT026", "[Flow] static void Run(bool returnState) { }")]
    [InlineData("PREFECT026", "[Flow] static void Run(int wait_for) { }")]
    [InlineData("PREFECT026", "[Flow] static void Run(CancellationToken ct, int count) { }")]
    [InlineData("PREFECT027", "[FlowTask] static async void Run() => await Task.Yield();")]
    [InlineData("PREFECT027", "[FlowTask] static ValueTask RunAsync() => default;")]
    [InlineData("PREFECT027", "[FlowTask] static ValueTask<int> RunAsync() => default;")]
    [InlineData("PREFECT027", "[FlowTask] static Task<Task> RunAsync() => Task.FromResult(Task.CompletedTask);")]
    [InlineData("PREFECT027", "[FlowTask] static Task<IAsyncEnumerable<int>> RunAsync() => null!;")]
    [InlineData("PREFECT027", "[FlowTask] static IAsyncEnumerator<int> RunAsync() => null!;")]
    [InlineData("PREFECT027", "[FlowTask] static ReadOnlySpan<char> Run() => default;")]
    [InlineData("PREFECT027", "static int s_count; [FlowTask] static ref int Run() => ref s_count;")]
    [InlineData("PREFECT028", "[FlowTask(Name = \"a/b\")] static void Run() { }")]
    [InlineData("PREFECT028", "[Flow(Name = \" \")] static void Run() { }")]
    [InlineData("PREFECT028", "[Flow] static void __() { }")]
    [InlineData("PREFECT029", "[FlowTask] static void Run() { } static int RunTask => 1;")]
    [InlineData("PREFECT029", "[FlowTask(Member = \"X\")] static void Run() { }")]
    [InlineData("PREFECT029", "[FlowTask(Member = \"a b\")] static void Run() { }")]
    [InlineData("PREFECT029", "[FlowTask(Member = \"class\")] static void Run() { }")]
    [InlineData("PREFECT029", "[FlowTask] static void Run() { } [FlowTask] static void Run(int count) { }")]
    [InlineData("PREFECT029", "[FlowTask, Flow(Member = \"RunTask\")] static void Run() { }")]
    [InlineData("PREFECT030", "[FlowTask(Options = \"Missing\")] static void Run() { }")]
    [InlineData("PREFECT030", "static readonly FlowOptions s_options = new(); [FlowTask(Options = nameof(s_options))] static void Run() { }")]
    [InlineData("PREFECT030", "readonly TaskOptions _options = new(); [FlowTask(Options = nameof(_options))] static void Run() { }")]
    [InlineData("PREFECT031", "[FlowTask(Retries = -1)] static void Run() { }")]
    [InlineData("PREFECT031", "[FlowTask(TimeoutSeconds = 0)] static void Run() { }")]
    [InlineData("PREFECT031", "[FlowTask(TimeoutSeconds = double.NaN)] static void Run() { }")]
    [InlineData("PREFECT031", "[FlowTask(RetryDelaySeconds = new double[0])] static void Run() { }")]
    [InlineData("PREFECT031", "[FlowTask(RetryDelaySeconds = new[] { -1.0 })] static void Run() { }")]
    [InlineData("PREFECT031", "[Flow(RetryDelaySeconds = new[] { 1.0, 2.0 })] static void Run() { }")]
    [InlineData("PREFECT031", "[FlowTask(Tags = new[] { \"\" })] static void Run() { }")]
    public void A_wrong_method_is_reported(string id, string members)
    {
        Compiled compiled = Compiled.From("public partial class X { " + members + " }");

        compiled.Diagnostics.Select(diagnostic => diagnostic.Id).Distinct().ShouldBe([id], string.Join('\n', compiled.Problems));
        compiled.Diagnostics.ShouldAllBe(diagnostic => diagnostic.Location.GetLineSpan().Path == "/src/Sample.cs");
        compiled.Compilation.GetDiagnostics().Where(diagnostic => diagnostic.Severity == DiagnosticSeverity.Error).ShouldBeEmpty();
    }

    [Fact]
    public void A_report_says_what_to_do()
    {
        Compiled.From("public partial class X { [FlowTask] static ValueTask<int> SizeAsync(ref int a) => default; }").Problems.ShouldBe(
        [
            "PREFECT026: The parameter 'a' of 'SizeAsync' is passed by reference, and a run may be over long after the call: pass a value, and return what changes",
            "PREFECT027: 'SizeAsync' returns 'System.Threading.Tasks.ValueTask<int>', which a task cannot: return Task, or Task<T> of a value",
        ]);
    }

    [Fact]
    public void The_type_of_a_file_cannot_be_added_to()
    {
        Compiled.From("file partial class X { [FlowTask] static void Run() { } }").Problems
            .ShouldHaveSingleItem().ShouldStartWith("PREFECT023: 'Run' cannot be a task: its type is local to a file");
    }
}
