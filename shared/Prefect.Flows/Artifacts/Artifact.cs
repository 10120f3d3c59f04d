using System.Text.Json;
using Prefect.Blocks;

namespace Prefect.Flows;

/// <summary>Something that a run left behind for people to look at.</summary>
[SyncTwins]
public sealed partial record Artifact
{
    /// <summary>Identifies the artifact.</summary>
    public required Guid Id { get; init; }

    /// <summary>Name that all versions of it share; <see langword="null"/> for one that stands alone.</summary>
    public string? Key { get; init; }

    /// <summary>Its kind, one of <see cref="ArtifactTypes"/>.</summary>
    public required string Type { get; init; }

    /// <summary>Says what it is.</summary>
    public string? Description { get; init; }

    /// <summary>What it shows: a text, or a number for progress.</summary>
    public required JsonElement Data { get; init; }

    /// <summary>The flow run that made it.</summary>
    public Guid? FlowRunId { get; init; }

    /// <summary>The task run that made it.</summary>
    public Guid? TaskRunId { get; init; }

    /// <summary>When it was made, UTC.</summary>
    public DateTimeOffset Created { get; init; }

    /// <summary>When it was last changed, UTC.</summary>
    public DateTimeOffset Updated { get; init; }

    /// <summary>What it shows, as text.</summary>
    public string Text => Data.ValueKind == JsonValueKind.String ? Data.GetString()! : Data.GetRawText();

    /// <summary>Finds the artifact of a key that was changed last.</summary>
    /// <param name="key">The key.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <returns>The artifact, or <see langword="null"/>.</returns>
    /// <exception cref="ArgumentException"><paramref name="key"/> is empty.</exception>
    /// <exception cref="RunStoreException">The store cannot be read.</exception>
    public static async Task<Artifact?> GetAsync(string key, CancellationToken cancellationToken = default)
    {
        ArgumentException.ThrowIfNullOrEmpty(key);
        return await AmbientStore.Current.Artifacts.FindLatestAsync(key, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Finds the artifact of a key that was changed last, or makes one.</summary>
    /// <param name="draft">What to make when there is none. It has a key.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <returns>The artifact, and whether it was made.</returns>
    /// <exception cref="ArgumentException">The draft has no key.</exception>
    /// <exception cref="RunStoreException">The store cannot be written.</exception>
    public static async Task<(Artifact Artifact, bool IsCreated)> GetOrCreateAsync(ArtifactDraft draft, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(draft);
        if (draft.Key is null)
        {
            throw new ArgumentException("An artifact is found by its key: give the draft one.", nameof(draft));
        }

        return await ArtifactWrites.GetOrCreateAsync(draft, cancellationToken).ConfigureAwait(false);
    }
}
