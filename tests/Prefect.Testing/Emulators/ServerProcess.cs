using System.Collections.Concurrent;
using System.Diagnostics;
using System.Text.RegularExpressions;

namespace Prefect.Testing;

/// <summary>A server that runs as a child process and says on its output where it listens.</summary>
internal sealed class ServerProcess : IAsyncDisposable
{
    private const int LinesKept = 50;

    private readonly Process _process;
    private readonly Regex _address;
    private readonly ConcurrentQueue<string> _lines = new();
    private readonly TaskCompletionSource<Uri> _endpoint = new(TaskCreationOptions.RunContinuationsAsynchronously);

    private ServerProcess(Process process, Regex address)
    {
        _process = process;
        _address = address;
    }

    public int Id => _process.Id;

    /// <summary>The last lines that the server printed.</summary>
    public string Output => string.Join('\n', _lines);

    /// <summary>Starts a server.</summary>
    /// <param name="start">What to run; its streams are redirected.</param>
    /// <param name="address">Finds the server's address, its group <c>address</c>, in a line of output.</param>
    public static ServerProcess Start(ProcessStartInfo start, Regex address)
    {
        Process process = new() { StartInfo = start };
        ServerProcess server = new(process, address);
        process.OutputDataReceived += (_, line) => server.Read(line.Data);
        process.ErrorDataReceived += (_, line) => server.Read(line.Data);
        process.Start();
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
        return server;
    }

    /// <summary>Waits until the server has said where it listens.</summary>
    /// <exception cref="InvalidOperationException">The server ended before that; the message holds what it printed.</exception>
    public async Task<Uri> WaitForEndpointAsync(CancellationToken cancellationToken)
    {
        Task ended = _process.WaitForExitAsync(cancellationToken);
        if (await Task.WhenAny(_endpoint.Task, ended) == _endpoint.Task)
        {
            return await _endpoint.Task;
        }

        await ended;
        throw Ended();
    }

    /// <summary>Makes sure that the server still runs.</summary>
    /// <exception cref="InvalidOperationException">It ended.</exception>
    public void ThrowIfEnded()
    {
        if (_process.HasExited)
        {
            throw Ended();
        }
    }

    /// <summary>Ends the server and everything it started, and waits until it is gone.</summary>
    public async ValueTask DisposeAsync()
    {
        // The end of its input tells the script to end the server and collect it; whatever does not listen is ended by force.
        _process.StandardInput.Close();
        using CancellationTokenSource patience = new(TimeSpan.FromSeconds(5));
        await _process.WaitForExitAsync(patience.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        _process.Kill(entireProcessTree: true);
        await _process.WaitForExitAsync();
        _process.Dispose();
    }

    private InvalidOperationException Ended() => new($"it ended with code {_process.ExitCode}");

    private void Read(string? line)
    {
        if (string.IsNullOrWhiteSpace(line))
        {
            return;
        }

        _lines.Enqueue(line);
        while (_lines.Count > LinesKept)
        {
            _lines.TryDequeue(out _);
        }

        if (_address.Match(line) is { Success: true } match)
        {
            _endpoint.TrySetResult(new Uri($"http://{match.Groups["address"].Value}/"));
        }
    }
}
