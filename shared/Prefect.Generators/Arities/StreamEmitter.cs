namespace Prefect.Generators;

/// <summary>Writes the class of the flows or tasks that give one item after another.</summary>
internal static class StreamEmitter
{
    public static string Emit(Arity arity, Kind kind)
    {
        string types = Arity.List(arity.Types, "TItem");
        CodeWriter writer = ArityFile.Open();
        ArityFile.Summary(writer, $"A {kind.Noun} with {TaskEmitter.Parameters(arity)} that gives one item after another. Its result is the list of them.");
        ArityFile.Types(writer, arity, "TItem", "Type of the items.");
        writer.Line(SourceFile.GeneratedCode);
        writer.Open($"public sealed class {kind.Stream}<{types}> : {kind.Base}<{Arity.List(arity.Types, "IReadOnlyList<TItem>")}>");
        writer.Line($"private readonly {arity.Items} _items;");
        writer.Line();
        writer.Line($"internal {kind.Stream}(Definition definition, {kind.Options}? options, {arity.Items} items)");
        writer.Line($"    : base(definition, options, ({Arity.List(arity.Arguments, "token")}) => BodyResults.ListAsync(items({Arity.List(arity.Arguments, "token")}), token))");
        writer.Line("{");
        writer.Line("    _items = items;");
        writer.Line("}");
        writer.Line();
        Members(writer, arity, kind);
        writer.Line($"internal override {kind.Base} Copy(Definition definition, {kind.Options} options) => new {kind.Stream}<{types}>(definition, options, _items);");
        writer.Close();
        return writer.ToString();
    }

    private static void Members(CodeWriter writer, Arity arity, Kind kind)
    {
        string parameters = Arity.List(arity.Declare(), "CancellationToken cancellationToken = default");
        string call = (arity.Count == 0 ? "EmptyCall<IReadOnlyList<TItem>>" : $"Call<{Arity.List(arity.Types, "IReadOnlyList<TItem>")}>")
            + $"({Arity.List(arity.Known, arity.Arguments)})";
        string items = $"token => _items({Arity.List(arity.Arguments, "token")})";
        string rest = kind == Kind.Task ? "cancellationToken" : "FlowCallOptions.For(null, cancellationToken)";

        Comment(writer, arity, kind, "");
        writer.Line($"public IAsyncEnumerable<TItem> StreamAsync({parameters}) =>");
        writer.Line($"    {kind.Noun.Substring(0, 1).ToUpperInvariant()}{kind.Noun.Substring(1)}Calls.StreamAsync(this, new {call}, {items}, {rest});");
        writer.Line();
        Comment(writer, arity, kind, " Blocks the thread for each.");
        writer.Line($"public IEnumerable<TItem> Stream({parameters}) =>");
        writer.Line($"    Sync.Enumerate(StreamAsync({Arity.List(arity.Arguments, "cancellationToken")}));");
        writer.Line();
    }

    private static void Comment(CodeWriter writer, Arity arity, Kind kind, string more)
    {
        ArityFile.Summary(writer, $"Runs the {kind.Noun} and gives its items as they come.{more} The run ends when the sequence does, or is left.");
        ArityFile.Arguments(writer, arity);
        ArityFile.Token(writer);
    }
}
