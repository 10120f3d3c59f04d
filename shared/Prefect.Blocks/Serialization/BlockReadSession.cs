using System.ComponentModel;
using System.Text.Json;

namespace Prefect.Blocks;

/// <summary>One reading of a document: where it stands, how strict it is, and what did not fit.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public sealed class BlockReadSession
{
    /// <summary>How deep blocks and models may nest.</summary>
    internal const int MaximumDepth = 50;

    private readonly List<string> _path = [];
    private List<BlockFieldProblem>? _problems;
    private BlockDocument? _reference;

    internal BlockReadSession(bool lenient) => Lenient = lenient;

    /// <summary>Whether what is missing is left out instead of refused.</summary>
    internal bool Lenient { get; }

    /// <summary>Whether a mask is refused as a secret's value; so before a save.</summary>
    internal bool RefusesMasks { get; init; }

    internal int Depth { get; set; }

    internal IReadOnlyList<BlockFieldProblem> Problems => _problems ?? [];

    internal void Enter(string segment) => _path.Add(segment);

    internal void Leave() => _path.RemoveAt(_path.Count - 1);

    /// <summary>Hands over the document that the next block is read from, when its field is a reference.</summary>
    internal void Expect(BlockDocument? reference) => _reference = reference;

    /// <summary>Takes the document that was handed over, so that nothing further down takes it again.</summary>
    internal BlockDocument? TakeReference()
    {
        BlockDocument? reference = _reference;
        _reference = null;
        return reference;
    }

    internal void Report(string expected, JsonElement element) => Report(expected, Describe(element));

    internal void Report(string expected, string found) =>
        (_problems ??= []).Add(new BlockFieldProblem(_path.Count == 0 ? "(the document)" : string.Join('.', _path), expected, found));

    /// <summary>A strict reading at the same place, whose problems do not count here.</summary>
    internal BlockReadSession Trial()
    {
        BlockReadSession trial = new(lenient: false) { Depth = Depth, RefusesMasks = RefusesMasks };
        trial._path.AddRange(_path);
        return trial;
    }

    private static string Describe(JsonElement element) => element.ValueKind switch
    {
        JsonValueKind.Null => "null",
        JsonValueKind.Object => "an object",
        JsonValueKind.Array => "a list",
        JsonValueKind.String => "a text",
        JsonValueKind.Number => "a number",
        JsonValueKind.True or JsonValueKind.False => "a boolean",
        _ => "missing",
    };
}
