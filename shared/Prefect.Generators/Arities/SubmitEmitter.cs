namespace Prefect.Generators;

/// <summary>Writes the members that hand a task to the runner of the flow.</summary>
internal static class SubmitEmitter
{
    public const string Rest = "IEnumerable<TaskFuture>? waitFor = null, CancellationToken cancellationToken = default";

    public static void Emit(CodeWriter writer, Arity arity)
    {
        Emit(writer, arity, "{0}", arity.Call, "Argument #.");
        if (arity.Count > 0)
        {
            Emit(writer, arity, "TaskInput<{0}>", arity.InputCall, "Argument #: a value, or a run that will give it.");
        }
    }

    private static void Emit(CodeWriter writer, Arity arity, string type, string call, string text)
    {
        ArityFile.Summary(writer, "Hands the task to the runner of the flow that is running, and goes on at once.");
        ArityFile.Arguments(writer, arity, text);
        ArityFile.WaitFor(writer);
        ArityFile.Token(writer);
        writer.Line("/// <returns>The run that will be; it may be awaited, and passed on to further tasks.</returns>");
        ArityFile.Throws(writer, "MissingContextException", "No flow is running here.");
        if (type == "{0}")
        {
            // A parameter of type object takes runs too, which are found in it when the run begins.
            writer.Line("[OverloadResolutionPriority(1)]");
        }

        writer.Line($"public TaskFuture<TResult> Submit({Arity.List(arity.Declare(type), Rest)}) =>");
        writer.Line($"    TaskCalls.Submit(this, new {call}({Arity.List(arity.Known, arity.Arguments)}), waitFor, cancellationToken);");
        writer.Line();
    }
}
