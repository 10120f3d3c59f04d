namespace Prefect.Blocks;

public sealed partial class EmbeddedBlockStore
{
    /// <summary>
    /// Makes a new key and moves every document to it, while the store stays in use. Ended at any point, even by a crash, it goes on
    /// where it stopped when it is called again.
    /// </summary>
    /// <param name="progress">Is told after each batch of documents.</param>
    /// <param name="cancellationToken">Ends the operation; what was moved stays moved.</param>
    /// <returns>The id of the key and what was moved.</returns>
    /// <exception cref="BlockStoreException">
    /// An old key is missing, a document was altered, or the keys come from the environment and no new one is the first of them.
    /// </exception>
    public async Task<RekeyProgress> RekeyAsync(
        IProgress<RekeyProgress>? progress = null, CancellationToken cancellationToken = default)
    {
        (long key, string id, long total) =
            await _writer.RunAsync(static writer => writer.BeginRekey(), cancellationToken).ConfigureAwait(false);
        RekeyProgress reached = new(id, 0, total);
        progress?.Report(reached);
        do
        {
            long last = 0;
            int count;
            do
            {
                long after = last;
                (last, count) = await _writer.RunAsync(writer => writer.Rewrap(key, after), cancellationToken).ConfigureAwait(false);
                reached = reached with { Done = reached.Done + count, Total = Math.Max(reached.Total, reached.Done + count) };
                progress?.Report(reached);
            }
            while (count > 0);
        }
        while (!await _writer.RunAsync(writer => writer.EndRekey(key), cancellationToken).ConfigureAwait(false));

        return reached;
    }

    /// <summary>
    /// Removes the keys that no document is encrypted with any more. Copies of the database from before cannot be read without them.
    /// </summary>
    /// <param name="cancellationToken">Ends the operation.</param>
    /// <returns>Ids of the keys that were removed.</returns>
    /// <exception cref="BlockStoreException">A key file cannot be removed.</exception>
    public async Task<IReadOnlyList<string>> RetireKeysAsync(CancellationToken cancellationToken = default) =>
        await _writer.RunAsync(static writer => writer.RetireKeys(), cancellationToken).ConfigureAwait(false);
}
