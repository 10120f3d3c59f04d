namespace Prefect.Generators;

/// <summary>Writes the class of the calls whose arguments may be runs.</summary>
internal static class InputCallEmitter
{
    public static string Emit(Arity arity)
    {
        CodeWriter writer = ArityFile.Open();
        writer.Line(SourceFile.GeneratedCode);
        string parameters = Arity.List(["Definition definition", $"{arity.Body} body"], [.. arity.Declare("TaskInput<{0}>")]);
        writer.Open($"internal sealed class {arity.InputCall}({parameters}) : Call<TResult>(definition)");
        writer.Line($"public override int Count => {arity.Count};");
        writer.Line();
        writer.Line("public override object? this[int index] => throw new InvalidOperationException(\"The arguments are not known before the runs that give them have ended.\");");
        writer.Line();
        writer.Line("public override bool MayHoldRuns => true;");
        writer.Line();
        writer.Line("public override bool IsResolved => false;");
        writer.Line();
        CallEmitter.Collect(writer, arity, "argument{0}.Collect(dependencies);");
        string resolved = Arity.List(["Definition", "body"], [.. arity.Each(place => $"argument{place}.Resolve()")]);
        writer.Line($"public override Call<TResult> Resolve() => new {arity.Call}({resolved});");
        writer.Line();
        writer.Line("public override ValueTask<TResult> InvokeAsync(CancellationToken cancellationToken) => Resolve().InvokeAsync(cancellationToken);");
        writer.Close();
        return writer.ToString();
    }
}
