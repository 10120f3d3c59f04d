using System.Collections.Generic;
using System.Linq;
using Microsoft.CodeAnalysis;

namespace Prefect.Generators;

/// <summary>Writes the members that blocks and models have in common: fields, constructors, reading, writing, equality.</summary>
internal sealed class RecordEmitter(RecordDeclaration declaration)
{
    private const string Space = "global::Prefect.Blocks.";
    private readonly CodeWriter _writer = new();
    private readonly INamedTypeSymbol _type = declaration.Type;
    private readonly string _name = Names.Escape(declaration.Type.Name);

    public string Emit()
    {
        string self = _type.ToDisplayString(Names.Bare);
        int depth = SourceFile.Open(_writer, _type, $"{Space}{(declaration.IsBlock ? "IBlock" : "IBlockModel")}<{self}>");
        if (declaration.IsBlock)
        {
            EmitBlockType(self);
        }

        EmitConstructors();
        if (!declaration.IsBlock)
        {
            _writer.Line(SourceFile.GeneratedCode);
            _writer.Line($"static {self} {Space}IBlockModel<{self}>.ReadFrom({Space}BlockReader reader) => new {self}(reader);");
            _writer.Line();
        }

        EmitWriter(self);
        EmitEquality();
        if (declaration.IsBlock)
        {
            new BlockMembersEmitter(_writer, _type).Emit();
        }

        new TwinEmitter(_writer, _type).Emit();
        EmitFields();
        SourceFile.Close(_writer, depth);
        return _writer.ToString();
    }

    private static string Local(int index) => "value" + index.ToString(System.Globalization.CultureInfo.InvariantCulture);

    private void EmitBlockType(string self)
    {
        _writer.Line("/// <summary>What is known of this type of block.</summary>");
        _writer.Line(SourceFile.GeneratedCode);
        _writer.Line($"public static {Space}BlockType<{self}> BlockType {{ get; }} = new {Space}BlockType<{self}>({Names.Literal(declaration.Described.Slug!)}, static reader => new {self}(reader));");
        _writer.Line();
        _writer.Line("/// <inheritdoc/>");
        _writer.Line(SourceFile.GeneratedCode);
        _writer.Line($"public override {Space}BlockType GetBlockType() => BlockType;");
        _writer.Line();
    }

    private void EmitConstructors()
    {
        if (!_type.InstanceConstructors.Any(constructor => !constructor.IsImplicitlyDeclared && constructor.Parameters.Length == 0))
        {
            SourceFile.Comment(_writer, $"Makes a {(declaration.IsBlock ? "block that has no document" : "new value")}.");
            _writer.Line(SourceFile.GeneratedCode);
            _writer.Open($"public {_name}()");
            _writer.Close();
            _writer.Line();
        }

        bool passesReader = declaration.IsBlock && _type.BaseType is { } parent && Names.Plain(parent) == Names.Block;
        _writer.Line("[global::System.Diagnostics.CodeAnalysis.SetsRequiredMembers]");
        _writer.Line(SourceFile.GeneratedCode);
        _writer.Line($"private {_name}({Space}BlockReader reader)");
        _writer.Open($"    : base({(passesReader ? "reader" : "")})");
        _writer.Line("reader.Declare(__Fields.__Names);");
        int index = 0;
        foreach (FieldDeclaration field in declaration.Fields)
        {
            string property = Names.Escape(field.Property.Name);
            string local = Local(index++);
            _writer.Open($"if (reader.TryRead(__Fields.{property}, out {field.TypeText} {local}))");
            _writer.Line($"this.{property} = {local};");
            _writer.Close();
            _writer.Line();
        }

        _writer.Close();
        _writer.Line();
    }

    private void EmitWriter(string self)
    {
        if (declaration.IsBlock)
        {
            _writer.Line("/// <inheritdoc/>");
            _writer.Line(SourceFile.Hidden);
        }

        _writer.Line(SourceFile.GeneratedCode);
        _writer.Open(declaration.IsBlock
            ? $"protected override void WriteFields({Space}BlockWriter writer)"
            : $"void {Space}IBlockModel<{self}>.WriteTo({Space}BlockWriter writer)");
        SourceFile.Lines(_writer, declaration.Fields.Select(field =>
            $"writer.Write(__Fields.{Names.Escape(field.Property.Name)}, this.{Names.Escape(field.Property.Name)});"));
        _writer.Close();
        _writer.Line();
    }

    private void EmitEquality()
    {
        SourceFile.Comment(
            _writer, "Tells whether another value holds the same data; lists and dictionaries are compared by what is in them.",
            ("other", "The other value."));
        _writer.Line(SourceFile.GeneratedCode);
        _writer.Line($"public bool Equals({_name}? other) =>");
        IEnumerable<string> comparisons = declaration.Fields.Select(field =>
            $"        && __Fields.{Names.Escape(field.Property.Name)}.AreEqual(this.{Names.Escape(field.Property.Name)}, other.{Names.Escape(field.Property.Name)})");
        _writer.Line("    other is not null && (ReferenceEquals(this, other) || (true");
        SourceFile.Lines(_writer, comparisons);
        _writer.Line("    ));");
        _writer.Line();
        _writer.Line("/// <inheritdoc/>");
        _writer.Line(SourceFile.GeneratedCode);
        _writer.Open("public override int GetHashCode()");
        _writer.Line("global::System.HashCode hash = default;");
        SourceFile.Lines(_writer, declaration.Fields.Select(field =>
            $"hash.Add(__Fields.{Names.Escape(field.Property.Name)}.GetHashCode(this.{Names.Escape(field.Property.Name)}));"));
        _writer.Line("return hash.ToHashCode();");
        _writer.Close();
        _writer.Line();
    }

    private void EmitFields()
    {
        _writer.Line(SourceFile.GeneratedCode);
        _writer.Open("private static class __Fields");
        IEnumerable<string> names = declaration.Fields.SelectMany(field => field.AllNames).Select(Names.Literal);
        _writer.Line($"public static readonly string[] __Names = new string[] {{ {string.Join(", ", names)} }};");
        foreach (FieldDeclaration field in declaration.Fields)
        {
            _writer.Line($"public static readonly {Space}BlockField<{field.TypeText}> {Names.Escape(field.Property.Name)} =");
            _writer.Line($"    new {Space}BlockField<{field.TypeText}>({Names.Literal(field.WireName)}, {field.Shape.Codec}, required: {(field.IsRequired ? "true" : "false")}{OtherNames(field)});");
        }

        _writer.Close();
    }

    private static string OtherNames(FieldDeclaration field) =>
        field.WrittenAs is null && field.FormerNames.Length == 0
            ? ""
            : string.Concat(new[] { field.WrittenAs is null ? "null" : Names.Literal(field.WrittenAs) }.Concat(field.FormerNames.Select(Names.Literal)).Select(name => ", " + name));
}
