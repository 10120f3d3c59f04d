using System.Data;
using System.Text.Json;
using Prefect.Blocks;

namespace Prefect.Flows;

/// <summary>An artifact that is to be made. Secrets that were revealed in this process are masked in it.</summary>
public sealed record ArtifactDraft
{
    private ArtifactDraft(string type, JsonElement data)
    {
        Type = type;
        Data = data;
    }

    /// <summary>Its kind, one of <see cref="ArtifactTypes"/>.</summary>
    public string Type { get; }

    /// <summary>What it shows: a text, or a number for progress.</summary>
    public JsonElement Data { get; }

    /// <summary>Name that all versions of it share: small letters, digits and dashes. Default: it stands alone.</summary>
    /// <exception cref="ArgumentException">The key has other characters, or none.</exception>
    public string? Key { get; init => field = ArtifactRules.CheckKey(value); }

    /// <summary>Says what it is.</summary>
    public string? Description { get; init => field = value is null ? null : SecretMasker.Mask(value); }

    /// <summary>Makes the draft of a link.</summary>
    /// <param name="link">Address.</param>
    /// <param name="text">What is shown for it. Default: the address.</param>
    /// <exception cref="ArgumentException"><paramref name="link"/> is empty.</exception>
    public static ArtifactDraft Link(string link, string? text = null)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(link);
        return new ArtifactDraft(ArtifactTypes.Markdown, TextOf(string.IsNullOrEmpty(text) ? $"[{link}]({link})" : $"[{text}]({link})"));
    }

    /// <summary>Makes the draft of a text.</summary>
    /// <param name="markdown">The text, in Markdown.</param>
    /// <exception cref="ArgumentNullException"><paramref name="markdown"/> is null.</exception>
    public static ArtifactDraft Markdown(string markdown)
    {
        ArgumentNullException.ThrowIfNull(markdown);
        return new ArtifactDraft(ArtifactTypes.Markdown, TextOf(markdown));
    }

    /// <summary>Makes the draft of a table.</summary>
    /// <param name="rows">
    /// Rows: objects, dictionaries or lists; or a dictionary of columns, each a list. Numbers that JSON has no text for are shown as nothing.
    /// </param>
    /// <typeparam name="TRow">Type of the rows.</typeparam>
    /// <exception cref="ArgumentException">The rows are none, or cannot be written as JSON.</exception>
    public static ArtifactDraft Table<TRow>(IEnumerable<TRow> rows)
    {
        ArgumentNullException.ThrowIfNull(rows);
        return new ArtifactDraft(ArtifactTypes.Table, TextOf(TableJson.Write(rows)));
    }

    /// <summary>Makes the draft of a table.</summary>
    /// <param name="table">Rows and columns.</param>
    /// <exception cref="ArgumentException">A value cannot be written as JSON.</exception>
    public static ArtifactDraft Table(DataTable table)
    {
        ArgumentNullException.ThrowIfNull(table);
        return new ArtifactDraft(ArtifactTypes.Table, TextOf(TableJson.Write(TableJson.Rows(table))));
    }

    /// <summary>Makes the draft of a progress bar.</summary>
    /// <param name="progress">Percent, 0 to 100; what lies outside is brought inside, with a warning.</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="progress"/> is no number.</exception>
    public static ArtifactDraft Progress(double progress) =>
        new(ArtifactTypes.Progress, JsonSerializer.SerializeToElement(ArtifactRules.Clamp(progress)));

    /// <summary>Makes the draft of a picture.</summary>
    /// <param name="imageUrl">Address of the picture.</param>
    /// <exception cref="ArgumentException"><paramref name="imageUrl"/> is empty.</exception>
    public static ArtifactDraft Image(string imageUrl)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(imageUrl);
        return new ArtifactDraft(ArtifactTypes.Image, TextOf(imageUrl));
    }

    private static JsonElement TextOf(string text) => JsonSerializer.SerializeToElement(SecretMasker.Mask(text));
}
