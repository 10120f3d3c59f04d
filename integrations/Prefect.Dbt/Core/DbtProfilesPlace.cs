namespace Prefect.Dbt;

/// <summary>A folder that profiles are written to: one at a time.</summary>
internal sealed class DbtProfilesPlace(string folder)
{
    private readonly Lock _gate = new();
    private readonly string _path = ProfilesFile.In(folder);
    private DbtProfilesHolding? _current;

    /// <summary>Sees to it that the file holds a text, and waits as long as others need another one there.</summary>
    /// <exception cref="DbtConfigurationException">There is such a file, which may not be replaced.</exception>
    public async Task<DbtProfilesHolding> EnterAsync(string text, bool overwrite, CancellationToken cancellationToken)
    {
        while (true)
        {
            (DbtProfilesHolding holding, bool isFirst) = Join(text);
            if (isFirst)
            {
                await WriteAsync(holding, overwrite, cancellationToken).ConfigureAwait(false);
                return holding;
            }

            if (holding.Text != text)
            {
                await holding.Left.Task.WaitAsync(cancellationToken).ConfigureAwait(false);
            }
            else if (await SharesAsync(holding, cancellationToken).ConfigureAwait(false))
            {
                return holding;
            }
        }
    }

    /// <summary>The last to leave takes the file away, and puts back what it replaced.</summary>
    public void Leave(DbtProfilesHolding holding)
    {
        lock (_gate)
        {
            if (--holding.Users > 0 || _current != holding)
            {
                return;
            }

            if (holding.WasWritten)
            {
                PutBack(holding);
            }

            _current = null;
        }

        holding.Left.TrySetResult();
    }

    private (DbtProfilesHolding Holding, bool IsFirst) Join(string text)
    {
        lock (_gate)
        {
            if (_current is null)
            {
                _current = new DbtProfilesHolding(text);
                return (_current, true);
            }

            _current.Users += _current.Text == text ? 1 : 0;
            return (_current, false);
        }
    }

    private async Task<bool> SharesAsync(DbtProfilesHolding holding, CancellationToken cancellationToken)
    {
        try
        {
            return await holding.Written.Task.WaitAsync(cancellationToken).ConfigureAwait(false);
        }
        catch (OperationCanceledException)
        {
            Leave(holding);
            throw;
        }
    }

    private async Task WriteAsync(DbtProfilesHolding holding, bool overwrite, CancellationToken cancellationToken)
    {
        try
        {
            if (File.Exists(_path))
            {
                Keep(holding, overwrite);
            }

            await ProfilesFile.WriteAsync(folder, holding.Text, cancellationToken).ConfigureAwait(false);
            holding.WasWritten = true;
            holding.Written.SetResult(true);
        }
        catch
        {
            lock (_gate)
            {
                _current = null;
            }

            // Those who would have shared it try for themselves.
            holding.Written.SetResult(false);
            holding.Left.TrySetResult();
            throw;
        }
    }

    private void Keep(DbtProfilesHolding holding, bool overwrite)
    {
        if (!overwrite)
        {
            throw new DbtConfigurationException(
                "overwrite_profiles", $"'{_path}' is there already: set overwrite_profiles to replace it, or leave dbt_cli_profile out to use it.");
        }

        holding.Before = File.ReadAllBytes(_path);
        if (!OperatingSystem.IsWindows())
        {
            holding.ModeBefore = File.GetUnixFileMode(_path);
        }
    }

    private void PutBack(DbtProfilesHolding holding)
    {
        File.Delete(_path);
        if (holding.Before is null)
        {
            return;
        }

        FileStreamOptions options = new() { Mode = FileMode.CreateNew, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows())
        {
            options.UnixCreateMode = holding.ModeBefore;
        }

        using FileStream file = new(_path, options);
        file.Write(holding.Before);
    }
}
