using System.Diagnostics.CodeAnalysis;
using System.Text.RegularExpressions;

namespace Prefect.Testing;

/// <summary>
/// A real server for tests, run as a child process on a port of its own. Take it as an assembly, collection or class fixture,
/// and call <see cref="StartAsync"/> in each test that needs it: the first call starts the server, and a test whose server
/// cannot be had is skipped with the reason, or fails where the environment variable <c>CI</c> is <c>true</c>.
/// </summary>
public abstract partial class EmulatorServer : IAsyncLifetime
{
    private readonly EmulatorInstallation _installation;
    private readonly bool _mayBeMissing;
    private readonly SemaphoreSlim _starting = new(1);
    private TemporaryDirectory? _data;
    private ServerProcess? _server;
    private Uri? _endpoint;

    /// <summary>Prepares an emulator; nothing is started yet.</summary>
    /// <param name="installation">Which emulator, and where it is installed.</param>
    /// <param name="mayBeMissing">Whether a test is skipped, rather than failed, when the emulator cannot be had; null: unless <c>CI</c> is <c>true</c>.</param>
    protected EmulatorServer(EmulatorInstallation installation, bool? mayBeMissing = null)
    {
        _installation = installation;
        _mayBeMissing = mayBeMissing ?? !string.Equals(Environment.GetEnvironmentVariable("CI"), "true", StringComparison.OrdinalIgnoreCase);
    }

    /// <summary>Address of the running server, with a slash at its end.</summary>
    /// <exception cref="InvalidOperationException">The server was not started.</exception>
    public Uri Endpoint => _endpoint ?? throw new InvalidOperationException($"{_installation.Name} is not running: await StartAsync first.");

    /// <summary>Id of the process that runs the server; null while none does.</summary>
    public int? ProcessId => _server?.Id;

    /// <summary>The last lines that the server printed; empty while it does not run.</summary>
    protected string Output => _server?.Output ?? "";

    /// <summary>Sends requests to the server; relative addresses are relative to <see cref="Endpoint"/>.</summary>
    protected HttpClient Http { get; } = new(new SocketsHttpHandler { UseProxy = false });

    /// <summary>Path that answers any HTTP status below 500 once the server is ready.</summary>
    protected virtual string ReadyPath => "";

    /// <summary>How long a server may take until it answers: five minutes by default, for machines that are very busy.</summary>
    protected virtual TimeSpan Patience => TimeSpan.FromMinutes(5);

    /// <summary>Does nothing: the server starts when a test first asks for it.</summary>
    public ValueTask InitializeAsync() => ValueTask.CompletedTask;

    /// <summary>Starts the server unless it runs, and waits until it answers. Skips or fails the test when it cannot be had.</summary>
    /// <returns>Address of the server, with a slash at its end.</returns>
    /// <exception cref="InvalidOperationException">The server is installed but did not come up; the message holds what it printed.</exception>
    public async Task<Uri> StartAsync(CancellationToken cancellationToken = default)
    {
        await _starting.WaitAsync(cancellationToken);
        try
        {
            if (_endpoint is null)
            {
                await RequireAsync(cancellationToken);
                await StartServerAsync(cancellationToken);
            }

            return Endpoint;
        }
        finally
        {
            _starting.Release();
        }
    }

    /// <summary>Ends the server and removes its data.</summary>
    public async ValueTask DisposeAsync()
    {
        await StopAsync();
        Http.Dispose();
        _starting.Dispose();
        GC.SuppressFinalize(this);
    }

    /// <summary>Says why the emulator cannot run here although it may be installed; null when nothing is in the way.</summary>
    protected virtual string? FindObstacle() => null;

    /// <summary>Sets up a server that has just begun to answer.</summary>
    protected virtual Task PrepareAsync(Uri endpoint, CancellationToken cancellationToken) => Task.CompletedTask;

    /// <summary>Whether a server that has said where it listens answers: any HTTP status below 500 unless a kind of server says otherwise.</summary>
    protected virtual async Task<bool> AnswersAsync(Uri endpoint, CancellationToken cancellationToken)
    {
        try
        {
            using HttpResponseMessage answer = await Http.GetAsync(new Uri(endpoint, ReadyPath), cancellationToken);
            return (int)answer.StatusCode < 500;
        }
        catch (HttpRequestException)
        {
            return false;
        }
    }

    [GeneratedRegex(@"\b(?<address>127\.0\.0\.1:[1-9][0-9]*)", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex AddressPattern();

    private async Task RequireAsync(CancellationToken cancellationToken)
    {
        string? obstacle = FindObstacle() ?? await _installation.FindObstacleAsync(cancellationToken);
        if (obstacle is null)
        {
            return;
        }

        string message = $"The emulator '{_installation.Name}' cannot be had: {obstacle}. To install it, run {_installation.InstallCommand}";
        Assert.SkipWhen(_mayBeMissing, message);
        Assert.Fail(message);
    }

    [SuppressMessage("Reliability", "CA2000", Justification = "The fields own the server and its data; StopAsync ends them.")]
    private async Task StartServerAsync(CancellationToken cancellationToken)
    {
        using CancellationTokenSource patience = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        patience.CancelAfter(Patience);
        _data = new TemporaryDirectory();
        _server = ServerProcess.Start(_installation.Script("run.sh", _installation.Name, _data.Path), AddressPattern());
        try
        {
            Uri endpoint = await _server.WaitForEndpointAsync(patience.Token);
            await WaitForAnswerAsync(_server, endpoint, patience.Token);
            await PrepareAsync(endpoint, patience.Token);
            _endpoint = endpoint;
        }
        catch (Exception exception)
        {
            ServerProcess server = _server;
            await StopAsync();
            cancellationToken.ThrowIfCancellationRequested();
            string what = exception is OperationCanceledException ? $"it did not answer within {Patience.TotalSeconds:0.#} s" : exception.Message;
            throw new InvalidOperationException($"The emulator '{_installation.Name}' did not come up: {what}. It printed:\n{server.Output}", exception);
        }
    }

    private async Task WaitForAnswerAsync(ServerProcess server, Uri endpoint, CancellationToken cancellationToken)
    {
        using PeriodicTimer pause = new(TimeSpan.FromMilliseconds(20));
        while (!await AnswersAsync(endpoint, cancellationToken))
        {
            server.ThrowIfEnded();
            await pause.WaitForNextTickAsync(cancellationToken);
        }
    }

    private async Task StopAsync()
    {
        _endpoint = null;
        if (_server is not null)
        {
            await _server.DisposeAsync();
            _server = null;
        }

        _data?.Dispose();
        _data = null;
    }
}
