using System.Linq;

namespace Prefect.Generators;

/// <summary>Writes the class of the calls with plain arguments.</summary>
internal static class CallEmitter
{
    public static string Emit(Arity arity)
    {
        CodeWriter writer = ArityFile.Open();
        writer.Line(SourceFile.GeneratedCode);
        string parameters = Arity.List(["Definition definition", $"{arity.Body} body"], [.. arity.Declare()]);
        writer.Open($"internal sealed class {arity.Call}({parameters}) : Call<TResult>(definition)");
        if (arity.Count > 0)
        {
            writer.Line($"private static readonly bool s_mayHoldRuns = {string.Join(" || ", arity.Types.Select(type => $"ArgumentRuns.MayHold<{type}>()"))};");
            writer.Line();
        }

        Indexer(writer, arity);
        writer.Line($"public override bool MayHoldRuns => {(arity.Count == 0 ? "false" : "s_mayHoldRuns")};");
        writer.Line();
        Collect(writer, arity, "ArgumentRuns.Collect(argument{0}, dependencies);");
        string resolved = Arity.List(["Definition", "body"], [.. arity.Each(place => $"ArgumentRuns.Resolve(argument{place})")]);
        writer.Line($"public override Call<TResult> Resolve() => {(arity.Count == 0 ? "this" : $"s_mayHoldRuns ? new {arity.Call}({resolved}) : this")};");
        writer.Line();
        writer.Line($"public override ValueTask<TResult> InvokeAsync(CancellationToken cancellationToken) => body({Arity.List(arity.Arguments, "cancellationToken")});");
        writer.Close();
        return writer.ToString();
    }

    /// <summary>Writes the search for runs in the arguments.</summary>
    public static void Collect(CodeWriter writer, Arity arity, string collect)
    {
        writer.Open("public override void Collect(DependencyCollector dependencies)");
        for (int place = 1; place <= arity.Count; place++)
        {
            writer.Line($"dependencies.Parameter = Definition.Parameters[{place - 1}].Name;");
            writer.Line(collect.Replace("{0}", $"{place}"));
        }

        writer.Close();
        writer.Line();
    }

    private static void Indexer(CodeWriter writer, Arity arity)
    {
        writer.Line($"public override int Count => {arity.Count};");
        writer.Line();
        if (arity.Count == 0)
        {
            writer.Line("public override object? this[int index] => throw new ArgumentOutOfRangeException(nameof(index));");
            writer.Line();
            return;
        }

        writer.Open("public override object? this[int index] => index switch");
        SourceFile.Lines(writer, arity.Each(place => $"{place - 1} => argument{place},"));
        writer.Line("_ => throw new ArgumentOutOfRangeException(nameof(index)),");
        writer.Close("};");
        writer.Line();
    }
}
