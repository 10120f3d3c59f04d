using System.ComponentModel;
using System.Diagnostics;

namespace Prefect.Git;

/// <summary>Runs git, and ends it with all that it started when nobody waits for it any more.</summary>
internal static class GitProcess
{
    private const int LongestErrors = 16 * 1024;

    /// <exception cref="GitException">There is no git, or it did not end in time.</exception>
    public static async Task<GitOutcome> RunAsync(ProcessStartInfo start, string attempt, GitTiming timing, CancellationToken cancellationToken)
    {
        using CancellationTokenSource limit = new(timing.AttemptLimit, timing.Clock);
        using CancellationTokenSource ended = CancellationTokenSource.CreateLinkedTokenSource(limit.Token, cancellationToken);
        using Process process = Start(start, attempt);
        try
        {
            process.StandardInput.Close();
            Task<string> output = process.StandardOutput.ReadToEndAsync(ended.Token);
            Task<string> errors = ReadErrorsAsync(process.StandardError, ended.Token);
            await Task.WhenAll(output, errors, process.WaitForExitAsync(ended.Token)).ConfigureAwait(false);
            return new GitOutcome(process.ExitCode, await output.ConfigureAwait(false), await errors.ConfigureAwait(false));
        }
        catch (OperationCanceledException)
        {
            await EndAsync(process).ConfigureAwait(false);
            cancellationToken.ThrowIfCancellationRequested();
            throw new GitException(
                GitFailureKind.Timeout,
                $"Could not {attempt}: it was not done within {timing.AttemptLimit.TotalSeconds:0} seconds. {GitDiagnosis.Advice(GitFailureKind.Timeout)}");
        }
    }

    private static Process Start(ProcessStartInfo start, string attempt)
    {
        try
        {
            return Process.Start(start)!;
        }
        catch (Win32Exception exception)
        {
            throw new GitException(
                GitFailureKind.Missing,
                $"Could not {attempt}: the git command cannot be started. {GitDiagnosis.Advice(GitFailureKind.Missing)}",
                exception);
        }
    }

    /// <summary>A server may send lines without end; the last of them say why it failed.</summary>
    private static async Task<string> ReadErrorsAsync(StreamReader reader, CancellationToken cancellationToken)
    {
        Queue<string> lines = new();
        int length = 0;
        while (await reader.ReadLineAsync(cancellationToken).ConfigureAwait(false) is { } line)
        {
            lines.Enqueue(line);
            length += line.Length;
            while (length > LongestErrors && lines.Count > 1)
            {
                length -= lines.Dequeue().Length;
            }
        }

        return string.Join('\n', lines);
    }

    private static async Task EndAsync(Process process)
    {
        try
        {
            process.Kill(entireProcessTree: true);
        }
        catch (InvalidOperationException)
        {
            // It ended by itself in between.
        }

        await process.WaitForExitAsync(CancellationToken.None).ConfigureAwait(false);
    }
}
