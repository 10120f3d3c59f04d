using System.Data;
using Prefect.Blocks;

namespace Prefect.Flows;

/// <summary>Leaves things behind for people to look at: links, texts, tables, progress bars, pictures.</summary>
/// <remarks>
/// Inside a run an artifact belongs to it; outside runs it is kept all the same, with a warning. Those of one key are its history,
/// the newest last. Secrets that were revealed in this process are masked.
/// </remarks>
/// <example>
/// <code>
/// await Artifacts.CreateMarkdownAsync("# Totals\n\n1,204 rows", key: "daily-report");
/// await Artifacts.CreateTableAsync(rows, key: "rejected-rows");
/// </code>
/// </example>
[SyncTwins]
public static partial class Artifacts
{
    /// <summary>Makes a link.</summary>
    /// <param name="link">Address.</param>
    /// <param name="text">What is shown for it. Default: the address.</param>
    /// <param name="key">Name that all versions of it share: small letters, digits and dashes.</param>
    /// <param name="description">Says what it is.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <returns>Id of the artifact.</returns>
    /// <exception cref="ArgumentException">The link is empty, or the key has other characters.</exception>
    /// <exception cref="RunStoreException">The store cannot be written.</exception>
    public static Task<Guid> CreateLinkAsync(
        string link, string? text = null, string? key = null, string? description = null, CancellationToken cancellationToken = default) =>
        CreateAsync(ArtifactDraft.Link(link, text) with { Key = key, Description = description }, cancellationToken);

    /// <summary>Makes a text.</summary>
    /// <param name="markdown">The text, in Markdown.</param>
    /// <param name="key">Name that all versions of it share: small letters, digits and dashes.</param>
    /// <param name="description">Says what it is.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <returns>Id of the artifact.</returns>
    /// <exception cref="ArgumentException">The text is null, or the key has other characters.</exception>
    /// <exception cref="RunStoreException">The store cannot be written.</exception>
    public static Task<Guid> CreateMarkdownAsync(
        string markdown, string? key = null, string? description = null, CancellationToken cancellationToken = default) =>
        CreateAsync(ArtifactDraft.Markdown(markdown) with { Key = key, Description = description }, cancellationToken);

    /// <summary>Makes a table.</summary>
    /// <param name="rows">
    /// Rows: objects, dictionaries or lists; or a dictionary of columns, each a list. Numbers that JSON has no text for are shown as nothing.
    /// </param>
    /// <param name="key">Name that all versions of it share: small letters, digits and dashes.</param>
    /// <param name="description">Says what it is.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <typeparam name="TRow">Type of the rows.</typeparam>
    /// <returns>Id of the artifact.</returns>
    /// <exception cref="ArgumentException">The rows cannot be written as JSON, or the key has other characters.</exception>
    /// <exception cref="RunStoreException">The store cannot be written.</exception>
    public static Task<Guid> CreateTableAsync<TRow>(
        IEnumerable<TRow> rows, string? key = null, string? description = null, CancellationToken cancellationToken = default) =>
        CreateAsync(ArtifactDraft.Table(rows) with { Key = key, Description = description }, cancellationToken);

    /// <summary>Makes a table.</summary>
    /// <param name="table">Rows and columns.</param>
    /// <param name="key">Name that all versions of it share: small letters, digits and dashes.</param>
    /// <param name="description">Says what it is.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <returns>Id of the artifact.</returns>
    /// <exception cref="ArgumentException">A value cannot be written as JSON, or the key has other characters.</exception>
    /// <exception cref="RunStoreException">The store cannot be written.</exception>
    public static Task<Guid> CreateTableAsync(
        DataTable table, string? key = null, string? description = null, CancellationToken cancellationToken = default) =>
        CreateAsync(ArtifactDraft.Table(table) with { Key = key, Description = description }, cancellationToken);

    /// <summary>Makes a progress bar.</summary>
    /// <param name="progress">Percent, 0 to 100; what lies outside is brought inside, with a warning.</param>
    /// <param name="key">Name that all versions of it share: small letters, digits and dashes.</param>
    /// <param name="description">Says what it is.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <returns>Id of the artifact, for <see cref="UpdateProgressAsync"/>.</returns>
    /// <exception cref="ArgumentException">The progress is no number, or the key has other characters.</exception>
    /// <exception cref="RunStoreException">The store cannot be written.</exception>
    public static Task<Guid> CreateProgressAsync(
        double progress, string? key = null, string? description = null, CancellationToken cancellationToken = default) =>
        CreateAsync(ArtifactDraft.Progress(progress) with { Key = key, Description = description }, cancellationToken);

    /// <summary>Makes a picture.</summary>
    /// <param name="imageUrl">Address of the picture.</param>
    /// <param name="key">Name that all versions of it share: small letters, digits and dashes.</param>
    /// <param name="description">Says what it is.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <returns>Id of the artifact.</returns>
    /// <exception cref="ArgumentException">The address is empty, or the key has other characters.</exception>
    /// <exception cref="RunStoreException">The store cannot be written.</exception>
    public static Task<Guid> CreateImageAsync(
        string imageUrl, string? key = null, string? description = null, CancellationToken cancellationToken = default) =>
        CreateAsync(ArtifactDraft.Image(imageUrl) with { Key = key, Description = description }, cancellationToken);

    /// <summary>Makes an artifact of any kind.</summary>
    /// <param name="draft">What to make.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <returns>Id of the artifact.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="draft"/> is null.</exception>
    /// <exception cref="RunStoreException">The store cannot be written.</exception>
    public static async Task<Guid> CreateAsync(ArtifactDraft draft, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(draft);
        return (await ArtifactWrites.CreateAsync(draft, cancellationToken).ConfigureAwait(false)).Id;
    }

    /// <summary>Moves a progress bar.</summary>
    /// <param name="id">Id of the artifact.</param>
    /// <param name="progress">Percent, 0 to 100; what lies outside is brought inside, with a warning.</param>
    /// <param name="description">Says what it is. Default: stays as it was.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <exception cref="ArgumentOutOfRangeException">The progress is no number.</exception>
    /// <exception cref="ArtifactNotFoundException">There is no such artifact.</exception>
    /// <exception cref="RunStoreException">The store cannot be written.</exception>
    public static Task UpdateProgressAsync(Guid id, double progress, string? description = null, CancellationToken cancellationToken = default) =>
        ArtifactWrites.UpdateAsync(id, ArtifactDraft.Progress(progress) with { Description = description }, cancellationToken);

    /// <summary>Exchanges a picture.</summary>
    /// <param name="id">Id of the artifact.</param>
    /// <param name="imageUrl">Address of the picture.</param>
    /// <param name="description">Says what it is. Default: stays as it was.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <exception cref="ArgumentException">The address is empty.</exception>
    /// <exception cref="ArtifactNotFoundException">There is no such artifact.</exception>
    /// <exception cref="RunStoreException">The store cannot be written.</exception>
    public static Task UpdateImageAsync(Guid id, string imageUrl, string? description = null, CancellationToken cancellationToken = default) =>
        ArtifactWrites.UpdateAsync(id, ArtifactDraft.Image(imageUrl) with { Description = description }, cancellationToken);
}
