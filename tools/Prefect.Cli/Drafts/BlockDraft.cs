using System.Text.Json.Nodes;

namespace Prefect.Cli;

/// <summary>A block to be created: what <c>--from</c> reads and the form asks for.</summary>
/// <param name="Name">Name of the document; null where none was given.</param>
/// <param name="Data">Its data, secrets in clear.</param>
internal sealed record BlockDraft(string? Name, JsonObject Data)
{
    /// <summary>Gives the name only.</summary>
    public override string ToString() => Name ?? "(no name)";
}
