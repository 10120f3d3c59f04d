namespace Prefect.Generators;

/// <summary>All that one declaration adds to the compilation, as a value.</summary>
/// <param name="Identity">Name of the type in metadata.</param>
/// <param name="Slug">Slug of a block; empty for a model.</param>
/// <param name="TypeText">The type as code; empty when no members could be added.</param>
/// <param name="Manifest">Its entry in the manifest.</param>
/// <param name="HintName">Name of its file.</param>
/// <param name="Source">Its file; empty when no members could be added.</param>
/// <param name="References">Identities of the blocks that its properties may hold.</param>
/// <param name="Place">Where a second type of its slug is reported.</param>
/// <param name="Problems">What is wrong with it.</param>
internal sealed record RecordOutput(
    string Identity,
    string Slug,
    string TypeText,
    string Manifest,
    string HintName,
    string Source,
    EquatableArray<string> References,
    Problem Place,
    EquatableArray<Problem> Problems);
