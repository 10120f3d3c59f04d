using System.Diagnostics;
using System.Security.Cryptography;

namespace Prefect.Git;

/// <summary>A repository on a server, whose files are copied to a local folder.</summary>
internal sealed class GitRepository
{
    private readonly GitSource _source;
    private readonly GitTiming _timing;

    /// <exception cref="ArgumentException">Git must not be asked for this source.</exception>
    public GitRepository(GitSource source, GitTiming? timing = null)
    {
        if (source.FindProblem() is { } problem)
        {
            throw new ArgumentException(problem.Message, nameof(source));
        }

        _source = source;
        _timing = timing ?? GitTiming.Default;
    }

    private string Described => string.IsNullOrEmpty(_source.Reference) ? $"'{_source.Address}'" : $"'{_source.Address}' at '{_source.Reference}'";

    /// <summary>Copies the files of the repository, or of one folder of it, without its history.</summary>
    /// <param name="fromPath">A folder of the repository, which is made in the target, too; null or empty for all.</param>
    /// <param name="localPath">The target; null or empty for the current folder. What is there already stays or is replaced.</param>
    /// <param name="cancellationToken">Ends git.</param>
    /// <returns>Absolute path of the target.</returns>
    /// <exception cref="ArgumentException">The folder leads out of the repository, or the password cannot be used.</exception>
    /// <exception cref="GitException">Git failed.</exception>
    /// <exception cref="Blocks.UnsafePathException">A name in the repository cannot safely be copied.</exception>
    /// <exception cref="IOException">A file cannot be written.</exception>
    public async Task<string> CopyToAsync(string? fromPath, string? localPath, CancellationToken cancellationToken)
    {
        string inside = GitFolder.Inside(fromPath);
        GitFolder target = new(localPath);
        cancellationToken.ThrowIfCancellationRequested();
        using GitWorkplace workplace = target.Prepare();
        string clone = await CloneAsync(workplace, cancellationToken).ConfigureAwait(false);
        if (GitFolder.IsEmpty(clone))
        {
            // To git a page that is no repository looks like one that has nothing in it.
            throw new GitException(
                GitFailureKind.Repository,
                $"Could not copy {Described}: there are no files in it, or the address is none of a repository. {GitDiagnosis.Advice(GitFailureKind.Repository)}");
        }

        string from = Path.Combine(clone, inside);
        if (!Directory.Exists(from))
        {
            throw new GitException(
                GitFailureKind.Folder, $"Could not copy '{inside}' of {Described}: there is no such folder. {GitDiagnosis.Advice(GitFailureKind.Folder)}");
        }

        target.TakeIn(clone, from, cancellationToken);
        workplace.KeepTarget();
        return target.FullPath;
    }

    /// <summary>Asks the server whether the repository is there, and the reference in it.</summary>
    /// <exception cref="ArgumentException">The password cannot be used.</exception>
    /// <exception cref="GitException">Git failed, or there is no such reference.</exception>
    public async Task FindAsync(CancellationToken cancellationToken)
    {
        string attempt = $"find {Described}";
        ProcessStartInfo start = await GitCommand.ListAsync(_source, _timing, cancellationToken).ConfigureAwait(false);
        GitOutcome outcome = await GitProcess.RunAsync(start, attempt, _timing, cancellationToken).ConfigureAwait(false);
        if (outcome.ExitCode != 0)
        {
            throw GitDiagnosis.Of(attempt, outcome);
        }

        if (!string.IsNullOrEmpty(_source.Reference) && !outcome.Output.Contains("\trefs/", StringComparison.Ordinal))
        {
            throw new GitException(
                GitFailureKind.Reference, $"Could not {attempt}: it has no such branch or tag. {GitDiagnosis.Advice(GitFailureKind.Reference)}");
        }
    }

    private async Task<string> CloneAsync(GitWorkplace workplace, CancellationToken cancellationToken)
    {
        string attempt = $"clone {Described}";
        for (int number = 1; ; number++)
        {
            try
            {
                string folder = workplace.NewFolder();
                ProcessStartInfo start = await GitCommand.CloneAsync(_source, folder, _timing, cancellationToken).ConfigureAwait(false);
                GitOutcome outcome = await GitProcess.RunAsync(start, attempt, _timing, cancellationToken).ConfigureAwait(false);
                return outcome.ExitCode == 0 ? folder : throw GitDiagnosis.Of(attempt, outcome);
            }
            catch (GitException exception) when (exception.IsTransient && number < _timing.Attempts)
            {
                await Task.Delay(_timing.DelayAfter(number, RandomNumberGenerator.GetInt32(1001) / 1000.0), _timing.Clock, cancellationToken).ConfigureAwait(false);
            }
        }
    }
}
