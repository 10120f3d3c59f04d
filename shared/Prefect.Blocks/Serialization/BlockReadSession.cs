using System.ComponentModel;
using System.Globalization;
using System.Text.Json;
using Prefect.Schema;

namespace Prefect.Blocks;

/// <summary>One reading of a document: where it stands, how strict it is, and what did not fit.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public sealed class BlockReadSession
{
    /// <summary>How deep blocks and models may nest.</summary>
    internal const int MaximumDepth = 50;

    private readonly List<Segment> _path = [];
    private List<BlockFieldProblem>? _problems;
    private BlockDocument? _reference;

    internal BlockReadSession(bool lenient) => Lenient = lenient;

    /// <summary>Whether what is missing is left out instead of refused.</summary>
    internal bool Lenient { get; }

    /// <summary>Whether a mask is refused as a secret's value; so before a save.</summary>
    internal bool RefusesMasks { get; init; }

    /// <summary>Whether values of another JSON kind are refused although they could be converted; so while choosing one of several types.</summary>
    internal bool Exact { get; set; }

    internal int Depth { get; private set; }

    internal IReadOnlyList<BlockFieldProblem> Problems => _problems ?? [];

    internal int ProblemCount => _problems?.Count ?? 0;

    internal void Enter(string segment) => _path.Add(new Segment(segment, 0));

    internal void Enter(int index) => _path.Add(new Segment(null, index));

    internal void Leave() => _path.RemoveAt(_path.Count - 1);

    /// <summary>Goes into a block or model; reports a problem and gives false when it lies too deep.</summary>
    internal bool TryDescend()
    {
        if (Depth < MaximumDepth)
        {
            Depth++;
            return true;
        }

        Report($"nested at most {MaximumDepth} deep", "deeper");
        return false;
    }

    internal void Ascend() => Depth--;

    /// <summary>Hands over the document that the next block is read from, when its field is a reference.</summary>
    internal void Expect(BlockDocument? reference) => _reference = reference;

    /// <summary>Takes the document that was handed over, so that nothing further down takes it again.</summary>
    internal BlockDocument? TakeReference()
    {
        BlockDocument? reference = _reference;
        _reference = null;
        return reference;
    }

    internal void Report(string expected, JsonElement element) => Report(expected, SchemaTypes.KindOf(element));

    internal void Report(string expected, string found) =>
        (_problems ??= []).Add(new BlockFieldProblem(_path.Count == 0 ? "(the document)" : string.Join('.', _path), expected, found));

    /// <summary>Forgets the problems of a trial: those reported since there were so many.</summary>
    internal void Forget(int count) => _problems?.RemoveRange(count, _problems.Count - count);

    private readonly record struct Segment(string? Name, int Index)
    {
        public override string ToString() => Name ?? Index.ToString(CultureInfo.InvariantCulture);
    }
}
