namespace Prefect.Generators;

/// <summary>Writes the members that run a flow or task here and now: for the result or for the state, asynchronous or blocking.</summary>
internal static class RunEmitter
{
    public static void Emit(CodeWriter writer, Arity arity, Kind kind)
    {
        foreach (bool waits in new[] { false, true })
        {
            Emit(writer, arity, kind, waits, "Run", "TResult", "gives its result");
            Emit(writer, arity, kind, waits, "RunState", "State<TResult>", "gives its last state");
        }
    }

    private static void Emit(CodeWriter writer, Arity arity, Kind kind, bool waits, string name, string result, string text)
    {
        string parameters = Arity.List(arity.Declare(), waits ? ["IEnumerable<TaskFuture> waitFor", "CancellationToken cancellationToken = default"] : ["CancellationToken cancellationToken = default"]);
        string arguments = Arity.List(arity.Arguments, waits ? ["waitFor", "cancellationToken"] : ["cancellationToken"]);
        string call = $"new {arity.Call}({Arity.List(arity.Known, arity.Arguments)})";
        string waitFor = waits ? "waitFor" : "null";
        string target = kind == Kind.Task
            ? $"TaskCalls.{name}Async(this, {call}, {waitFor}, cancellationToken)"
            : $"FlowCalls.{name}Async(this, {call}, FlowCallOptions.For({waitFor}, cancellationToken))";

        Comment(writer, arity, kind, waits, name, $"Runs the {kind.Noun} and {text}.");
        Attributes(writer, waits);
        writer.Line($"public Task<{result}> {name}Async({parameters}) =>");
        writer.Line($"    {target};");
        writer.Line();
        Comment(writer, arity, kind, waits, name, $"Runs the {kind.Noun} and {text}. Blocks the thread until it is done.");
        Attributes(writer, waits);
        writer.Line($"public {result} {name}({parameters}) =>");
        writer.Line($"    Sync.Run(() => {name}Async({arguments}));");
        writer.Line();
    }

    // So that 'default' as the last argument is the token.
    private static void Attributes(CodeWriter writer, bool waits)
    {
        if (waits)
        {
            writer.Line("[OverloadResolutionPriority(-1)]");
        }
    }

    private static void Comment(CodeWriter writer, Arity arity, Kind kind, bool waits, string name, string summary)
    {
        ArityFile.Summary(writer, summary);
        ArityFile.Arguments(writer, arity);
        if (waits)
        {
            ArityFile.WaitFor(writer);
        }

        ArityFile.Token(writer);
        if (name == "Run")
        {
            ArityFile.Throws(writer, "UpstreamTaskException", "A run that this one depends on has not ended well.");
            ArityFile.Throws(writer, "FlowException", $"The {kind.Noun} did not end well and has no exception of its own. Else that one is thrown.");
        }
    }
}
