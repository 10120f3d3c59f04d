namespace Prefect.Generators;

/// <summary>Writes the class of the tasks with a number of parameters.</summary>
internal static class TaskEmitter
{
    public static string Emit(Arity arity)
    {
        string types = Arity.List(arity.Types, "TResult");
        CodeWriter writer = ArityFile.Open();
        ArityFile.Summary(writer, $"A task with {Parameters(arity)} and a result.");
        ArityFile.Types(writer, arity, "TResult", "Type of the result.");
        writer.Line(SourceFile.GeneratedCode);
        writer.Open($"public class FlowTask<{types}> : FlowTask");
        writer.Line("internal FlowTask(Definition definition, TaskOptions? options, " + arity.Body + " body)");
        writer.Line("    : base(definition, options) => Body = body;");
        writer.Line();
        writer.Line("/// <inheritdoc/>");
        writer.Line("public override Type ResultType => typeof(TResult);");
        writer.Line();
        writer.Line($"private protected {arity.Body} Body {{ get; }}");
        writer.Line();
        RunEmitter.Emit(writer, arity, Kind.Task);
        SubmitEmitter.Emit(writer, arity);
        if (arity.Count > 0)
        {
            new MapEmitter(writer, arity).Emit();
        }

        writer.Line($"internal override FlowTask Copy(Definition definition, TaskOptions options) => new FlowTask<{types}>(definition, options, Body);");
        writer.Close();
        return writer.ToString();
    }

    public static string Parameters(Arity arity) => arity.Count switch { 0 => "no parameter", 1 => "one parameter", _ => $"{arity.Count} parameters" };
}
