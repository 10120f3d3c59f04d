using System.Globalization;
using Prefect.Blocks;
using Prefect.Shell;

namespace Prefect.Dbt;

/// <summary>Commands of dbt that were started. Closing ends them, and takes away what was written for them; so does <c>await using</c>.</summary>
[SyncTwins]
public sealed partial class DbtCoreRun : IJobRun<IReadOnlyList<string>>, IAsyncDisposable, IDisposable
{
    private readonly ShellProcess _process;
    private readonly DbtProfilesLease _profiles;

    internal DbtCoreRun(ShellProcess process, DbtProfilesLease profiles)
    {
        _process = process;
        _profiles = profiles;
        _ = TidyAsync();
    }

    /// <summary>Id of the process.</summary>
    public int Pid => _process.Pid;

    /// <summary>Code that it ended with; null while it runs. Of a process that a signal ended, 128 and the number of the signal.</summary>
    public int? ReturnCode => _process.ReturnCode;

    internal bool IsClosed { get; private set; }

    string IJobRun<IReadOnlyList<string>>.Id => Pid.ToString(CultureInfo.InvariantCulture);

    /// <summary>Waits until the commands have ended.</summary>
    /// <param name="cancellationToken">Ends the waiting, not the commands: <see cref="CloseAsync"/> does that.</param>
    /// <exception cref="ShellException">They ended with a code that is no success.</exception>
    /// <exception cref="TimeoutException">They took longer than <see cref="ShellOptions.Timeout"/>, and were ended.</exception>
    public async Task WaitForCompletionAsync(CancellationToken cancellationToken = default)
    {
        try
        {
            await _process.WaitForCompletionAsync(cancellationToken).ConfigureAwait(false);
        }
        finally
        {
            if (ReturnCode is not null)
            {
                _profiles.Dispose();
            }
        }
    }

    /// <summary>Gives the lines of output so far; that more may come is logged.</summary>
    /// <param name="cancellationToken">Ends the operation.</param>
    public Task<IReadOnlyList<string>> FetchResultAsync(CancellationToken cancellationToken = default) => _process.FetchResultAsync(cancellationToken);

    /// <summary>Ends the commands with all that they have started, and takes away what was written for them. Closing again does nothing.</summary>
    /// <param name="cancellationToken">Ends the waiting for that.</param>
    public async Task CloseAsync(CancellationToken cancellationToken = default)
    {
        await _process.CloseAsync(cancellationToken).ConfigureAwait(false);
        _profiles.Dispose();
        IsClosed = true;
    }

    /// <summary>Closes.</summary>
    public async ValueTask DisposeAsync() => await CloseAsync(CancellationToken.None).ConfigureAwait(false);

    /// <summary>Closes.</summary>
    public void Dispose() => Close();

    // Secrets are not left lying about because nobody waits.
    private async Task TidyAsync()
    {
        await _process.WaitForCompletionAsync(CancellationToken.None).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        _profiles.Dispose();
    }
}
