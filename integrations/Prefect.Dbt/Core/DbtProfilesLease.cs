namespace Prefect.Dbt;

/// <summary>
/// The folder whose <c>profiles.yml</c> commands use: the user's, or one for these commands alone, which is removed after them. What a block gives
/// is never written over a file of the user, so that neither other commands nor a machine that fails can leave it there.
/// </summary>
internal sealed class DbtProfilesLease : IDisposable
{
    private readonly Lock _gate = new();
    private readonly bool _isRemoved;

    private DbtProfilesLease(string folder, bool isRemoved) => (Folder, _isRemoved) = (folder, isRemoved);

    public string Folder { get; }

    /// <summary>For commands that use what is there.</summary>
    public static DbtProfilesLease Of(string folder) => new(folder, isRemoved: false);

    /// <summary>Writes a profile into a folder of its own, which its owner alone may read.</summary>
    public static async Task<DbtProfilesLease> WriteAsync(string text, CancellationToken cancellationToken)
    {
        DbtProfilesLease lease = new(Directory.CreateTempSubdirectory("prefect-dbt-").FullName, isRemoved: true);
        try
        {
            await ProfilesFile.WriteAsync(lease.Folder, text, cancellationToken).ConfigureAwait(false);
            return lease;
        }
        catch
        {
            lease.Dispose();
            throw;
        }
    }

    public void Dispose()
    {
        lock (_gate)
        {
            // Whoever comes second finds it removed, and not half of it.
            if (_isRemoved && Directory.Exists(Folder))
            {
                Directory.Delete(Folder, recursive: true);
            }
        }
    }
}
