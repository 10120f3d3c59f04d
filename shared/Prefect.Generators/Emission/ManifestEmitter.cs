using System;
using System.Collections.Generic;
using System.Linq;
using Microsoft.CodeAnalysis;
using Prefect.Schema;

namespace Prefect.Generators;

/// <summary>Writes the manifest of the assembly and the code that makes its block types known when it is loaded.</summary>
internal static class ManifestEmitter
{
    public static JsonTree Block(RecordDeclaration declaration)
    {
        INamedTypeSymbol type = declaration.Type;
        AttributeData block = type.Find(Names.BlockAttribute)!;
        JsonTree schema = JsonTree.Object(
            ("checksum", JsonTree.Of(declaration.Described.Checksum)),
            ("capabilities", JsonTree.List(BlockTypeText.Capabilities(type))),
            ("fields", declaration.Described.Fields));
        return JsonTree.Object(
            ("type", JsonTree.Of(declaration.Described.Identity)),
            ("slug", JsonTree.Of(declaration.Described.Slug!)),
            ("name", JsonTree.Of(BlockTypeText.Name(type, block))),
            ("logo_url", Text(block.Named<string>("Logo"))),
            ("documentation_url", Text(block.Named<string>("Documentation"))),
            ("description", Text(BlockTypeText.Description(type, block))),
            ("code_example", JsonTree.Of(BlockTypeText.CodeExample(type, block))),
            ("is_protected", JsonTree.Of(block.Flag("Protected"))),
            ("schema", block.Named<string>("SchemaVersion") is { } version ? JsonTree.Object(("version", JsonTree.Of(version))).Merge(schema) : schema));
    }

    public static JsonTree Model(Described described)
    {
        JsonTree definitions = described.Fields["definitions"] ?? JsonTree.Empty;
        return JsonTree.Object(
            ("type", JsonTree.Of(described.Identity)),
            ("definition", described.Definition),
            ("definitions", definitions),
            ("secret_fields", JsonTree.List([.. described.SecretPaths])));
    }

    public static string Emit(IReadOnlyList<RecordOutput> blocks, IReadOnlyList<RecordOutput> models)
    {
        CodeWriter writer = new();
        SourceFile.Head(writer);
        string manifest = $"{{\"format\":1,\"blocks\":[{Join(Sorted(blocks))}],\"models\":[{Join(models.OrderBy(model => model.Identity, StringComparer.Ordinal))}]}}";
        writer.Line($"[assembly: global::Prefect.Blocks.BlockManifest({Names.Literal(manifest)})]");
        writer.Line();
        writer.Open("namespace Prefect.Blocks.Generated");
        writer.Line(SourceFile.GeneratedCode);
        writer.Open("internal static class BlockRegistration");
        writer.Line("[global::System.Runtime.CompilerServices.ModuleInitializer]");
        writer.Open("internal static void Register()");
        foreach (RecordOutput block in Sorted(blocks).Where(block => block.TypeText.Length > 0))
        {
            writer.Line($"global::Prefect.Blocks.BlockRegistry.Register({Names.Literal(block.Slug)}, typeof({block.TypeText}), static () => {block.TypeText}.BlockType);");
        }

        writer.Close();
        writer.Close();
        writer.Close();
        return writer.ToString();
    }

    private static JsonTree Text(string? text) => text is null ? JsonTree.Null : JsonTree.Of(text);

    private static string Join(IEnumerable<RecordOutput> outputs) => string.Join(",", outputs.Select(output => output.Manifest));

    /// <summary>By name, but those that others refer to first.</summary>
    private static List<RecordOutput> Sorted(IReadOnlyList<RecordOutput> blocks)
    {
        List<RecordOutput> sorted = [];
        foreach (RecordOutput block in blocks.OrderBy(block => block.Identity, StringComparer.Ordinal))
        {
            Add(block, blocks, sorted, []);
        }

        return sorted;
    }

    private static void Add(RecordOutput block, IReadOnlyList<RecordOutput> blocks, List<RecordOutput> sorted, HashSet<string> open)
    {
        if (sorted.Contains(block) || !open.Add(block.Identity))
        {
            return;
        }

        foreach (string reference in block.References)
        {
            if (blocks.FirstOrDefault(other => other.Identity == reference) is { } other)
            {
                Add(other, blocks, sorted, open);
            }
        }

        sorted.Add(block);
    }
}
