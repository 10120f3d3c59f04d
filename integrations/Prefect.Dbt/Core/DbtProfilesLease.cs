using System.Collections.Concurrent;

namespace Prefect.Dbt;

/// <summary>
/// A <c>profiles.yml</c> that was written for commands and is taken away after the last of them; what it replaced is put back. Commands of this
/// process with the same profile share it, those with another one wait.
/// </summary>
internal sealed class DbtProfilesLease : IDisposable
{
    private static readonly ConcurrentDictionary<string, DbtProfilesPlace> s_places = new(StringComparer.Ordinal);

    private readonly DbtProfilesPlace? _place;
    private DbtProfilesHolding? _holding;

    private DbtProfilesLease(DbtProfilesPlace? place, DbtProfilesHolding? holding) => (_place, _holding) = (place, holding);

    /// <summary>For commands that use what is there.</summary>
    public static DbtProfilesLease None { get; } = new(null, null);

    /// <exception cref="DbtConfigurationException">There is such a file, which may not be replaced.</exception>
    public static async Task<DbtProfilesLease> TakeAsync(string folder, string text, bool overwrite, CancellationToken cancellationToken)
    {
        DbtProfilesPlace place = s_places.GetOrAdd(folder, static folder => new DbtProfilesPlace(folder));
        return new DbtProfilesLease(place, await place.EnterAsync(text, overwrite, cancellationToken).ConfigureAwait(false));
    }

    public void Dispose()
    {
        if (Interlocked.Exchange(ref _holding, null) is { } holding)
        {
            _place!.Leave(holding);
        }
    }
}
