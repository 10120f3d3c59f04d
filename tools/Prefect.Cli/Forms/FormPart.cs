using System.Text.Json;

namespace Prefect.Cli;

/// <summary>A group of fields inside a field.</summary>
/// <param name="Slug">Slug of the block type; null for a model.</param>
/// <param name="Schema">Its schema.</param>
internal sealed record FormPart(string? Slug, JsonElement Schema);
