namespace Prefect.Generators;

/// <summary>Writes the methods that make a flow or task from a delegate.</summary>
internal static class DefineEmitter
{
    public static string Emit(Arity arity, Kind kind)
    {
        CodeWriter writer = ArityFile.Open();
        writer.Open($"public abstract partial class {kind.Base}");
        foreach (BodyShape shape in BodyShape.All())
        {
            Emit(writer, arity, kind, shape);
        }

        writer.Close();
        return writer.ToString();
    }

    private static void Emit(CodeWriter writer, Arity arity, Kind kind, BodyShape shape)
    {
        string made = shape.IsStream
            ? $"{kind.Stream}<{Arity.List(arity.Types, "TItem")}>"
            : $"{kind.Base}<{Arity.List(arity.Types, shape.Result!)}>";
        string generics = Arity.List(arity.Types, shape.Gives is { } gives ? [gives] : []);
        Comment(writer, arity, kind, shape);
        writer.Line(SourceFile.GeneratedCode);
        if (shape.Priority > 0)
        {
            writer.Line($"[OverloadResolutionPriority({shape.Priority})]");
        }

        string result = shape.IsStream ? "typeof(IReadOnlyList<TItem>)" : $"typeof({shape.Result})";
        writer.Line($"public static {made} Define{(generics.Length == 0 ? "" : $"<{generics}>")}(");
        writer.Line($"    string name, {shape.Delegate(arity)} body, {kind.Options}? options = null, [CallerArgumentExpression(nameof(body))] string? source = null) =>");
        writer.Line($"    new(BodyRules.Define(name, body, {result}, {arity.Count}, source), options, {shape.Lambda(arity)});");
        writer.Line();
    }

    private static void Comment(CodeWriter writer, Arity arity, Kind kind, BodyShape shape)
    {
        string with = TaskEmitter.Parameters(arity);
        string token = shape.HasToken ? " and a token" : "";
        ArityFile.Summary(writer, $"Makes a {kind.Noun} from {shape.Remark} with {with}{token}.");
        ArityFile.Parameter(writer, "name", "Name of the " + kind.Noun + "; without <c>/ % &amp; &gt; &lt;</c>.");
        ArityFile.Parameter(writer, "body", "What it does." + (shape.HasToken ? " The token is cancelled when the run is, or when its time is over." : ""));
        if (arity.Count > 0)
        {
            writer.Line("/// <remarks>A lambda states the types of its parameters; for the name of a method the type arguments are stated, as in <c>Define&lt;string, int&gt;(\"size\", SizeAsync)</c>.</remarks>");
        }

        ArityFile.Parameter(writer, "options", "How it is run. Default: as the settings say.");
        ArityFile.Parameter(writer, "source", "Source text of the body; the compiler fills it in.");
        ArityFile.Types(writer, arity, shape.Gives, shape.IsStream ? "Type of the items." : "Type of the result.");
        ArityFile.Throws(writer, "ArgumentNullException", "<paramref name=\"body\"/> is null.");
        ArityFile.Throws(writer, "FlowNameException", "The name is missing, or holds a character that it must not.");
        ArityFile.Throws(writer, "ReservedParameterException", "A parameter has a name that calls use themselves.");
        ArityFile.Throws(writer, "ArgumentException", "The body is several delegates in one, returns what cannot be awaited here, or the options contradict each other.");
    }
}
