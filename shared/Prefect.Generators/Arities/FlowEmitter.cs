namespace Prefect.Generators;

/// <summary>Writes the class of the flows with a number of parameters.</summary>
internal static class FlowEmitter
{
    public static string Emit(Arity arity)
    {
        string types = Arity.List(arity.Types, "TResult");
        CodeWriter writer = ArityFile.Open();
        ArityFile.Summary(writer, $"A flow with {TaskEmitter.Parameters(arity)} and a result.");
        ArityFile.Types(writer, arity, "TResult", "Type of the result.");
        writer.Line(SourceFile.GeneratedCode);
        writer.Open($"public class Flow<{types}> : Flow");
        writer.Line("internal Flow(Definition definition, FlowOptions? options, " + arity.Body + " body)");
        writer.Line("    : base(definition, options) => Body = body;");
        writer.Line();
        writer.Line("/// <inheritdoc/>");
        writer.Line("public override Type ResultType => typeof(TResult);");
        writer.Line();
        writer.Line($"private protected {arity.Body} Body {{ get; }}");
        writer.Line();
        RunEmitter.Emit(writer, arity, Kind.Flow);
        RunUntyped(writer, arity);
        writer.Line($"internal override Flow Copy(Definition definition, FlowOptions options) => new Flow<{types}>(definition, options, Body);");
        writer.Close();
        return writer.ToString();
    }

    private static void RunUntyped(CodeWriter writer, Arity arity)
    {
        string arguments = Arity.List(arity.Known, [.. arity.Each(place => $"UntypedArguments.Get<T{place}>(this, arguments, {place - 1})")]);
        writer.Open("internal override async Task<State> RunUntypedAsync(object?[] arguments, FlowCallOptions options)");
        writer.Line($"UntypedArguments.Check(this, arguments, {arity.Count});");
        writer.Line($"{arity.Call} call = new({arguments});");
        writer.Line("return await FlowCalls.RunStateAsync(this, call, options).ConfigureAwait(false);");
        writer.Close();
        writer.Line();
    }
}
