using System.Collections.Generic;
using System.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace Prefect.Generators;

/// <summary>Writes the member that is the flow or task made of a method.</summary>
internal sealed class MemberEmitter(IMethodSymbol method, MethodResult result, Kind kind, string member, string options)
{
    private const string Space = "global::Prefect.Flows.";

    private readonly CodeWriter _writer = new();
    private readonly string _field = "__" + member;

    public string Emit(string name)
    {
        int depth = SourceFile.Open(_writer, method.ContainingType, "");
        string type = MemberType();
        Field(type);
        _writer.Line($"/// <summary>{Summary()}</summary>");
        _writer.Line($"/// <seealso cref=\"{method.GetDocumentationCommentId()}\"/>");
        _writer.Line(SourceFile.GeneratedCode);
        string accessibility = SyntaxFacts.GetText(method.DeclaredAccessibility);
        if (method.IsStatic)
        {
            _writer.Line($"{accessibility} static {type} {Names.Escape(member)} =>");
            _writer.Line($"    global::System.Threading.LazyInitializer.EnsureInitialized(ref {_field}, static () =>");
        }
        else
        {
            _writer.Line($"{accessibility} {type} {Names.Escape(member)} =>");
            _writer.Line($"    {_field}.GetValue(this, static self =>");
        }

        Definition(name);
        SourceFile.Close(_writer, depth);
        return _writer.ToString();
    }

    /// <summary>A table instead of a field of the object: a record would compare and copy a field, and so bind the copy's to the original.</summary>
    private void Field(string type)
    {
        _writer.Line(SourceFile.GeneratedCode);
        _writer.Line(SourceFile.Hidden);
        _writer.Line(method.IsStatic
            ? $"private static {type}? {_field};"
            : $"private static readonly global::System.Runtime.CompilerServices.ConditionalWeakTable<{method.ContainingType.ToDisplayString(Names.Bare)}, {type}> {_field} = new();");
        _writer.Line();
    }

    private void Definition(string name)
    {
        IReadOnlyList<IParameterSymbol> given = ParameterRules.Given(method);
        DocComment comment = DocComment.Of(method);
        string describe = kind == Kind.Task ? "DescribeTask" : "DescribeFlow";
        string body = $"({DelegateType()}){(method.IsStatic ? "" : "self.")}{Names.Escape(method.Name)}";
        string descriptions = string.Concat(given.Select(parameter => comment.Parameter(parameter.Name) is { } text ? $", {Names.Literal(text)}" : ", null"));
        _writer.Line($"        {Space}GeneratedDefinition.{describe}(");
        _writer.Line($"            {Space}{kind.Base}.Define{TypeArguments()}(");
        _writer.Line($"                {Names.Literal(name)},");
        _writer.Line($"                {body},");
        _writer.Line($"                {options},");
        _writer.Line($"                {Names.Literal(method.Name)}),");
        _writer.Line($"            \"{MethodHash.Of(method)}\",");
        _writer.Line($"            new string?[] {{ {(descriptions.Length == 0 ? "" : descriptions.Substring(2))} }}));");
    }

    private string Summary() =>
        method.IsStatic
            ? $"The method <c>{method.Name}</c> as a {kind.Noun}."
            : $"The method <c>{method.Name}</c> of this object as a {kind.Noun}.";

    private string MemberType()
    {
        string name = result.IsStream ? kind.Stream : kind.Base;
        return $"{Space}{name}<{string.Join(", ", Types().Append(result.Gives ?? Space + "Unit"))}>";
    }

    private string TypeArguments()
    {
        string[] all = [.. result.Gives is null ? Types() : Types().Append(result.Gives)];
        return all.Length == 0 ? "" : $"<{string.Join(", ", all)}>";
    }

    private string DelegateType()
    {
        IEnumerable<string> types = method.Parameters.Select(parameter => parameter.Type.ToDisplayString(Names.Full));
        string[] all = [.. result.Returns is null ? types : types.Append(result.Returns)];
        string name = result.Returns is null ? "Action" : "Func";
        return all.Length == 0 ? $"global::System.{name}" : $"global::System.{name}<{string.Join(", ", all)}>";
    }

    private IEnumerable<string> Types() => ParameterRules.Given(method).Select(parameter => parameter.Type.ToDisplayString(Names.Full));
}
