using System.Collections.Concurrent;
using System.Diagnostics.CodeAnalysis;

namespace Prefect.Dbt;

/// <summary>
/// A <c>profiles.yml</c> that was written for commands and is taken away after the last of them; what it replaced is put back. Commands of this
/// process with the same profile share it, those with another one wait.
/// </summary>
internal sealed class DbtProfilesLease : IDisposable
{
    private static readonly ConcurrentDictionary<string, Place> s_places = new(StringComparer.Ordinal);

    private Place? _place;

    private DbtProfilesLease(Place? place) => _place = place;

    /// <summary>For commands that use what is there.</summary>
    public static DbtProfilesLease None { get; } = new(null);

    /// <exception cref="DbtConfigurationException">There is such a file, which may not be replaced.</exception>
    public static async Task<DbtProfilesLease> TakeAsync(string folder, string text, bool overwrite, CancellationToken cancellationToken)
    {
        Place place = s_places.GetOrAdd(folder, static folder => new Place(folder));
        await place.EnterAsync(text, overwrite, cancellationToken).ConfigureAwait(false);
        return new DbtProfilesLease(place);
    }

    public void Dispose() => Interlocked.Exchange(ref _place, null)?.Leave();

    [SuppressMessage("Design", "CA1001", Justification = "Nobody asks for the handle of the gate: without one it holds nothing to dispose of.")]
    private sealed class Place(string folder)
    {
        private readonly SemaphoreSlim _gate = new(1, 1);
        private readonly Lock _lock = new();
        private readonly string _path = ProfilesFile.In(folder);
        private string? _text;
        private byte[]? _before;
        private UnixFileMode _mode;
        private int _users;

        public async Task EnterAsync(string text, bool overwrite, CancellationToken cancellationToken)
        {
            if (Joins(text))
            {
                return;
            }

            await _gate.WaitAsync(cancellationToken).ConfigureAwait(false);
            try
            {
                if (File.Exists(_path) && !overwrite)
                {
                    throw new DbtConfigurationException(
                        "overwrite_profiles", $"'{_path}' is there already: set overwrite_profiles to replace it, or leave dbt_cli_profile out to use it.");
                }

                Keep();
                await ProfilesFile.WriteAsync(folder, text, cancellationToken).ConfigureAwait(false);
                lock (_lock)
                {
                    (_text, _users) = (text, 1);
                }
            }
            catch
            {
                _gate.Release();
                throw;
            }
        }

        public void Leave()
        {
            lock (_lock)
            {
                if (--_users > 0)
                {
                    return;
                }

                _text = null;
                PutBack();
            }

            _gate.Release();
        }

        private bool Joins(string text)
        {
            lock (_lock)
            {
                bool joins = _text == text;
                _users += joins ? 1 : 0;
                return joins;
            }
        }

        private void Keep()
        {
            _before = File.Exists(_path) ? File.ReadAllBytes(_path) : null;
            if (_before is not null && !OperatingSystem.IsWindows())
            {
                _mode = File.GetUnixFileMode(_path);
            }
        }

        private void PutBack()
        {
            File.Delete(_path);
            if (_before is null)
            {
                return;
            }

            FileStreamOptions options = new() { Mode = FileMode.CreateNew, Access = FileAccess.Write };
            if (!OperatingSystem.IsWindows())
            {
                options.UnixCreateMode = _mode;
            }

            using FileStream file = new(_path, options);
            file.Write(_before);
        }
    }
}
