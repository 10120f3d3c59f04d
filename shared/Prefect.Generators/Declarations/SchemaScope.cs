using System.Collections.Generic;
using System.Linq;
using System.Runtime.CompilerServices;
using Microsoft.CodeAnalysis;
using Prefect.Schema;

namespace Prefect.Generators;

/// <summary>What is known of the blocks and models of one compilation; each is read once.</summary>
internal sealed class SchemaScope
{
    private static readonly ConditionalWeakTable<Compilation, SchemaScope> s_scopes = new();

    private readonly object _gate = new();
    private readonly Dictionary<INamedTypeSymbol, Described> _described = new(SymbolEqualityComparer.Default);
    private readonly Dictionary<INamedTypeSymbol, RecordDeclaration> _records = new(SymbolEqualityComparer.Default);
    private readonly Dictionary<IAssemblySymbol, ForeignManifest> _manifests = new(SymbolEqualityComparer.Default);

    private SchemaScope(Compilation compilation) => Compilation = compilation;

    public Compilation Compilation { get; }

    public static SchemaScope Of(Compilation compilation) => s_scopes.GetValue(compilation, static key => new SchemaScope(key));

    /// <summary>Reads a block or model that is declared in this compilation.</summary>
    public RecordDeclaration Read(INamedTypeSymbol type)
    {
        lock (_gate)
        {
            Describe(type);
            return _records[type];
        }
    }

    /// <summary>Gives what schemas know of a block, model or enumeration.</summary>
    public Described Describe(INamedTypeSymbol type)
    {
        lock (_gate)
        {
            if (_described.TryGetValue(type, out Described? known))
            {
                return known;
            }

            Described described = new(type.Name, Names.Metadata(type));
            _described.Add(type, described);
            Complete(type, described);
            described.IsOpen = false;
            return described;
        }
    }

    private void Complete(INamedTypeSymbol type, Described described)
    {
        if (!SymbolEqualityComparer.Default.Equals(type.ContainingAssembly, Compilation.Assembly))
        {
            if (!Manifest(type.ContainingAssembly).TryComplete(described) && type.TypeKind == TypeKind.Enum)
            {
                described.Definition = new EnumTable(type).Schema.With("title", JsonTree.Of(type.Name));
            }

            return;
        }

        if (type.TypeKind == TypeKind.Enum)
        {
            JsonTree schema = new EnumTable(type).Schema.With("title", JsonTree.Of(type.Name));
            described.Definition = DocComment.Of(type).Summary is { } summary ? schema.With("description", JsonTree.Of(summary)) : schema;
            return;
        }

        _records[type] = new RecordReader(type, described, this).Read();
    }

    private ForeignManifest Manifest(IAssemblySymbol assembly)
    {
        if (!_manifests.TryGetValue(assembly, out ForeignManifest? manifest))
        {
            string? json = assembly.Find(Names.BlockManifestAttribute).First() as string;
            manifest = new ForeignManifest(JsonParser.TryParse(json, out JsonTree tree) ? tree : JsonTree.Empty);
            _manifests.Add(assembly, manifest);
        }

        return manifest;
    }
}
