using System.Linq;
using Microsoft.CodeAnalysis;

namespace Prefect.Generators;

/// <summary>Writes the static members that load, delete and register a block type, each with its blocking twin.</summary>
internal sealed class BlockMembersEmitter(CodeWriter writer, INamedTypeSymbol type)
{
    private const string Space = "global::Prefect.Blocks.";
    private const string Task = "global::System.Threading.Tasks.Task";
    private const string Store = Space + "IBlockStore? store = null";
    private const string Token = "global::System.Threading.CancellationToken cancellationToken = default";

    private static readonly (string Name, string Text) s_store = ("store", $"The store. Default: <see cref=\"{Space}BlockStore.Current\"/>.");
    private static readonly (string Name, string Text) s_token = ("cancellationToken", "Ends the operation.");
    private static readonly (string Name, string Text) s_name = ("name", "Name of the document.");
    private static readonly (string Name, string Text) s_validate = (
        "validate", "Whether a document that does not fit the type is refused; else what does not fit is left out and named in MissingFields. Default: yes.");

    private readonly string _self = type.ToDisplayString(Names.Bare);

    public void Emit()
    {
        Emit(
            "Load", "Loads a block of this type.", _self, isNew: true,
            $"string name, bool validate = true, {Store}, {Token}", "name, validate, store, cancellationToken",
            $"{Space}BlockDocuments.LoadAsync<{_self}>", s_name, s_validate, s_store, s_token);
        Emit(
            "Delete", "Deletes the document of a block of this type.", "", isNew: true,
            $"string name, {Store}, {Token}", "name, store, cancellationToken",
            $"{Space}BlockDocuments.DeleteAsync<{_self}>", s_name, s_store, s_token);
        Emit(
            "RegisterType", "Makes this type, and those that its properties refer to, known to a store.", Space + "RegisteredBlockType", isNew: false,
            $"{Store}, {Token}", "store, cancellationToken",
            $"{Space}BlockDocuments.RegisterAsync<{_self}>", s_store, s_token);
    }

    private void Emit(
        string name, string summary, string result, bool isNew, string parameters, string arguments, string target, params (string Name, string Text)[] comments)
    {
        string modifiers = isNew ? "public static new" : "public static";
        if (!Declares(name + "Async"))
        {
            Comment(name, summary, comments);
            writer.Line(SourceFile.GeneratedCode);
            writer.Line($"{modifiers} {Task}{(result.Length == 0 ? "" : $"<{result}>")} {name}Async({parameters}) =>");
            writer.Line($"    {target}({arguments});");
            writer.Line();
        }

        if (!Declares(name))
        {
            Comment(name, summary + " Blocks the thread until it is done.", comments);
            writer.Line(SourceFile.GeneratedCode);
            writer.Line($"{modifiers} {(result.Length == 0 ? "void" : result)} {name}({parameters}) =>");
            writer.Line($"    {Space}Sync.Run(() => {name}Async({arguments}));");
            writer.Line();
        }
    }

    /// <summary>Whether the record has a static member of the name itself.</summary>
    private bool Declares(string name) => type.GetMembers(name).Any(member => member.IsStatic);

    private void Comment(string name, string summary, (string Name, string Text)[] comments)
    {
        SourceFile.Comment(writer, summary, comments);
        Exception("BlockStoreException", "The store cannot be reached, read or written.");
        if (name == "RegisterType")
        {
            Exception("BlockDefinitionException", "The store refuses the type.");
            return;
        }

        writer.Line("/// <exception cref=\"global::System.ArgumentException\"><paramref name=\"name\"/> cannot name a document.</exception>");
        Exception("BlockNotFoundException", "There is no such document.");
        if (name == "Load")
        {
            Exception("BlockValidationException", "The document does not fit the type.");
        }
    }

    private void Exception(string exception, string condition) =>
        writer.Line($"/// <exception cref=\"{Space}{exception}\">{condition}</exception>");
}
